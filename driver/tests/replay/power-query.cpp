// Power Query, which is what Power BI and Excel's "From ODBC" use.
#include "replay.h"

using namespace replay;

TEST("power query connects and asks for every information type") {
  Connection connection;
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_LOGIN_TIMEOUT, app::number(15), 0));
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_PACKET_SIZE, app::number(32767), 0));
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_ACCESS_MODE, app::number(SQL_MODE_READ_ONLY), 0));
  CHECK_EQUAL(connection.tryOpen("dsn=" + app::connectionText().substr(4)), SQL_SUCCESS);
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_CONNECTION_TIMEOUT, app::number(600), 0));
  SQLUSMALLINT bind = SQL_FALSE;
  ON_CONNECTION(connection, SQLGetFunctions(connection.handle, SQL_API_SQLBINDCOL, &bind));
  CHECK_EQUAL(bind, SQL_TRUE);
  // Those on which connecting has failed with other drivers.
  CHECK_EQUAL(infoNumber(connection, 180), 0u);
  CHECK_EQUAL(infoNumber(connection, 1750), 0u);
  for (const SQLUSMALLINT type : {SQL_ASYNC_MODE, SQL_ASYNC_DBC_FUNCTIONS, SQL_DRIVER_AWARE_POOLING_SUPPORTED}) CHECK_EQUAL(infoNumber(connection, type), 0u);
  // Answered or refused, never anything else.
  long answered = 0;
  for (int type = 0; type < 200; type++) {
    // Answered by the driver manager, for the handle that lies in the buffer.
    if (type == SQL_DRIVER_HSTMT || type == SQL_DRIVER_HDESC) continue;
    SQLWCHAR value[2048] = {};
    SQLSMALLINT length = -1;
    const SQLRETURN result = SQLGetInfoW(connection.handle, static_cast<SQLUSMALLINT>(type), value, sizeof value, &length);
    if (result == SQL_SUCCESS) {
      answered++;
      CHECK(length >= 0);
    } else {
      CHECK_EQUAL(result, SQL_ERROR);
      CHECK_EQUAL(app::diagnostic(SQL_HANDLE_DBC, connection.handle).substr(0, 5), "HY096");
    }
  }
  CHECK(answered > 120);
  Statement statement(connection);
  for (const SQLSMALLINT type : {SQL_ALL_TYPES, SQL_WVARCHAR, SQL_VARCHAR, SQL_INTEGER, SQL_BIGINT, SQL_DOUBLE, SQL_TYPE_DATE, SQL_TYPE_TIMESTAMP, SQL_BIT}) {
    ON_STATEMENT(statement, SQLGetTypeInfoW(statement.handle, type));
    CHECK(statement.count() > 0);
    statement.close();
  }
}

TEST("power query fills its navigator") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  ON_STATEMENT(statement, SQLTablesW(statement.handle, wide(u"%"), SQL_NTS, wide(u""), 0, wide(u""), 0, nullptr, 0));
  CHECK(column(statement, 1) == std::vector<std::string>{"Bitbucket"});
  ON_STATEMENT(statement, SQLTablesW(statement.handle, wide(u"Bitbucket"), SQL_NTS, nullptr, 0, nullptr, 0, wide(u"TABLE,VIEW"), SQL_NTS));
  const std::vector<std::string> schemas = column(statement, 2);
  CHECK(holds(schemas, "Information") && holds(schemas, "harbor-app"));
  ON_STATEMENT(statement, SQLTablesW(statement.handle, wide(u"Bitbucket"), SQL_NTS, wide(u"harbor-app"), SQL_NTS, wide(u"PullRequests"), SQL_NTS, nullptr, 0));
  CHECK(column(statement, 3) == std::vector<std::string>{"PullRequests"});
  ON_STATEMENT(statement, SQLColumnsW(statement.handle, wide(u"Bitbucket"), SQL_NTS, wide(u"harbor-app"), SQL_NTS, wide(u"PullRequests"), SQL_NTS, nullptr, 0));
  CHECK(holds(column(statement, 4), "Id"));
  ON_STATEMENT(statement, SQLPrimaryKeysW(statement.handle, wide(u"Bitbucket"), SQL_NTS, wide(u"harbor-app"), SQL_NTS, wide(u"PullRequests"), SQL_NTS));
  CHECK(column(statement, 4) == std::vector<std::string>{"Id"});
  // Both ways, for the navigation columns.
  ON_STATEMENT(statement, SQLForeignKeysW(statement.handle, nullptr, 0, nullptr, 0, nullptr, 0, wide(u"Bitbucket"), SQL_NTS, wide(u"harbor-app"), SQL_NTS,
                                          wide(u"PullRequests"), SQL_NTS));
  CHECK(holds(column(statement, 8), "AuthorUUID"));
  ON_STATEMENT(statement, SQLForeignKeysW(statement.handle, wide(u"Bitbucket"), SQL_NTS, wide(u"harbor-app"), SQL_NTS, wide(u"PullRequests"), SQL_NTS, nullptr, 0,
                                          nullptr, 0, nullptr, 0));
  CHECK(!column(statement, 8).empty());
  ON_STATEMENT(statement, SQLStatisticsW(statement.handle, wide(u"Bitbucket"), SQL_NTS, wide(u"harbor-app"), SQL_NTS, wide(u"PullRequests"), SQL_NTS, SQL_INDEX_ALL,
                                         SQL_QUICK));
  CHECK(holds(column(statement, 9), "Id"));
}

