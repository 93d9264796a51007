// Microsoft Query, from which Excel's older external data come: an application of ODBC 2.x.
#include "replay.h"

using namespace replay;

TEST("microsoft query connects and lists the tables") {
  Connection connection(SQL_OV_ODBC2);
  ON_CONNECTION(connection, SQLSetConnectOption(connection.handle, SQL_LOGIN_TIMEOUT, 45));
  CHECK_EQUAL(connection.tryOpen(app::connectionText() + ";UID=;PWD=;"), SQL_SUCCESS);
  CHECK_EQUAL(infoText(connection, SQL_IDENTIFIER_QUOTE_CHAR), "\"");
  CHECK_EQUAL(infoText(connection, SQL_SEARCH_PATTERN_ESCAPE), "\\");
  for (const SQLUSMALLINT type : {SQL_ODBC_API_CONFORMANCE, SQL_ODBC_SQL_CONFORMANCE, SQL_CORRELATION_NAME, SQL_GROUP_BY, SQL_NULL_COLLATION}) infoNumber(connection, type);
  SQLUSMALLINT functions[100] = {};
  ON_CONNECTION(connection, SQLGetFunctions(connection.handle, SQL_API_ALL_FUNCTIONS, functions));
  CHECK_EQUAL(functions[SQL_API_SQLEXTENDEDFETCH], SQL_TRUE);
  Statement statement(connection);
  ON_STATEMENT(statement, SQLTables(statement.handle, chars("%"), SQL_NTS, chars(""), 0, chars(""), 0, nullptr, 0));
  CHECK(column(statement, 1) == std::vector<std::string>{"Bitbucket"});
  ON_STATEMENT(statement, SQLTables(statement.handle, chars("Bitbucket"), SQL_NTS, chars("harbor\\-app"), SQL_NTS, nullptr, 0,
                                    chars("'TABLE','VIEW','SYSTEM TABLE','SYNONYM'"), SQL_NTS));
  CHECK(holds(column(statement, 3), "PullRequests"));
  ON_STATEMENT(statement, SQLColumns(statement.handle, chars("Bitbucket"), SQL_NTS, chars("harbor-app"), SQL_NTS, chars("PullRequests"), SQL_NTS, nullptr, 0));
  CHECK(holds(column(statement, 5), std::to_string(SQL_TIMESTAMP)));
  ON_STATEMENT(statement, SQLSpecialColumns(statement.handle, SQL_BEST_ROWID, chars("Bitbucket"), SQL_NTS, chars("harbor-app"), SQL_NTS, chars("PullRequests"), SQL_NTS,
                                            SQL_SCOPE_CURROW, SQL_NULLABLE));
  CHECK(column(statement, 2) == std::vector<std::string>{"Id"});
  ON_STATEMENT(statement, SQLStatistics(statement.handle, chars("Bitbucket"), SQL_NTS, chars("harbor-app"), SQL_NTS, chars("PullRequests"), SQL_NTS, SQL_INDEX_UNIQUE,
                                        SQL_QUICK));
  CHECK(holds(column(statement, 9), "Id"));
  ON_STATEMENT(statement, SQLGetTypeInfo(statement.handle, SQL_TIMESTAMP));
  CHECK_EQUAL(statement.count(), 1);
}

TEST("microsoft query reads a result into a sheet") {
  Connection connection(SQL_OV_ODBC2);
  connection.open();
  Statement statement(connection);
  ON_STATEMENT(statement, SQLSetStmtOption(statement.handle, SQL_QUERY_TIMEOUT, 60));
  ON_STATEMENT(statement, SQLSetStmtOption(statement.handle, SQL_MAX_ROWS, 0));
  // A cursor that scrolls is asked for; the driver says that it has none.
  CHECK_EQUAL(SQLSetStmtOption(statement.handle, SQL_CURSOR_TYPE, SQL_CURSOR_STATIC), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(statement.state(), "01S02");
  ON_STATEMENT(statement, SQLPrepare(statement.handle,
                                     chars("SELECT PullRequests.Id, PullRequests.Title, PullRequests.CreatedOn FROM \"Bitbucket\".\"harbor-app\".PullRequests PullRequests "
                                           "WHERE (PullRequests.State=?) ORDER BY PullRequests.Id"),
                                     SQL_NTS));
  char state[] = "DECLINED";
  SQLLEN stateLength = SQL_NTS;
  ON_STATEMENT(statement, SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 16, 0, state, sizeof state, &stateLength));
  ON_STATEMENT(statement, SQLExecute(statement.handle));
  CHECK_EQUAL(describe(statement).size(), std::size_t{3});
  ON_STATEMENT(statement, SQLSetStmtOption(statement.handle, SQL_ROWSET_SIZE, 50));
  std::vector<SQLINTEGER> ids(50);
  std::vector<char> titles(50 * 300);
  std::vector<SQLLEN> idLengths(50), titleLengths(50);
  std::vector<SQLUSMALLINT> status(50);
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 1, SQL_C_LONG, ids.data(), 0, idLengths.data()));
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 2, SQL_C_CHAR, titles.data(), 300, titleLengths.data()));
  SQLULEN fetched = 0;
  SQLULEN rows = 0;
  SQLRETURN result;
  while ((result = SQLExtendedFetch(statement.handle, SQL_FETCH_NEXT, 1, &fetched, status.data())) != SQL_NO_DATA) {
    ON_STATEMENT(statement, result);
    for (SQLULEN i = 0; i < fetched; i++) CHECK(status[i] == SQL_ROW_SUCCESS && ids[i] > 0 && titleLengths[i] > 0);
    rows += fetched;
  }
  CHECK(rows > 50);
  ON_STATEMENT(statement, SQLFreeStmt(statement.handle, SQL_CLOSE));
  ON_CONNECTION(connection, SQLTransact(connection.environment, connection.handle, SQL_COMMIT));
}

TEST("microsoft query cancels and goes on") {
  Connection connection(SQL_OV_ODBC2);
  connection.open();
  Statement statement(connection);
  statement.run("SELECT Id, Title FROM PullRequests");
  ON_STATEMENT(statement, SQLFetch(statement.handle));
  // In ODBC 2.x a cancel closes the cursor.
  ON_STATEMENT(statement, SQLCancel(statement.handle));
  ON_STATEMENT(statement, SQLFreeStmt(statement.handle, SQL_CLOSE));
  statement.run("SELECT 1");
  CHECK(column(statement, 1) == std::vector<std::string>{"1"});
}
