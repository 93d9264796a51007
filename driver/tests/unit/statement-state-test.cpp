// Every call in every state of a statement, as the specification's appendix B has it.
#include "direct-session.h"
#include "odbc/statement-state.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

constexpr int states = 10;

std::string described(const std::string& columns) { return message('1', "") + message('t', int16(0)) + columns + ready(); }

// A session whose statement is in state S1 to S10.
class InState {
 public:
  explicit InState(int state) : server_(answers(state)), session(server_) {
    switch (state) {
      case 2:
      case 3: CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("SELECT c").data(), SQL_NTS), SQL_SUCCESS); break;
      case 4:
      case 5: CHECK_EQUAL(session.run(), SQL_SUCCESS); break;
      case 6:
        CHECK_EQUAL(session.run(), SQL_SUCCESS);
        CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
        break;
      case 7:
        CHECK_EQUAL(session.run(), SQL_SUCCESS);
        CHECK_EQUAL(odbc::extendedFetch(session.statement, SQL_FETCH_NEXT, 1, nullptr, nullptr), SQL_SUCCESS);
        break;
      case 8:
      case 9:
      case 10: waitForData(state); break;
      default: break;
    }
  }

 private:
  static std::vector<std::string> answers(int state) {
    const std::string rows = parsed() + oneColumn() + row("1") + row("2") + complete("SELECT 2") + ready();
    switch (state) {
      case 2: return {greeting(), described(message('n', ""))};
      case 3: return {greeting(), described(oneColumn())};
      case 4: return {greeting(), parsed() + message('n', "") + complete("SET") + ready()};
      default: return {greeting(), rows};
    }
  }
  void waitForData(int state) {
    odbc::bindParameter(session.statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0, &length_, 0, &length_);
    CHECK_EQUAL(session.run("SELECT ?"), SQL_NEED_DATA);
    SQLPOINTER asked = nullptr;
    if (state >= 9) CHECK_EQUAL(odbc::parameterData(session.statement, &asked), SQL_NEED_DATA);
    if (state == 10) CHECK_EQUAL(odbc::putData(session.statement, const_cast<char*>("x"), 1), SQL_SUCCESS);
  }

  ScriptedServer server_;
  SQLLEN length_ = SQL_DATA_AT_EXEC;

 public:
  Session session;
};

struct Row {
  const char* name;
  SQLRETURN (*call)(SQLHANDLE statement);
  // The SQLSTATE in S1 to S10; nullptr: the call is allowed.
  const char* refusals[states];
};

constexpr const char* ok = nullptr;
constexpr const char* order = "HY010";
constexpr const char* cursor = "24000";

char buffer[64];
SQLLEN length;
SQLSMALLINT small;
SQLWCHAR text[] = {'x', 0};

constexpr SQLPOINTER none = nullptr;

