// The driver's functions called directly, without a driver manager in between.
#pragma once

#include "check.h"
#include "odbc/api.h"
#include "scripted-server.h"
#include "wide/utf.h"

namespace direct {

namespace odbc = drawbridge::odbc;
namespace wide = drawbridge::wide;

inline std::vector<SQLWCHAR> wideText(const std::string& text) {
  auto units = wide::toUtf16(text);
  units.push_back(0);
  return units;
}

inline std::string diagnostic(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number = 1) {
  SQLWCHAR state[6] = {};
  SQLWCHAR message[1024] = {};
  SQLSMALLINT length = 0;
  if (!SQL_SUCCEEDED(odbc::diagnosticRecord(kind, handle, number, state, nullptr, message, 1024, &length))) return "";
  return wide::toUtf8(state, 5) + " " + wide::toUtf8(message, wide::unitLength(message));
}

class Session {
 public:
  Session() {
    CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_ENV, nullptr, &environment), SQL_SUCCESS);
    CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_DBC, environment, &connection), SQL_SUCCESS);
    odbc::setConnectionAttribute(connection, SQL_ATTR_LOGIN_TIMEOUT, reinterpret_cast<SQLPOINTER>(5), 0);
  }
  explicit Session(const ScriptedServer& server) : Session() {
    CHECK_EQUAL(connect(server.runFolder()), SQL_SUCCESS);
    CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_STMT, connection, &statement), SQL_SUCCESS);
  }
  ~Session() {
    odbc::disconnect(connection);
    odbc::freeHandle(SQL_HANDLE_DBC, connection);
    odbc::freeHandle(SQL_HANDLE_ENV, environment);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  SQLRETURN connect(const std::string& runFolder) {
    return odbc::connectString(connection, wideText("RunDir=" + runFolder).data(), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
  }
  SQLRETURN run(const std::string& sql = "SELECT c") { return odbc::executeDirect(statement, wideText(sql).data(), SQL_NTS); }
  std::string connectionError() const { return diagnostic(SQL_HANDLE_DBC, connection); }
  std::string statementError() const { return diagnostic(SQL_HANDLE_STMT, statement); }

  SQLHANDLE environment = nullptr;
  SQLHANDLE connection = nullptr;
  SQLHANDLE statement = nullptr;
};

}  // namespace direct
