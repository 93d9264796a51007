// The states of a statement (S1 to S10 of the specification's appendix B) and which calls each of them allows.
#pragma once

#include <cstdint>

namespace drawbridge::odbc {

class Statement;

enum class StatementState : std::uint8_t {
  allocated,           // S1
  preparedWithout,     // S2: prepared, returns no rows
  preparedWith,        // S3: prepared, returns rows
  executed,            // S4: ran and returned no rows
  opened,              // S5: a result is open, nothing fetched
  fetched,             // S6: by SQLFetch or SQLFetchScroll
  fetchedExtended,     // S7: by SQLExtendedFetch
  needsData,           // S8: SQLParamData has to say which parameter comes first
  mustPut,             // S9: nothing of the parameter has come
  canPut,              // S10: something of the parameter has come
};

// In the order of the rules.
enum class Call : std::uint8_t {
  bind,
  bulkOperations,
  catalog,
  closeCursor,
  describeColumn,
  describeParameter,
  execute,
  executeDirect,
  extendedFetch,
  fetch,
  free,
  getAttribute,
  getData,
  moreResults,
  columnCount,
  parameterData,
  prepare,
  putData,
  rowCount,
  setAttribute,
  setCursorAttribute,
  setCursorName,
  setPosition,
};

StatementState stateOf(const Statement& statement) noexcept;

// The SQLSTATE with which a state refuses a call; nullptr where it allows it.
const char* refusal(Call call, StatementState state) noexcept;

// Throws OdbcError with that state.
void require(const Statement& statement, Call call);

}  // namespace drawbridge::odbc
