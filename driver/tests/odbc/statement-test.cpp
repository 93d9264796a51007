#include "application.h"

using app::Connection;
using app::Statement;

TEST("a prepared statement is described without running") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.prepare("SELECT Id, Title, CreatedOn FROM PullRequests WHERE Id = ?");
  SQLSMALLINT count = 0;
  SQLCHAR name[64] = "";
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLLEN display = 0;
  statement.ok(SQLNumResultCols(statement.handle, &count));
  CHECK_EQUAL(count, 3);
  statement.ok(SQLNumParams(statement.handle, &count));
  CHECK_EQUAL(count, 1);
  statement.ok(SQLDescribeCol(statement.handle, 1, name, sizeof name, nullptr, &type, &size, nullptr, nullptr));
  CHECK_EQUAL(std::string(reinterpret_cast<char*>(name)), "Id");
  CHECK(type == SQL_BIGINT || type == SQL_INTEGER);
  statement.ok(SQLDescribeCol(statement.handle, 2, name, sizeof name, nullptr, &type, &size, nullptr, nullptr));
  CHECK_EQUAL(type, SQL_WVARCHAR);
  CHECK(size > 0);
  statement.ok(SQLDescribeCol(statement.handle, 3, name, sizeof name, nullptr, &type, &size, nullptr, nullptr));
  CHECK_EQUAL(type, SQL_TYPE_TIMESTAMP);
  CHECK_EQUAL(size, 26u);
  statement.ok(SQLColAttribute(statement.handle, 3, SQL_DESC_DISPLAY_SIZE, nullptr, 0, nullptr, &display));
  CHECK_EQUAL(display, 26);
  statement.ok(SQLDescribeParam(statement.handle, 1, &type, &size, nullptr, nullptr));
}

TEST("parameters of several C types reach the statement, and it runs again with others") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLBIGINT id = 7;
  SQLLEN idLength = 0;
  char pattern[32] = "%";
  SQLLEN patternLength = SQL_NTS;
  statement.prepare("SELECT Id FROM PullRequests WHERE Id = ? AND Title LIKE ?");
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &id, 0, &idLength));
  statement.ok(SQLBindParameter(statement.handle, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 32, 0, pattern, sizeof pattern, &patternLength));
  for (id = 7; id < 12; id++) {
    statement.ok(SQLExecute(statement.handle));
    statement.ok(SQLFetch(statement.handle));
    CHECK_EQUAL(statement.integer(1), id);
    CHECK_EQUAL(SQLFetch(statement.handle), SQL_NO_DATA);
    statement.close();
  }
  idLength = SQL_NULL_DATA;
  statement.ok(SQLExecute(statement.handle));
  CHECK_EQUAL(statement.count(), 0);
}

TEST("a parameter may come in pieces at execution") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLLEN atExecution = SQL_DATA_AT_EXEC;
  char token = 0;
  SQLPOINTER asked = nullptr;
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 100, 0, &token, 0, &atExecution));
  statement.prepare("SELECT CAST(? AS VARCHAR) AS t");
  CHECK_EQUAL(SQLExecute(statement.handle), SQL_NEED_DATA);
  CHECK_EQUAL(SQLParamData(statement.handle, &asked), SQL_NEED_DATA);
  CHECK(asked == &token);
  statement.ok(SQLPutData(statement.handle, app::chars("half a "), 7));
  statement.ok(SQLPutData(statement.handle, app::chars("word"), SQL_NTS));
  statement.ok(SQLParamData(statement.handle, &asked));
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(1), "half a word");
}

TEST("errors of SQL carry the states of ODBC, a position or a hint, and the statement goes on") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  CHECK_EQUAL(SQLExecDirect(statement.handle, app::chars("SELECT * FROM NoSuchTable"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "42S02");
  CHECK_EQUAL(SQLExecDirect(statement.handle, app::chars("SELECT NoSuchColumn FROM PullRequests"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "42S22");
  CHECK_EQUAL(SQLPrepare(statement.handle, app::chars("SELEC 1"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "42000");
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("a parameter that is not bound is 07002, an unknown one 07009") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.prepare("SELECT Id FROM PullRequests WHERE Id = ?");
  CHECK_EQUAL(SQLExecute(statement.handle), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "07002");
  CHECK_EQUAL(SQLDescribeParam(statement.handle, 2, nullptr, nullptr, nullptr, nullptr), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "07009");
}

TEST("direct execution wants every marker bound and leaves parameters beyond the markers alone") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  CHECK_EQUAL(SQLExecDirect(statement.handle, app::chars("SELECT Id FROM PullRequests WHERE Id = ?"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "07002");
  SQLINTEGER wanted[] = {3, 4};
  for (SQLUSMALLINT i = 0; i < 2; i++) {
    statement.ok(SQLBindParameter(statement.handle, i + 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &wanted[i], 0, nullptr));
  }
  statement.run("SELECT Id FROM PullRequests WHERE Id = ?");
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(1), 3);
  statement.close();
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("a statement that was executed directly tells the number of its parameters while its result is open") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLINTEGER wanted = 3;
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &wanted, 0, nullptr));
  statement.run("SELECT Id FROM PullRequests WHERE Id <= ? ORDER BY Id");
  statement.ok(SQLFetch(statement.handle));
  SQLSMALLINT count = 0;
  statement.ok(SQLNumParams(statement.handle, &count));
  CHECK_EQUAL(count, 1);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(1), 2);
  statement.close();
  CHECK_EQUAL(SQLNumParams(statement.handle, &count), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "HY010");
  // A catalog function has no text that could have some.
  statement.ok(SQLTables(statement.handle, nullptr, 0, nullptr, 0, app::chars("PullRequests"), SQL_NTS, nullptr, 0));
  CHECK_EQUAL(SQLNumParams(statement.handle, &count), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "HY010");
}

TEST("text in UTF-16 makes the way there and back") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLWCHAR seed[] = {'g', 0xFC, 'n', ' ', 0xD83C, 0xDF31, 0};
  SQLWCHAR back[16] = {};
  SQLLEN length = SQL_NTS;
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 16, 0, seed, sizeof seed, &length));
  statement.run("SELECT CAST(? AS VARCHAR) AS t");
  statement.ok(SQLFetch(statement.handle));
  statement.ok(SQLGetData(statement.handle, 1, SQL_C_WCHAR, back, sizeof back, &length));
  CHECK_EQUAL(length, 12);
  CHECK(std::memcmp(seed, back, sizeof seed) == 0);
}
