// Tableau's "Other Databases (ODBC)", in the order in which it calls. The data source's schema is harbor-app.
#include "replay.h"

using namespace replay;

namespace {

constexpr const char* table = "\"harbor-app\".\"PullRequests\"";

std::string from(const char* before, const char* after) { return std::string(before) + table + after; }

}  // namespace

TEST("tableau connects and grades the driver") {
  Connection connection;
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_LOGIN_TIMEOUT, app::number(60), 0));
  CHECK_EQUAL(connection.tryOpen(app::connectionText() + ";Server=bitbucket.org;Port=443;UID=;PWD="), SQL_SUCCESS);
  SQLUSMALLINT functions[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE] = {};
  ON_CONNECTION(connection, SQLGetFunctions(connection.handle, SQL_API_ODBC3_ALL_FUNCTIONS, functions));
  for (const SQLUSMALLINT needed : {SQL_API_SQLPREPARE, SQL_API_SQLNUMRESULTCOLS, SQL_API_SQLDESCRIBECOL, SQL_API_SQLBINDCOL, SQL_API_SQLFETCHSCROLL,
                                    SQL_API_SQLPRIMARYKEYS, SQL_API_SQLFOREIGNKEYS, SQL_API_SQLCANCEL, SQL_API_SQLGETTYPEINFO, SQL_API_SQLSTATISTICS})
    CHECK(SQL_FUNC_EXISTS(functions, needed));
  CHECK_EQUAL(infoText(connection, SQL_DBMS_NAME), "Drawbridge");
  CHECK_EQUAL(infoText(connection, SQL_DATABASE_NAME), "Bitbucket");
  CHECK_EQUAL(infoText(connection, SQL_IDENTIFIER_QUOTE_CHAR), "\"");
  CHECK_EQUAL(infoText(connection, SQL_CATALOG_NAME_SEPARATOR), ".");
  CHECK_EQUAL(infoText(connection, SQL_COLUMN_ALIAS), "Y");
  for (const SQLUSMALLINT type : {SQL_DRIVER_NAME, SQL_DRIVER_VER, SQL_DRIVER_ODBC_VER, SQL_DBMS_VER, SQL_CATALOG_TERM, SQL_SCHEMA_TERM, SQL_TABLE_TERM,
                                  SQL_SEARCH_PATTERN_ESCAPE, SQL_DATA_SOURCE_NAME, SQL_COLLATION_SEQ})
    CHECK(!infoText(connection, type).empty());
  // Texts that may be empty.
  for (const SQLUSMALLINT type : {SQL_SPECIAL_CHARACTERS, SQL_KEYWORDS, SQL_USER_NAME, SQL_SERVER_NAME}) infoText(connection, type);
  for (const SQLUSMALLINT type :
       {SQL_SQL_CONFORMANCE, SQL_CATALOG_USAGE, SQL_SCHEMA_USAGE, SQL_AGGREGATE_FUNCTIONS, SQL_NUMERIC_FUNCTIONS, SQL_STRING_FUNCTIONS,
        SQL_TIMEDATE_FUNCTIONS, SQL_TIMEDATE_ADD_INTERVALS, SQL_TIMEDATE_DIFF_INTERVALS, SQL_DATETIME_LITERALS, SQL_SYSTEM_FUNCTIONS,
        SQL_SQL92_VALUE_EXPRESSIONS, SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, SQL_SQL92_STRING_FUNCTIONS, SQL_SQL92_DATETIME_FUNCTIONS,
        SQL_SQL92_RELATIONAL_JOIN_OPERATORS, SQL_SQL92_PREDICATES, SQL_CONVERT_FUNCTIONS, SQL_CONVERT_BIGINT, SQL_CONVERT_WVARCHAR,
        SQL_CONVERT_TIMESTAMP, SQL_GETDATA_EXTENSIONS, SQL_SUBQUERIES, SQL_MAX_IDENTIFIER_LEN})
    CHECK(infoNumber(connection, type) != 0);
  for (const SQLUSMALLINT type : {SQL_ODBC_INTERFACE_CONFORMANCE, SQL_CURSOR_COMMIT_BEHAVIOR, SQL_CURSOR_ROLLBACK_BEHAVIOR, SQL_QUOTED_IDENTIFIER_CASE,
                                  SQL_MAX_CONCURRENT_ACTIVITIES, SQL_DTC_TRANSITION_COST})
    infoNumber(connection, type);
  CHECK_EQUAL(infoNumber(connection, SQL_TXN_CAPABLE), SQLUINTEGER{SQL_TC_NONE});
  SQLUINTEGER value = 0;
  CHECK_EQUAL(SQLGetInfoW(connection.handle, 31999, &value, sizeof value, nullptr), SQL_ERROR);
  CHECK_EQUAL(app::diagnostic(SQL_HANDLE_DBC, connection.handle).substr(0, 5), "HY096");
  Statement statement(connection);
  ON_STATEMENT(statement, SQLGetTypeInfoW(statement.handle, SQL_ALL_TYPES));
  CHECK(statement.count() > 15);
}