TEST("power query previews a table and closes early") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.set(SQL_ATTR_QUERY_TIMEOUT, 600);
  ON_STATEMENT(statement, SQLExecDirect(statement.handle,
                                        chars("select \"_\".\"Id\", \"_\".\"Title\", \"_\".\"Description\", \"_\".\"CreatedOn\", \"_\".\"IsDraft\" "
                                              "from \"Bitbucket\".\"harbor-app\".\"PullRequests\" \"_\""),
                                        SQL_NTS));
  CHECK_EQUAL(describe(statement).size(), std::size_t{5});
  struct Row {
    SQLBIGINT id;
    SQLLEN idLength;
    SQLWCHAR title[300];
    SQLLEN titleLength;
  };
  std::vector<Row> rows(40);
  SQLULEN fetched = 0;
  statement.set(SQL_ATTR_ROW_BIND_TYPE, sizeof(Row));
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, rows.size());
  statement.set(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 1, SQL_C_SBIGINT, &rows[0].id, 0, &rows[0].idLength));
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 2, SQL_C_WCHAR, rows[0].title, sizeof rows[0].title, &rows[0].titleLength));
  ON_STATEMENT(statement, SQLFetch(statement.handle));
  CHECK_EQUAL(fetched, SQLULEN{40});
  for (const Row& row : rows) CHECK(row.id > 0 && row.titleLength > 0);
  // Long texts are not bound: they are read in pieces, row by row of the block.
  for (SQLSETPOSIROW row = 1; row <= 3; row++) {
    ON_STATEMENT(statement, SQLSetPos(statement.handle, row, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    SQLWCHAR piece[32];
    SQLLEN length = 0;
    long pieces = 0;
    SQLRETURN result;
    while ((result = SQLGetData(statement.handle, 3, SQL_C_WCHAR, piece, sizeof piece, &length)) != SQL_NO_DATA) {
      statement.ok(result);
      pieces++;
      if (length == SQL_NULL_DATA) break;
    }
    CHECK(pieces > 0);
  }
  ON_STATEMENT(statement, SQLCloseCursor(statement.handle));
  ON_STATEMENT(statement, SQLFreeStmt(statement.handle, SQL_UNBIND));
  statement.run("SELECT 1");
  ON_STATEMENT(statement, SQLFetch(statement.handle));
}

TEST("power query comes back to a connection of the pool") {
  CHECK_EQUAL(SQLSetEnvAttr(SQL_NULL_HENV, SQL_ATTR_CONNECTION_POOLING, app::number(SQL_CP_ONE_PER_HENV), 0), SQL_SUCCESS);
  Connection connection;
  CHECK_EQUAL(SQLSetEnvAttr(connection.environment, SQL_ATTR_CP_MATCH, app::number(SQL_CP_RELAXED_MATCH), 0), SQL_SUCCESS);
  for (int round = 0; round < 3; round++) {
    ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_LOGIN_TIMEOUT, app::number(15), 0));
    CHECK_EQUAL(connection.tryOpen(app::connectionText()), SQL_SUCCESS);
    SQLUINTEGER dead = SQL_CD_TRUE;
    ON_CONNECTION(connection, SQLGetConnectAttr(connection.handle, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr));
    CHECK_EQUAL(dead, SQLUINTEGER{SQL_CD_FALSE});
    ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE, app::number(SQL_ASYNC_DBC_ENABLE_OFF), 0));
    // By the specification this says that the driver treats ANSI and Unicode applications alike.
    CHECK_EQUAL(SQLSetConnectAttr(connection.handle, SQL_ATTR_ANSI_APP, app::number(SQL_AA_FALSE), SQL_IS_UINTEGER), SQL_ERROR);
    {
      Statement statement(connection);
      statement.run("SELECT 1");
      CHECK(column(statement, 1) == std::vector<std::string>{"1"});
    }
    ON_CONNECTION(connection, SQLDisconnect(connection.handle));
  }
}
