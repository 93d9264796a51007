// What an ODBC application does, in as few words as possible. ANSI calls, so that the driver manager converts
// them; the engine's sample data hold 2,000 pull requests.
#pragma once

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "check.h"

namespace app {

inline std::string diagnostic(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number = 1) {
  SQLCHAR state[6] = "";
  SQLCHAR text[1024] = "";
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  if (!SQL_SUCCEEDED(SQLGetDiagRec(kind, handle, number, state, &native, text, sizeof text, &length))) return "";
  return std::string(reinterpret_cast<char*>(state)) + " " + reinterpret_cast<char*>(text);
}

inline SQLCHAR* chars(const char* text) { return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text)); }
inline SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

inline std::string connectionText() {
  const char* given = std::getenv("DRAWBRIDGE_TEST_CONNECTION");
  return given == nullptr ? "DSN=Sandbox" : given;
}

class Connection {
 public:
  explicit Connection(SQLULEN version = SQL_OV_ODBC3) {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, number(version), 0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment, &handle);
  }
  ~Connection() {
    SQLDisconnect(handle);
    SQLFreeHandle(SQL_HANDLE_DBC, handle);
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  SQLRETURN tryOpen(const std::string& text) {
    return SQLDriverConnect(handle, nullptr, chars(text.c_str()), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
  }
  Connection& open() {
    if (!SQL_SUCCEEDED(tryOpen(connectionText()))) check::fail(__FILE__, __LINE__, diagnostic(SQL_HANDLE_DBC, handle));
    return *this;
  }

  SQLHENV environment = nullptr;
  SQLHDBC handle = nullptr;
};

class Statement {
 public:
  explicit Statement(Connection& connection) { CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection.handle, &handle))); }
  ~Statement() { SQLFreeHandle(SQL_HANDLE_STMT, handle); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Fails the test with the diagnostics unless the call succeeded.
  void ok(SQLRETURN result) {
    if (!SQL_SUCCEEDED(result)) check::fail("call", result, error());
  }
  void run(const char* sql) { ok(SQLExecDirect(handle, chars(sql), SQL_NTS)); }
  // For texts beyond ASCII, which the driver manager would read in the locale's encoding.
  void run(const char16_t* sql) {
    static_assert(sizeof(SQLWCHAR) == sizeof(char16_t));
    ok(SQLExecDirectW(handle, reinterpret_cast<SQLWCHAR*>(const_cast<char16_t*>(sql)), SQL_NTS));
  }
  void prepare(const char* sql) { ok(SQLPrepare(handle, chars(sql), SQL_NTS)); }
  void set(SQLINTEGER attribute, SQLULEN value) { ok(SQLSetStmtAttr(handle, attribute, number(value), 0)); }
  void set(SQLINTEGER attribute, void* value) { ok(SQLSetStmtAttr(handle, attribute, value, 0)); }
  void close() { ok(SQLFreeStmt(handle, SQL_CLOSE)); }
  std::string error(SQLSMALLINT record = 1) { return diagnostic(SQL_HANDLE_STMT, handle, record); }
  std::string state() { return error().substr(0, 5); }

  std::string text(SQLUSMALLINT column) {
    char value[4096] = "";
    SQLLEN length = 0;
    ok(SQLGetData(handle, column, SQL_C_CHAR, value, sizeof value, &length));
    return length == SQL_NULL_DATA ? "NULL" : std::string(value);
  }
  SQLBIGINT integer(SQLUSMALLINT column) {
    SQLBIGINT value = 0;
    ok(SQLGetData(handle, column, SQL_C_SBIGINT, &value, 0, nullptr));
    return value;
  }
  // Rows that are left, one by one.
  long count() {
    long rows = 0;
    for (SQLRETURN result; (result = SQLFetch(handle)) != SQL_NO_DATA; rows++) ok(result);
    return rows;
  }

  SQLHSTMT handle = nullptr;
};

// Takes minutes if nobody stops it.
inline constexpr const char* endless =
    "SELECT count(*) FROM PullRequests a, PullRequests b, PullRequests c, PullRequests d WHERE a.Id + b.Id + c.Id * d.Id = -1";
// 4,000,000 rows.
inline constexpr const char* large = "SELECT a.Id, b.Title FROM PullRequests a, PullRequests b";

}  // namespace app