TEST("tableau probes what the data source can do") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  isRefused(statement, "CREATE LOCAL TEMPORARY TABLE \"XTableau_B_1_Connect\" ( \"COL\" INTEGER ) ON COMMIT PRESERVE ROWS", "HYC00", "CREATE TABLE is not supported");
  isRefused(statement, "DROP TABLE \"XTableau_B_1_Connect\"", "HYC00");
  isRefused(statement, "CREATE TABLE \"#Tableau_1_Connect\" ( \"COL\" INTEGER )", "HYC00");
  isRefused(statement, from("SELECT TOP 1 * INTO \"#Tableau_2_Connect\" FROM ", "").c_str(), "HYC00");
  ON_STATEMENT(statement, SQLTables(statement.handle, nullptr, 0, nullptr, 0, chars("%Tableau%"), SQL_NTS, nullptr, 0));
  CHECK_EQUAL(statement.count(), 0);
  statement.close();
  statement.run("SELECT \"COL\" FROM (SELECT 1 AS \"COL\") AS \"SUBQUERY\"");
  CHECK(column(statement, 1) == std::vector<std::string>{"1"});
  statement.run("SELECT 1");
  CHECK(column(statement, 1) == std::vector<std::string>{"1"});
  statement.run("SELECT CURRENT_TIMESTAMP AS \"COL\"");
  CHECK_EQUAL(statement.count(), 1);
  statement.close();
  isRefused(statement, "SELECT 1 AS \"COL\" FROM", "42000");
  isRefused(statement, "SELECT * FROM \"harbor-app\".\"NoSuchTable\"", "42S02", "NoSuchTable");
}

TEST("tableau finds out how rows are limited and grouped") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run(from("SELECT TOP 1 * FROM ", "").c_str());
  CHECK_EQUAL(statement.count(), 1);
  statement.close();
  statement.run(from("SELECT * FROM ", " LIMIT 1").c_str());
  CHECK_EQUAL(statement.count(), 1);
  statement.close();
  isRefused(statement, from("SELECT * FROM ", " WHERE ROWNUM <= 1").c_str(), "42S22");
  statement.run(from("SELECT MAX(1) AS \"TblMax\" FROM ( SELECT * FROM ", " \"t\" ) \"t\"").c_str());
  CHECK(column(statement, 1) == std::vector<std::string>{"1"});
  isRefused(statement, from("SELECT \"t\".\"State\" AS \"COL\" FROM ", " \"t\" GROUP BY 2").c_str(), "42000");
}

