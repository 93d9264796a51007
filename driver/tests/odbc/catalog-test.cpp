#include <map>
#include <set>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

SQLCHAR* all() { return app::chars("%"); }
SQLCHAR* none() { return app::chars(""); }

std::set<std::string> column(Statement& statement, SQLUSMALLINT number) {
  std::set<std::string> values;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) values.insert(statement.text(number));
  return values;
}

std::string columnName(Statement& statement, SQLUSMALLINT number) {
  SQLCHAR name[64] = "";
  statement.ok(SQLDescribeCol(statement.handle, number, name, sizeof name, nullptr, nullptr, nullptr, nullptr, nullptr));
  return reinterpret_cast<char*>(name);
}

}  // namespace

TEST("SQLTables lists catalogs, schemas and types by its special calls") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLTables(statement.handle, all(), SQL_NTS, none(), 0, none(), 0, nullptr, 0));
  CHECK_EQUAL(column(statement, 1).count("Bitbucket"), 1u);
  statement.close();
  statement.ok(SQLTables(statement.handle, none(), 0, all(), SQL_NTS, none(), 0, nullptr, 0));
  CHECK_EQUAL(column(statement, 2).count("Information"), 1u);
  statement.close();
  statement.ok(SQLTables(statement.handle, none(), 0, none(), 0, none(), 0, all(), SQL_NTS));
  CHECK_EQUAL(column(statement, 4).size(), 3u);
}

TEST("SQLTables filters by pattern, type and catalog, and null means all") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLTables(statement.handle, app::chars("Bitbucket"), SQL_NTS, nullptr, 0, app::chars("Pull%"), SQL_NTS, app::chars("'TABLE','VIEW'"), SQL_NTS));
  CHECK_EQUAL(column(statement, 3).count("PullRequests"), 1u);
  statement.close();
  statement.ok(SQLTables(statement.handle, app::chars("CData"), SQL_NTS, nullptr, 0, app::chars("sys\\_tables"), SQL_NTS, nullptr, 0));
  CHECK_EQUAL(column(statement, 3).size(), 1u);
  statement.close();
  statement.ok(SQLTables(statement.handle, app::chars("Elsewhere"), SQL_NTS, nullptr, 0, nullptr, 0, nullptr, 0));
  CHECK_EQUAL(statement.count(), 0);
}

TEST("SQLColumns, SQLDescribeCol and SQLGetTypeInfo agree to the digit") {
  Connection connection;
  connection.open();
  struct Facts {
    SQLBIGINT type;
    SQLBIGINT size;
  };
  const char* flag = std::getenv("DRAWBRIDGE_TEST_STAND_IN");
  const bool standIn = flag != nullptr && *flag != '\0';
  std::map<std::string, Facts> known;
  std::set<SQLBIGINT> types;
  Statement statement(connection);
  Statement describing(connection);
  describing.prepare("SELECT * FROM PullRequests");
  SQLSMALLINT count = 0;
  describing.ok(SQLNumResultCols(describing.handle, &count));
  for (SQLUSMALLINT i = 1; i <= count; i++) {
    SQLCHAR name[128] = "";
    SQLSMALLINT type = 0;
    SQLULEN size = 0;
    describing.ok(SQLDescribeCol(describing.handle, i, name, sizeof name, nullptr, &type, &size, nullptr, nullptr));
    known[reinterpret_cast<char*>(name)] = {type, static_cast<SQLBIGINT>(size)};
  }
  statement.ok(SQLGetTypeInfo(statement.handle, SQL_ALL_TYPES));
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) types.insert(statement.integer(2));
  statement.close();
  statement.ok(SQLColumns(statement.handle, nullptr, 0, nullptr, 0, app::chars("PullRequests"), SQL_NTS, nullptr, 0));
  CHECK_EQUAL(columnName(statement, 1), "TABLE_CAT");
  long rows = 0;
  long compared = 0;
  for (; SQL_SUCCEEDED(SQLFetch(statement.handle)); rows++) {
    const std::string name = statement.text(4);
    const SQLBIGINT type = statement.integer(5);
    const SQLBIGINT size = statement.integer(7);
    CHECK_EQUAL(types.count(type), 1u);
    const auto found = known.find(name);
    // The stand-in keeps no lengths of texts in its own tables.
    if (found == known.end() || (standIn && name == "Title")) continue;
    CHECK_EQUAL(type, found->second.type);
    CHECK_EQUAL(size, found->second.size);
    compared++;
  }
  CHECK(rows > 0);
  CHECK(compared > 0);
}

TEST("SQLPrimaryKeys names the key of a table") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLPrimaryKeys(statement.handle, nullptr, 0, nullptr, 0, app::chars("PullRequests"), SQL_NTS));
  CHECK_EQUAL(columnName(statement, 5), "KEY_SEQ");
  CHECK(column(statement, 4).count("Id") == 1);
  statement.close();
  statement.set(SQL_ATTR_METADATA_ID, SQLULEN{SQL_TRUE});
  statement.ok(SQLPrimaryKeys(statement.handle, nullptr, 0, nullptr, 0, app::chars("pullrequests "), SQL_NTS));
  CHECK(column(statement, 4).count("Id") == 1);
}