const Row rows[] = {
    {"SQLBindCol", [](SQLHANDLE s) { return odbc::bindColumn(s, 1, SQL_C_CHAR, buffer, sizeof buffer, &length); }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLBindParameter", [](SQLHANDLE s) { return odbc::bindParameter(s, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_CHAR, 1, 0, buffer, 1, nullptr); }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLBulkOperations", [](SQLHANDLE s) { return odbc::bulkOperations(s, SQL_ADD); }, {order, order, order, cursor, "HYC00", "HYC00", order, order, order, order}},
    {"SQLCloseCursor", [](SQLHANDLE s) { return odbc::closeCursor(s); }, {cursor, cursor, cursor, cursor, ok, ok, ok, order, order, order}},
    {"SQLColAttribute", [](SQLHANDLE s) { return odbc::columnAttribute(s, 1, SQL_DESC_NAME, buffer, sizeof buffer, &small, &length); }, {order, "07005", ok, cursor, ok, ok, ok, order, order, order}},
    {"SQLDescribeCol", [](SQLHANDLE s) { return odbc::describeColumn(s, 1, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr); }, {order, "07005", ok, cursor, ok, ok, ok, order, order, order}},
    {"SQLExtendedFetch", [](SQLHANDLE s) { return odbc::extendedFetch(s, SQL_FETCH_NEXT, 1, nullptr, nullptr); }, {order, order, order, cursor, ok, order, ok, order, order, order}},
    {"SQLFetch", [](SQLHANDLE s) { return odbc::fetch(s); }, {order, order, order, cursor, ok, ok, order, order, order, order}},
    {"SQLFetchScroll", [](SQLHANDLE s) { return odbc::fetchScroll(s, SQL_FETCH_NEXT, 0); }, {order, order, order, cursor, ok, ok, order, order, order, order}},
    {"SQLFreeStmt", [](SQLHANDLE s) { return odbc::freeStatement(s, SQL_UNBIND); }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLGetCursorName", [](SQLHANDLE s) { return odbc::cursorName(s, nullptr, 0, &small); }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLGetData", [](SQLHANDLE s) { return odbc::getData(s, 1, SQL_C_CHAR, buffer, sizeof buffer, &length); }, {order, order, order, cursor, cursor, ok, ok, order, order, order}},
    {"SQLGetStmtAttr", [](SQLHANDLE s) { return odbc::statementAttribute(s, SQL_ATTR_MAX_ROWS, &length, 0, nullptr); }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLGetTypeInfo", [](SQLHANDLE s) { return odbc::typeInfo(s, SQL_ALL_TYPES); }, {ok, ok, ok, ok, cursor, cursor, cursor, order, order, order}},
    {"SQLMoreResults", [](SQLHANDLE s) { return odbc::moreResults(s) == SQL_NO_DATA ? SQLRETURN{SQL_SUCCESS} : SQLRETURN{SQL_ERROR}; }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLNumParams", [](SQLHANDLE s) { return odbc::parameterCount(s, &small); }, {order, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLNumResultCols", [](SQLHANDLE s) { return odbc::columnCount(s, &small); }, {order, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLParamData", [](SQLHANDLE s) { SQLPOINTER asked = nullptr; return odbc::parameterData(s, &asked) == SQL_ERROR ? SQLRETURN{SQL_ERROR} : SQLRETURN{SQL_SUCCESS}; }, {order, order, order, order, order, order, order, ok, order, ok}},
    {"SQLPutData", [](SQLHANDLE s) { return odbc::putData(s, buffer, 1); }, {order, order, order, order, order, order, order, order, ok, ok}},
    {"SQLRowCount", [](SQLHANDLE s) { return odbc::rowCount(s, &length); }, {order, order, order, ok, ok, ok, ok, order, order, order}},
    {"SQLSetCursorName", [](SQLHANDLE s) { return odbc::setCursorName(s, text, SQL_NTS); }, {ok, ok, ok, cursor, cursor, cursor, cursor, order, order, order}},
    {"SQLSetPos", [](SQLHANDLE s) { return odbc::setPosition(s, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE); }, {order, order, order, cursor, cursor, ok, ok, order, order, order}},
    {"SQLSetStmtAttr of a limit", [](SQLHANDLE s) { return odbc::setStatementAttribute(s, SQL_ATTR_MAX_ROWS, none, 0); }, {ok, ok, ok, ok, ok, ok, ok, order, order, order}},
    {"SQLSetStmtAttr of the cursor", [](SQLHANDLE s) { return odbc::setStatementAttribute(s, SQL_ATTR_CURSOR_TYPE, none, 0); }, {ok, "HY011", "HY011", cursor, cursor, cursor, cursor, order, order, order}},
    {"SQLPrepare", [](SQLHANDLE s) { return odbc::prepare(s, nullptr, 0); }, {"HY009", "HY009", "HY009", "HY009", cursor, cursor, cursor, order, order, order}},
    {"SQLExecDirect", [](SQLHANDLE s) { return odbc::executeDirect(s, nullptr, 0); }, {"HY009", "HY009", "HY009", "HY009", cursor, cursor, cursor, order, order, order}},
};

}  // namespace

TEST("each call is allowed or refused in each state as the specification has it") {
  std::string wrong;
  for (const Row& each : rows) {
    for (int state = 1; state <= states; state++) {
      InState place(state);
      const SQLRETURN result = each.call(place.session.statement);
      const std::string got = SQL_SUCCEEDED(result) ? "" : place.session.statementError().substr(0, 5);
      const std::string expected = each.refusals[state - 1] == nullptr ? "" : each.refusals[state - 1];
      if (got != expected) wrong += "\n       " + std::string(each.name) + " in S" + std::to_string(state) + ": '" + got + "', not '" + expected + "'";
    }
  }
  CHECK_EQUAL(wrong, "");
}

TEST("a statement that was executed directly cannot be executed again") {
  InState place(4);
  CHECK_EQUAL(odbc::execute(place.session.statement), SQL_ERROR);
  CHECK_EQUAL(place.session.statementError().substr(0, 5), "HY010");
}

TEST("SQLCancel ends the wait for data in each of its states") {
  for (int state = 8; state <= states; state++) {
    InState place(state);
    CHECK_EQUAL(odbc::cancel(place.session.statement), SQL_SUCCESS);
    CHECK_EQUAL(odbc::putData(place.session.statement, buffer, 1), SQL_ERROR);
    CHECK_EQUAL(odbc::freeStatement(place.session.statement, SQL_RESET_PARAMS), SQL_SUCCESS);
  }
}

TEST("pieces of a parameter: NULL stands alone, and numbers come whole") {
  InState place(9);
  CHECK_EQUAL(odbc::putData(place.session.statement, nullptr, SQL_NULL_DATA), SQL_SUCCESS);
  CHECK_EQUAL(odbc::putData(place.session.statement, buffer, 1), SQL_ERROR);
  CHECK_EQUAL(place.session.statementError().substr(0, 5), "HY020");
  InState other(10);
  CHECK_EQUAL(odbc::putData(other.session.statement, nullptr, SQL_NULL_DATA), SQL_ERROR);
  CHECK_EQUAL(other.session.statementError().substr(0, 5), "HY020");
  InState number(1);
  SQLLEN atExecution = SQL_LEN_DATA_AT_EXEC(4);
  SQLINTEGER value = 7;
  SQLPOINTER asked = nullptr;
  odbc::bindParameter(number.session.statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &value, 0, &atExecution);
  CHECK_EQUAL(number.session.run("SELECT ?"), SQL_NEED_DATA);
  CHECK_EQUAL(odbc::parameterData(number.session.statement, &asked), SQL_NEED_DATA);
  CHECK(asked == &value);
  CHECK_EQUAL(odbc::putData(number.session.statement, &value, 0), SQL_SUCCESS);
  CHECK_EQUAL(odbc::putData(number.session.statement, &value, 0), SQL_ERROR);
  CHECK_EQUAL(number.session.statementError().substr(0, 5), "HY019");
}

// Driver managers take it so, as the specification has it: whoever kept waiting would refuse every further call.
TEST("a piece that is refused ends the execution, and the statement can run again") {
  InState place(10);
  const SQLHANDLE statement = place.session.statement;
  CHECK_EQUAL(odbc::putData(statement, buffer, -7), SQL_ERROR);
  CHECK_EQUAL(place.session.statementError().substr(0, 5), "HY090");
  CHECK_EQUAL(odbc::parameterData(statement, nullptr), SQL_ERROR);
  CHECK_EQUAL(place.session.statementError().substr(0, 5), "HY010");
  CHECK_EQUAL(place.session.run("SELECT ?"), SQL_NEED_DATA);
}