TEST("tableau walks the catalog and comes back with the database that was picked") {
  std::vector<std::string> tables;
  {
    Connection connection;
    connection.open();
    Statement statement(connection);
    ON_STATEMENT(statement, SQLTablesW(statement.handle, wide(u"%"), SQL_NTS, wide(u""), SQL_NTS, wide(u""), SQL_NTS, wide(u""), SQL_NTS));
    CHECK(column(statement, 1) == std::vector<std::string>{"Bitbucket"});
    ON_STATEMENT(statement, SQLTablesW(statement.handle, wide(u""), SQL_NTS, wide(u""), SQL_NTS, wide(u""), SQL_NTS, wide(u"%"), SQL_NTS));
    CHECK(holds(column(statement, 4), "TABLE"));
  }
  for (const char* database : {"Bitbucket", "CData"}) {
    Connection connection;
    CHECK_EQUAL(connection.tryOpen(app::connectionText() + ";DATABASE=" + database), SQL_SUCCESS);
    SQLCHAR catalog[64] = "";
    ON_CONNECTION(connection, SQLGetConnectAttr(connection.handle, SQL_ATTR_CURRENT_CATALOG, catalog, sizeof catalog, nullptr));
    CHECK_EQUAL(std::string(reinterpret_cast<char*>(catalog)), "Bitbucket");
    ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_CURRENT_CATALOG, chars(database), SQL_NTS));
    Statement statement(connection);
    ON_STATEMENT(statement, SQLTablesW(statement.handle, wide(u""), SQL_NTS, wide(u"%"), SQL_NTS, wide(u""), SQL_NTS, wide(u""), SQL_NTS));
    CHECK(holds(column(statement, 2), "harbor-app"));
    ON_STATEMENT(statement, SQLTables(statement.handle, chars(database), SQL_NTS, chars("harbor-app"), SQL_NTS, chars("%"), SQL_NTS,
                                      chars("'TABLE','VIEW','SYSTEM TABLE','ALIAS','SYNONYM'"), SQL_NTS));
    tables = column(statement, 3);
    CHECK(holds(tables, "PullRequests"));
    ON_STATEMENT(statement, SQLColumns(statement.handle, chars(database), SQL_NTS, chars("harbor-app"), SQL_NTS, chars("PullRequests"), SQL_NTS, nullptr, 0));
    CHECK(holds(column(statement, 4), "Title"));
    ON_STATEMENT(statement, SQLPrimaryKeys(statement.handle, nullptr, 0, nullptr, 0, chars("PullRequests"), SQL_NTS));
    CHECK(holds(column(statement, 4), "Id"));
    ON_STATEMENT(statement, SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, chars("PullRequests"), SQL_NTS));
    CHECK(holds(column(statement, 8), "AuthorUUID"));
  }
}

TEST("tableau describes a table without executing anything") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  // The block's size is set before it is known whether there will be one.
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, 100);
  ON_STATEMENT(statement, SQLPrepare(statement.handle, chars(from("SELECT * FROM ", "").c_str()), SQL_NTS));
  const std::vector<Described> prepared = describe(statement);
  CHECK(prepared.size() > 10);
  for (const char* form : {" WHERE 1=0", " LIMIT 0"}) {
    statement.run(from("SELECT * FROM ", form).c_str());
    CHECK_EQUAL(describe(statement).size(), prepared.size());
    CHECK_EQUAL(SQLFetch(statement.handle), SQL_NO_DATA);
    statement.close();
  }
  statement.run(from("SELECT TOP 0 * FROM ", "").c_str());
  CHECK_EQUAL(SQLFetch(statement.handle), SQL_NO_DATA);
  statement.close();
  ON_STATEMENT(statement, SQLColumnsW(statement.handle, nullptr, 0, wide(u"harbor-app"), SQL_NTS, wide(u"PullRequests"), SQL_NTS, wide(u"%"), SQL_NTS));
  SQLULEN fetched = 0;
  statement.set(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  SQLCHAR names[100][64];
  SQLSMALLINT types[100];
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 4, SQL_C_CHAR, names, sizeof names[0], nullptr));
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 5, SQL_C_SSHORT, types, 0, nullptr));
  ON_STATEMENT(statement, SQLFetchScroll(statement.handle, SQL_FETCH_NEXT, 0));
  CHECK_EQUAL(fetched, prepared.size());
  for (std::size_t i = 0; i < prepared.size(); i++) {
    CHECK_EQUAL(std::string(reinterpret_cast<char*>(names[i])), prepared[i].name);
    CHECK_EQUAL(types[i], prepared[i].type);
  }
}

