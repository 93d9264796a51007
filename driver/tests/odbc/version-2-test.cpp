// An application of ODBC 2.x, which knows none of the functions of 3.x.
#include "application.h"

using app::chars;

namespace {

class OldConnection {
 public:
  OldConnection() {
    CHECK_EQUAL(SQLAllocEnv(&environment), SQL_SUCCESS);
    CHECK_EQUAL(SQLAllocConnect(environment, &handle), SQL_SUCCESS);
    const std::string dsn = app::connectionText().substr(4);
    CHECK(SQL_SUCCEEDED(SQLConnect(handle, chars(dsn.c_str()), SQL_NTS, nullptr, 0, nullptr, 0)));
    CHECK_EQUAL(SQLAllocStmt(handle, &statement), SQL_SUCCESS);
  }
  ~OldConnection() {
    SQLFreeStmt(statement, SQL_DROP);
    SQLDisconnect(handle);
    SQLFreeConnect(handle);
    SQLFreeEnv(environment);
  }
  OldConnection(const OldConnection&) = delete;
  OldConnection& operator=(const OldConnection&) = delete;

  std::string error() {
    SQLCHAR state[6] = "";
    SQLCHAR text[512] = "";
    if (!SQL_SUCCEEDED(SQLError(environment, handle, statement, state, nullptr, text, sizeof text, nullptr))) return "";
    return std::string(reinterpret_cast<char*>(state)) + " " + reinterpret_cast<char*>(text);
  }
  void ok(SQLRETURN result) {
    if (!SQL_SUCCEEDED(result)) check::fail("call", result, error());
  }
  void run(const char* sql) { ok(SQLExecDirect(statement, chars(sql), SQL_NTS)); }

  SQLHENV environment = nullptr;
  SQLHDBC handle = nullptr;
  SQLHSTMT statement = nullptr;
};

}  // namespace

TEST("an application of version 2 connects, sets options and gets its own error states") {
  OldConnection old;
  old.ok(SQLSetConnectOption(old.handle, SQL_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF));
  SQLULEN value = 99;
  old.ok(SQLGetConnectOption(old.handle, SQL_AUTOCOMMIT, &value));
  CHECK_EQUAL(value & 0xFFFFFFFFu, SQLULEN(SQL_AUTOCOMMIT_OFF));
  old.ok(SQLSetStmtOption(old.statement, SQL_MAX_ROWS, 3));
  old.run("SELECT Id FROM PullRequests ORDER BY Id");
  int rows = 0;
  while (SQL_SUCCEEDED(SQLFetch(old.statement))) rows++;
  CHECK_EQUAL(rows, 3);
  old.ok(SQLFreeStmt(old.statement, SQL_CLOSE));
  old.ok(SQLTransact(old.environment, old.handle, SQL_ROLLBACK));
  CHECK_EQUAL(SQLExecDirect(old.statement, chars("SELECT * FROM NoSuchTable"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(old.error().substr(0, 5), "S0002");
  CHECK_EQUAL(SQLFetch(old.statement), SQL_ERROR);
  CHECK_EQUAL(old.error().substr(0, 5), "S1010");
}

TEST("dates and times of version 2 have its codes in columns, types and parameters") {
  OldConnection old;
  SQL_TIMESTAMP_STRUCT since{2026, 1, 1, 0, 0, 0, 0};
  SQLLEN length = 0;
  old.ok(SQLBindParameter(old.statement, 1, SQL_PARAM_INPUT, SQL_C_TIMESTAMP, SQL_TIMESTAMP, 19, 0, &since, 0, &length));
  old.run("SELECT CreatedOn, CAST(CreatedOn AS DATE) AS d, CAST(CreatedOn AS TIME) AS t FROM PullRequests WHERE CreatedOn > ? ORDER BY Id");
  SQLSMALLINT type = 0;
  SQLLEN number = 0;
  const SQLSMALLINT expected[] = {SQL_TIMESTAMP, SQL_DATE, SQL_TIME};
  for (SQLUSMALLINT i = 0; i < 3; i++) {
    old.ok(SQLDescribeCol(old.statement, i + 1, nullptr, 0, nullptr, &type, nullptr, nullptr, nullptr));
    CHECK_EQUAL(type, expected[i]);
    old.ok(SQLColAttributes(old.statement, i + 1, SQL_COLUMN_TYPE, nullptr, 0, nullptr, &number));
    CHECK_EQUAL(number, expected[i]);
  }
  old.ok(SQLColAttributes(old.statement, 0, SQL_COLUMN_COUNT, nullptr, 0, nullptr, &number));
  CHECK_EQUAL(number, 3);
  SQL_TIMESTAMP_STRUCT created{};
  SQL_DATE_STRUCT day{};
  old.ok(SQLBindCol(old.statement, 1, SQL_C_TIMESTAMP, &created, 0, &length));
  old.ok(SQLBindCol(old.statement, 2, SQL_C_DATE, &day, 0, &length));
  old.ok(SQLFetch(old.statement));
  CHECK_EQUAL(created.year, 2026);
  CHECK_EQUAL(day.year, 2026);
  old.ok(SQLFreeStmt(old.statement, SQL_CLOSE));
  old.ok(SQLFreeStmt(old.statement, SQL_UNBIND));
  old.ok(SQLGetTypeInfo(old.statement, SQL_TIMESTAMP));
  old.ok(SQLFetch(old.statement));
  SQLSMALLINT code = 0;
  old.ok(SQLGetData(old.statement, 2, SQL_C_SHORT, &code, 0, nullptr));
  CHECK_EQUAL(code, SQL_TIMESTAMP);
}

TEST("the catalog functions of version 2 name qualifiers and owners") {
  OldConnection old;
  old.ok(SQLTables(old.statement, nullptr, 0, nullptr, 0, chars("PullRequests"), SQL_NTS, nullptr, 0));
  const char* const expected[] = {"TABLE_QUALIFIER", "TABLE_OWNER", "TABLE_NAME"};
  for (SQLUSMALLINT i = 0; i < 3; i++) {
    char name[64] = "";
    old.ok(SQLColAttributes(old.statement, i + 1, SQL_COLUMN_NAME, name, sizeof name, nullptr, nullptr));
    CHECK_EQUAL(std::string(name), expected[i]);
  }
}
