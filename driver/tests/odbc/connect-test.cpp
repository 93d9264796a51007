#include "application.h"

using app::Connection;
using app::Statement;

TEST("a connection by DSN and one by string both answer") {
  Connection connection;
  const std::string dsn = app::connectionText().substr(4);
  CHECK(SQL_SUCCEEDED(SQLConnect(connection.handle, app::chars(dsn.c_str()), SQL_NTS, nullptr, 0, nullptr, 0)));
  Connection other;
  SQLCHAR out[256] = "";
  SQLSMALLINT length = 0;
  const std::string text = app::connectionText() + ";DATABASE=Bitbucket";
  CHECK(SQL_SUCCEEDED(SQLDriverConnect(other.handle, nullptr, app::chars(text.c_str()), SQL_NTS, out, sizeof out, &length, SQL_DRIVER_NOPROMPT)));
  CHECK_EQUAL(std::string(reinterpret_cast<char*>(out)), text);
}

TEST("an unknown data source is refused in words") {
  Connection connection;
  CHECK_EQUAL(connection.tryOpen("Driver=Drawbridge ODBC Driver for Bitbucket;RunDir=/nowhere"), SQL_ERROR);
  const std::string error = app::diagnostic(SQL_HANDLE_DBC, connection.handle);
  CHECK_EQUAL(error.substr(0, 5), "08001");
  CHECK(error.find("drawbridge host") != std::string::npos);
}

TEST("SQLGetInfo and SQLGetFunctions answer what tools build on") {
  Connection connection;
  connection.open();
  char name[64] = "";
  SQLUSMALLINT value = 99;
  SQLUINTEGER mask = 99;
  SQLUSMALLINT supported[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE] = {};
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, SQL_DBMS_NAME, name, sizeof name, nullptr)));
  CHECK_EQUAL(std::string(name), "Drawbridge");
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, SQL_TXN_CAPABLE, &value, sizeof value, nullptr)));
  CHECK_EQUAL(value, SQL_TC_NONE);
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, 1750, &mask, sizeof mask, nullptr)));
  CHECK_EQUAL(mask, 0u);
  CHECK(SQL_SUCCEEDED(SQLGetFunctions(connection.handle, SQL_API_ODBC3_ALL_FUNCTIONS, supported)));
  CHECK(SQL_FUNC_EXISTS(supported, SQL_API_SQLSETPOS));
  CHECK(!SQL_FUNC_EXISTS(supported, SQL_API_SQLBULKOPERATIONS));
}

TEST("unixODBC does not put its cursor library before the driver, and applications are told of no static cursors") {
  Connection connection;
  CHECK(SQL_SUCCEEDED(SQLSetConnectAttr(connection.handle, SQL_ATTR_ODBC_CURSORS, app::number(SQL_CUR_USE_IF_NEEDED), 0)));
  connection.open();
  Statement statement(connection);
  statement.run("SELECT count(*) FROM PullRequests");
  SQLUINTEGER mask = 99;
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, SQL_STATIC_CURSOR_ATTRIBUTES1, &mask, sizeof mask, nullptr)));
  CHECK_EQUAL(mask, 0u);
}

TEST("autocommit may be off and transactions may end") {
  Connection connection;
  connection.open();
  CHECK(SQL_SUCCEEDED(SQLSetConnectAttr(connection.handle, SQL_ATTR_AUTOCOMMIT, app::number(SQL_AUTOCOMMIT_OFF), 0)));
  Statement statement(connection);
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(SQLEndTran(SQL_HANDLE_DBC, connection.handle, SQL_ROLLBACK), SQL_SUCCESS);
  CHECK_EQUAL(SQLEndTran(SQL_HANDLE_DBC, connection.handle, SQL_COMMIT), SQL_SUCCESS);
}

TEST("a live connection is not dead") {
  Connection connection;
  connection.open();
  SQLUINTEGER dead = SQL_CD_TRUE;
  CHECK(SQL_SUCCEEDED(SQLGetConnectAttr(connection.handle, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr)));
  CHECK_EQUAL(dead, SQLUINTEGER(SQL_CD_FALSE));
}