TEST("tableau reads a preview in blocks of columns") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY);
  statement.set(SQL_ATTR_QUERY_TIMEOUT, 900);
  constexpr SQLULEN size = 64;
  std::vector<SQLUSMALLINT> status(size);
  SQLULEN fetched = 0;
  statement.set(SQL_ATTR_ROW_BIND_TYPE, SQLULEN{SQL_BIND_BY_COLUMN});
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, size);
  statement.set(SQL_ATTR_ROW_STATUS_PTR, status.data());
  statement.set(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  statement.prepare(from("SELECT \"PullRequests\".\"Id\" AS \"Id\", \"PullRequests\".\"Title\" AS \"Title\", \"PullRequests\".\"State\" AS \"State\", "
                         "\"PullRequests\".\"CreatedOn\" AS \"CreatedOn\" FROM ", " \"PullRequests\" LIMIT 100").c_str());
  CHECK_EQUAL(describe(statement).size(), std::size_t{4});
  std::vector<SQLBIGINT> ids(size);
  std::vector<SQLWCHAR> titles(size * 256), states(size * 16);
  std::vector<SQL_TIMESTAMP_STRUCT> created(size);
  std::vector<SQLLEN> idLengths(size), titleLengths(size), stateLengths(size), createdLengths(size);
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 1, SQL_C_SBIGINT, ids.data(), 0, idLengths.data()));
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 2, SQL_C_WCHAR, titles.data(), 512, titleLengths.data()));
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 3, SQL_C_WCHAR, states.data(), 32, stateLengths.data()));
  ON_STATEMENT(statement, SQLBindCol(statement.handle, 4, SQL_C_TYPE_TIMESTAMP, created.data(), 0, createdLengths.data()));
  ON_STATEMENT(statement, SQLExecute(statement.handle));
  SQLULEN rows = 0;
  SQLRETURN result;
  while ((result = SQLFetchScroll(statement.handle, SQL_FETCH_NEXT, 0)) != SQL_NO_DATA) {
    ON_STATEMENT(statement, result);
    for (SQLULEN i = 0; i < fetched; i++) {
      CHECK_EQUAL(status[i], SQL_ROW_SUCCESS);
      CHECK(ids[i] > 0 && titleLengths[i] > 0 && stateLengths[i] > 0 && created[i].year > 2000);
    }
    for (SQLULEN i = fetched; i < size; i++) CHECK_EQUAL(status[i], SQL_ROW_NOROW);
    rows += fetched;
  }
  CHECK_EQUAL(rows, SQLULEN{100});
  ON_STATEMENT(statement, SQLFreeStmt(statement.handle, SQL_CLOSE));
  ON_STATEMENT(statement, SQLFreeStmt(statement.handle, SQL_UNBIND));
  ON_CONNECTION(connection, SQLEndTran(SQL_HANDLE_DBC, connection.handle, SQL_COMMIT));
}

TEST("tableau asks for the marks of a dashboard") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run(from("SELECT SUM(1) AS \"cnt_ok\" FROM ", " \"PullRequests\" HAVING (COUNT(1) > 0)").c_str());
  CHECK(column(statement, 1) == std::vector<std::string>{"2000"});
  statement.run(from("SELECT \"PullRequests\".\"State\" AS \"State\" FROM ", " \"PullRequests\" GROUP BY \"PullRequests\".\"State\" ORDER BY 1 ASC").c_str());
  CHECK(holds(column(statement, 1), "MERGED"));
  statement.run(from("SELECT CAST({fn TRUNCATE(EXTRACT(YEAR FROM \"PullRequests\".\"CreatedOn\"),0)} AS INTEGER) AS \"yr\", "
                     "SUM({fn CONVERT(\"PullRequests\".\"CommentCount\", SQL_BIGINT)}) AS \"sum\" FROM ",
                     " \"PullRequests\" WHERE (\"PullRequests\".\"State\" IN ('MERGED', 'DECLINED')) GROUP BY 1").c_str());
  CHECK(statement.count() >= 1);
  statement.close();
  statement.run(from("SELECT COUNT(DISTINCT \"PullRequests\".\"AuthorUUID\") AS \"ctd\" FROM ",
                     " \"PullRequests\" WHERE (\"PullRequests\".\"CreatedOn\" >= {ts '2018-08-01 00:00:00'})").c_str());
  CHECK_EQUAL(statement.count(), 1);
}

TEST("tableau keeps a connection in its pool") {
  Connection connection;
  connection.open();
  SQLUINTEGER dead = SQL_CD_TRUE;
  ON_CONNECTION(connection, SQLGetConnectAttr(connection.handle, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr));
  CHECK_EQUAL(dead, SQLUINTEGER{SQL_CD_FALSE});
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_AUTOCOMMIT, app::number(SQL_AUTOCOMMIT_OFF), 0));
  {
    Statement probe(connection);
    probe.run("SELECT 1");
    CHECK_EQUAL(probe.count(), 1);
  }
  ON_CONNECTION(connection, SQLEndTran(SQL_HANDLE_DBC, connection.handle, SQL_ROLLBACK));
  ON_CONNECTION(connection, SQLSetConnectAttr(connection.handle, SQL_ATTR_AUTOCOMMIT, app::number(SQL_AUTOCOMMIT_ON), 0));
}
