// What a pool of connections does before it hands one out again (unixODBC's own, up to 2.3.11, does not).
#include "application.h"

using app::Connection;
using app::Statement;

namespace {

std::string shown(Connection& connection, const char* setting) {
  Statement statement(connection);
  statement.run((std::string("SHOW ") + setting).c_str());
  statement.ok(SQLFetch(statement.handle));
  return statement.text(1);
}

}  // namespace

TEST("a reset connection has nothing left of settings, limits, attributes and open results") {
  Connection connection;
  connection.open();
  const std::string untouched = shown(connection, "application_name");
  Statement statement(connection);
  statement.run("SET application_name = 'left behind'");
  CHECK_EQUAL(shown(connection, "application_name"), "left behind");
  SQLSetConnectAttr(connection.handle, SQL_ATTR_AUTOCOMMIT, app::number(SQL_AUTOCOMMIT_OFF), 0);
  statement.set(SQL_ATTR_MAX_ROWS, SQLULEN{5});
  statement.run("SELECT Id FROM PullRequests");
  statement.ok(SQLFetch(statement.handle));
  CHECK(SQL_SUCCEEDED(SQLSetConnectAttr(connection.handle, SQL_ATTR_RESET_CONNECTION, app::number(SQL_RESET_CONNECTION_YES), SQL_IS_UINTEGER)));
  CHECK_EQUAL(shown(connection, "application_name"), untouched);
  CHECK_EQUAL(shown(connection, "drawbridge.max_rows"), "0");
  SQLUINTEGER autocommit = 99;
  SQLGetConnectAttr(connection.handle, SQL_ATTR_AUTOCOMMIT, &autocommit, 0, nullptr);
  CHECK_EQUAL(autocommit, SQLUINTEGER(SQL_AUTOCOMMIT_ON));
}
