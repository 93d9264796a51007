// SQLGetCursorName, SQLSetCursorName. Names are kept, though nothing can be done by a cursor's name here.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {

SQLRETURN cursorName(SQLHSTMT raw, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::getAttribute);
    if (statement.cursorName.empty()) {
      statement.cursorName = "SQL_CUR" + std::to_string(reinterpret_cast<std::uintptr_t>(&statement) >> 4 & 0xFFFFFFFF);
    }
    setIf(length, textOut(statement.cursorName, name, room, statement.diagnostics));
    return SQL_SUCCESS;
  });
}

SQLRETURN setCursorName(SQLHSTMT raw, const SQLWCHAR* name, SQLSMALLINT length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::setCursorName);
    const auto text = textIn(name, length);
    if (!text || text->empty()) throw OdbcError("34000", "A cursor's name cannot be empty");
    statement.cursorName = *text;
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
