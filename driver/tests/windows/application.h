// An application that loads the library without a driver manager, by the functions that it exports. Texts are UTF-16
// there; here they are ASCII.
#pragma once

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "check.h"

namespace app {

inline std::vector<SQLWCHAR> wide(const std::string& ascii) {
  std::vector<SQLWCHAR> out(ascii.begin(), ascii.end());
  out.push_back(0);
  return out;
}

inline std::string narrow(const SQLWCHAR* text) {
  std::string out;
  while (*text != 0) out.push_back(static_cast<char>(*text++));
  return out;
}

inline SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

inline std::string connectionText() {
  const char* given = std::getenv("DRAWBRIDGE_TEST_CONNECTION");
  if (given == nullptr) throw std::runtime_error("DRAWBRIDGE_TEST_CONNECTION is not set");
  return given;
}

inline std::string diagnostic(SQLSMALLINT kind, SQLHANDLE handle) {
  SQLWCHAR state[6] = {};
  SQLWCHAR text[1024] = {};
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  if (!SQL_SUCCEEDED(SQLGetDiagRecW(kind, handle, 1, state, &native, text, 1024, &length))) return "";
  return narrow(state) + " " + narrow(text);
}

class Connection {
 public:
  Connection() {
    CHECK_EQUAL(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment), SQL_SUCCESS);
    CHECK_EQUAL(SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, number(SQL_OV_ODBC3), 0), SQL_SUCCESS);
    CHECK_EQUAL(SQLAllocHandle(SQL_HANDLE_DBC, environment, &handle), SQL_SUCCESS);
  }
  ~Connection() {
    SQLDisconnect(handle);
    SQLFreeHandle(SQL_HANDLE_DBC, handle);
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  SQLRETURN tryOpen(const std::string& text, SQLHWND window = nullptr, SQLUSMALLINT completion = SQL_DRIVER_NOPROMPT) {
    return SQLDriverConnectW(handle, window, wide(text).data(), SQL_NTS, nullptr, 0, nullptr, completion);
  }
  void open() {
    if (!SQL_SUCCEEDED(tryOpen(connectionText()))) check::fail(__FILE__, __LINE__, error());
  }
  std::string error() const { return diagnostic(SQL_HANDLE_DBC, handle); }

  SQLHENV environment = nullptr;
  SQLHDBC handle = nullptr;
};

class Statement {
 public:
  explicit Statement(Connection& connection) { CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection.handle, &handle))); }
  ~Statement() { SQLFreeHandle(SQL_HANDLE_STMT, handle); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void ok(SQLRETURN result) {
    if (!SQL_SUCCEEDED(result)) check::fail("call", result, error());
  }
  SQLRETURN tryRun(const std::string& sql) { return SQLExecDirectW(handle, wide(sql).data(), SQL_NTS); }
  void run(const std::string& sql) { ok(tryRun(sql)); }
  void close() { ok(SQLFreeStmt(handle, SQL_CLOSE)); }
  std::string error() const { return diagnostic(SQL_HANDLE_STMT, handle); }

  std::string text(SQLUSMALLINT column) {
    SQLWCHAR value[2048] = {};
    SQLLEN length = 0;
    ok(SQLGetData(handle, column, SQL_C_WCHAR, value, sizeof value, &length));
    return length == SQL_NULL_DATA ? "NULL" : narrow(value);
  }
  SQLBIGINT integer(SQLUSMALLINT column) {
    SQLBIGINT value = 0;
    ok(SQLGetData(handle, column, SQL_C_SBIGINT, &value, 0, nullptr));
    return value;
  }
  SQLLEN count() {
    SQLLEN rows = 0;
    for (SQLRETURN result; (result = SQLFetch(handle)) != SQL_NO_DATA; rows++) ok(result);
    return rows;
  }

  SQLHSTMT handle = nullptr;
};

}  // namespace app
