// SQLGetCursorName, SQLSetCursorName. Names are kept, though nothing can be done by a cursor's name here.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

bool isReserved(const std::string& name) {
  std::string start = name.substr(0, 7);
  for (char& c : start) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return start == "SQL_CUR" || start.compare(0, 6, "SQLCUR") == 0;
}

}  // namespace

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
    if (isReserved(*text)) throw OdbcError("34000", "Names that begin with SQL_CUR or SQLCUR are given by the driver alone");
    if (!statement.connection.cursorNames.take(statement, *text)) throw OdbcError("3C000", "Another statement of this connection has the cursor '" + *text + "'");
    statement.cursorName = *text;
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
