// The calls of applications, each with its result checked. Wide calls where the applications make them.
#pragma once

#include <initializer_list>
#include <vector>

#include "application.h"

namespace replay {

using app::Connection;
using app::Statement;
using app::chars;

static_assert(sizeof(SQLWCHAR) == sizeof(char16_t));
inline SQLWCHAR* wide(const char16_t* text) { return reinterpret_cast<SQLWCHAR*>(const_cast<char16_t*>(text)); }

inline void succeeds(const char* file, int line, const char* call, SQLSMALLINT kind, SQLHANDLE handle, SQLRETURN result) {
  if (result != SQL_SUCCESS) check::fail(file, line, std::string(call) + " gives " + std::to_string(result) + ": " + app::diagnostic(kind, handle));
}

// SQL_SUCCESS and no diagnostics.
#define ON_CONNECTION(connection, call) replay::succeeds(__FILE__, __LINE__, #call, SQL_HANDLE_DBC, (connection).handle, call)
#define ON_STATEMENT(statement, call) replay::succeeds(__FILE__, __LINE__, #call, SQL_HANDLE_STMT, (statement).handle, call)

// The statement is refused with this state, and the text holds `words`.
inline void isRefused(Statement& statement, const char* sql, const std::string& state, const std::string& words = "") {
  CHECK_EQUAL(SQLExecDirect(statement.handle, chars(sql), SQL_NTS), SQL_ERROR);
  const std::string told = statement.error();
  if (told.substr(0, 5) != state || told.find(words) == std::string::npos) check::fail(sql, 0, "is refused with " + told);
}

inline std::string infoText(Connection& connection, SQLUSMALLINT type) {
  SQLCHAR text[2048] = "";
  SQLSMALLINT length = 0;
  ON_CONNECTION(connection, SQLGetInfo(connection.handle, type, text, sizeof text, &length));
  CHECK_EQUAL(static_cast<std::size_t>(length), std::strlen(reinterpret_cast<char*>(text)));
  return reinterpret_cast<char*>(text);
}

inline SQLUINTEGER infoNumber(Connection& connection, SQLUSMALLINT type) {
  SQLUINTEGER value = 0;
  SQLSMALLINT length = 0;
  ON_CONNECTION(connection, SQLGetInfoW(connection.handle, type, &value, sizeof value, &length));
  CHECK(length == 2 || length == 4);
  return value;
}

// All cells of a column of the result, in order; the cursor is closed.
inline std::vector<std::string> column(Statement& statement, SQLUSMALLINT number) {
  std::vector<std::string> cells;
  for (SQLRETURN result; (result = SQLFetch(statement.handle)) != SQL_NO_DATA;) {
    statement.ok(result);
    cells.push_back(statement.text(number));
  }
  ON_STATEMENT(statement, SQLCloseCursor(statement.handle));
  return cells;
}

inline bool holds(const std::vector<std::string>& cells, const std::string& wanted) {
  return std::find(cells.begin(), cells.end(), wanted) != cells.end();
}

struct Described {
  std::string name;
  SQLSMALLINT type;
  SQLULEN size;
};

// SQLDescribeColW of every column of what is prepared or executed.
inline std::vector<Described> describe(Statement& statement) {
  SQLSMALLINT count = 0;
  ON_STATEMENT(statement, SQLNumResultCols(statement.handle, &count));
  std::vector<Described> columns;
  for (SQLSMALLINT i = 1; i <= count; i++) {
    SQLCHAR name[128] = "";
    SQLSMALLINT length = 0, type = 0, digits = 0, nullable = 0;
    SQLULEN size = 0;
    const auto number = static_cast<SQLUSMALLINT>(i);
    ON_STATEMENT(statement, SQLDescribeCol(statement.handle, number, name, sizeof name, &length, &type, &size, &digits, &nullable));
    CHECK(length > 0 && type != SQL_UNKNOWN_TYPE && size > 0);
    for (const SQLUSMALLINT field : {SQL_DESC_LENGTH, SQL_DESC_OCTET_LENGTH, SQL_DESC_UNSIGNED, SQL_DESC_CONCISE_TYPE, SQL_DESC_DISPLAY_SIZE}) {
      SQLLEN value = 0;
      ON_STATEMENT(statement, SQLColAttribute(statement.handle, number, field, nullptr, 0, nullptr, &value));
    }
    columns.push_back({reinterpret_cast<char*>(name), type, size});
  }
  return columns;
}

}  // namespace replay