TEST("SQLGetTypeInfo has a row for each type that applications ask for") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  for (const SQLSMALLINT type : {SQL_VARCHAR, SQL_WVARCHAR, SQL_BINARY, SQL_TYPE_TIMESTAMP, SQL_BIT, SQL_BIGINT}) {
    statement.ok(SQLGetTypeInfo(statement.handle, type));
    // JSON is a text, too.
    CHECK_EQUAL(statement.count(), type == SQL_WVARCHAR ? 2 : 1);
    statement.close();
  }
}

namespace {

// The rows of a result about privileges, each as `thing PRIVILEGE`.
std::string privileges(Statement& statement, SQLRETURN result, SQLUSMALLINT thing, SQLSMALLINT columns) {
  statement.ok(result);
  SQLSMALLINT count = 0;
  statement.ok(SQLNumResultCols(statement.handle, &count));
  CHECK_EQUAL(count, columns);
  std::string rows;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    CHECK_EQUAL(statement.text(static_cast<SQLUSMALLINT>(thing + 1)), "NULL");
    CHECK(!statement.text(static_cast<SQLUSMALLINT>(thing + 2)).empty());
    CHECK_EQUAL(statement.text(static_cast<SQLUSMALLINT>(thing + 4)), "NO");
    rows += (rows.empty() ? "" : ", ") + statement.text(thing) + " " + statement.text(static_cast<SQLUSMALLINT>(thing + 3));
  }
  statement.close();
  return rows;
}

}  // namespace

TEST("privileges are what the catalog says of tables and of their columns") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLCHAR* schema = app::chars("gar%");
  SQLCHAR* all = app::chars("%");
  CHECK_EQUAL(privileges(statement, SQLTablePrivileges(statement.handle, nullptr, 0, schema, SQL_NTS, all, SQL_NTS), 3, 7),
              "Branches DELETE, Branches INSERT, Branches SELECT, PullRequests INSERT, PullRequests SELECT, PullRequests UPDATE");
  SQLCHAR* table = app::chars("PullRequests");
  schema = app::chars("garden");
  CHECK_EQUAL(privileges(statement, SQLColumnPrivileges(statement.handle, nullptr, 0, schema, SQL_NTS, table, SQL_NTS, all, SQL_NTS), 4, 8),
              "CreatedOn SELECT, Draft INSERT, Draft SELECT, Id SELECT, Title INSERT, Title SELECT, Title UPDATE");
  SQLCHAR* title = app::chars("T%");
  CHECK_EQUAL(privileges(statement, SQLColumnPrivileges(statement.handle, nullptr, 0, schema, SQL_NTS, table, SQL_NTS, title, SQL_NTS), 4, 8),
              "Title INSERT, Title SELECT, Title UPDATE");
  CHECK_EQUAL(SQLColumnPrivileges(statement.handle, nullptr, 0, nullptr, 0, nullptr, 0, all, SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "HY009");
}

TEST("procedures have their parameters, and behind them the columns of their result") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLProcedures(statement.handle, nullptr, 0, app::chars("gar%"), SQL_NTS, app::chars("Water%"), SQL_NTS));
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(3), "WaterPlants");
  CHECK_EQUAL(statement.integer(4), 2);
  CHECK_EQUAL(statement.integer(6), 1);
  CHECK_EQUAL(statement.integer(8), SQL_PT_PROCEDURE);
  CHECK_EQUAL(statement.count(), 0);
  statement.close();
  statement.ok(SQLProcedureColumns(statement.handle, nullptr, 0, app::chars("garden"), SQL_NTS, app::chars("WaterPlants"), SQL_NTS, nullptr, 0));
  SQLSMALLINT count = 0;
  statement.ok(SQLNumResultCols(statement.handle, &count));
  CHECK_EQUAL(count, 19);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(4), "Litres");
  CHECK_EQUAL(statement.integer(5), SQL_PARAM_INPUT);
  CHECK_EQUAL(statement.integer(6), SQL_BIGINT);
  CHECK_EQUAL(statement.integer(12), SQL_NO_NULLS);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(4), "Name");
  CHECK_EQUAL(statement.integer(8), 30);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(4), "Height");
  CHECK_EQUAL(statement.integer(5), SQL_RESULT_COL);
  CHECK_EQUAL(statement.count(), 0);
}

TEST("an application of version 2 gets the old names and type codes") {
  Connection connection(SQL_OV_ODBC2);
  connection.open();
  Statement statement(connection);
  statement.ok(SQLColumns(statement.handle, nullptr, 0, nullptr, 0, app::chars("PullRequests"), SQL_NTS, app::chars("CreatedOn"), SQL_NTS));
  CHECK_EQUAL(columnName(statement, 1), "TABLE_QUALIFIER");
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(5), SQL_TIMESTAMP);
}
