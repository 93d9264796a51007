#include "odbc/statement-state.h"

#include <string>

#include "odbc/odbc-error.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {
namespace {

constexpr std::size_t states = 10;
constexpr const char* ok = nullptr;
constexpr const char* order = "HY010";
constexpr const char* cursor = "24000";
constexpr const char* noRows = "07005";
constexpr const char* tooLate = "HY011";

struct Rule {
  Call call;
  const char* refusals[states];
};

// Microsoft's "ODBC State Transition Tables", appendix B of the ODBC Programmer's Reference. What depends on more than
// the state (SQLExecute of a statement that was executed directly) is checked by the call itself.
constexpr Rule rules[] = {
    //                          S1      S2      S3       S4      S5      S6      S7      S8     S9     S10
    {Call::bind,               {ok,     ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::bulkOperations,     {order,  order,  order,   cursor, ok,     ok,     order,  order, order, order}},
    {Call::catalog,            {ok,     ok,     ok,      ok,     cursor, cursor, cursor, order, order, order}},
    {Call::closeCursor,        {cursor, cursor, cursor,  cursor, ok,     ok,     ok,     order, order, order}},
    {Call::describeColumn,     {order,  noRows, ok,      cursor, ok,     ok,     ok,     order, order, order}},
    {Call::describeParameter,  {order,  ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::execute,            {order,  ok,     ok,      ok,     cursor, cursor, cursor, order, order, order}},
    {Call::executeDirect,      {ok,     ok,     ok,      ok,     cursor, cursor, cursor, order, order, order}},
    {Call::extendedFetch,      {order,  order,  order,   cursor, ok,     order,  ok,     order, order, order}},
    {Call::fetch,              {order,  order,  order,   cursor, ok,     ok,     order,  order, order, order}},
    {Call::free,               {ok,     ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::getAttribute,       {ok,     ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::getData,            {order,  order,  order,   cursor, cursor, ok,     ok,     order, order, order}},
    {Call::moreResults,        {ok,     ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::columnCount,        {order,  ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::parameterData,      {order,  order,  order,   order,  order,  order,  order,  ok,    order, ok}},
    {Call::prepare,            {ok,     ok,     ok,      ok,     cursor, cursor, cursor, order, order, order}},
    {Call::putData,            {order,  order,  order,   order,  order,  order,  order,  order, ok,    ok}},
    {Call::rowCount,           {order,  order,  order,   ok,     ok,     ok,     ok,     order, order, order}},
    {Call::setAttribute,       {ok,     ok,     ok,      ok,     ok,     ok,     ok,     order, order, order}},
    {Call::setCursorAttribute, {ok,     tooLate, tooLate, cursor, cursor, cursor, cursor, order, order, order}},
    {Call::setCursorName,      {ok,     ok,     ok,      cursor, cursor, cursor, cursor, order, order, order}},
    {Call::setPosition,        {order,  order,  order,   cursor, cursor, ok,     ok,     order, order, order}},
};

constexpr bool inOrder() noexcept {
  for (std::size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    if (static_cast<std::size_t>(rules[i].call) != i) return false;
  }
  return true;
}
// Every SQLGetData asks, so the rule is found by its place.
static_assert(inOrder());

const char* sentence(const std::string& refused, Call call, StatementState state) noexcept {
  if (refused == noRows) return "The statement returns no rows";
  if (refused == tooLate) return "The attribute cannot be set once the statement is prepared";
  if (state >= StatementState::needsData) return "The statement waits for the data of a parameter";
  if (call == Call::parameterData || call == Call::putData) return "No execution waits for the data of a parameter";
  if (refused == cursor) {
    if (call == Call::closeCursor) return "No result is open";
    if (state == StatementState::executed) return "The statement returned no rows";
    return call == Call::getData || call == Call::setPosition ? "No row has been fetched" : "A result of this statement is still open";
  }
  switch (state) {
    case StatementState::allocated: return "No statement is prepared or executed";
    case StatementState::preparedWithout:
    case StatementState::preparedWith: return "The statement is prepared, but has not run";
    default: return "SQLExtendedFetch does not go together with SQLFetch and SQLFetchScroll on one result";
  }
}

}  // namespace

StatementState stateOf(const Statement& statement) noexcept {
  if (statement.pending.active) {
    if (!statement.pending.started) return StatementState::needsData;
    return statement.pending.given ? StatementState::canPut : StatementState::mustPut;
  }
  if (statement.rows) {
    switch (statement.fetchedBy) {
      case FetchedBy::nothing: return StatementState::opened;
      case FetchedBy::fetch: return StatementState::fetched;
      case FetchedBy::extendedFetch: return StatementState::fetchedExtended;
    }
  }
  if (statement.executed) return StatementState::executed;
  if (!statement.prepared) return StatementState::allocated;
  return statement.columns.empty() ? StatementState::preparedWithout : StatementState::preparedWith;
}

const char* refusal(Call call, StatementState state) noexcept {
  return rules[static_cast<std::size_t>(call)].refusals[static_cast<std::size_t>(state)];
}

void require(const Statement& statement, Call call) {
  const StatementState state = stateOf(statement);
  const char* refused = refusal(call, state);
  if (refused != nullptr) throw OdbcError(refused, sentence(refused, call, state));
}

}  // namespace drawbridge::odbc
