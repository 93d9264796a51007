// MaximumColumnSize: how long the driver says that texts without a limit are, by each of its functions.
#include "application.h"

using app::Connection;
using app::Statement;

namespace {

constexpr const char* statementText = "SELECT repeat('ä', 9000) AS Long, Description FROM Repositories LIMIT 1";

struct Sized {
  explicit Sized(const char* property) {
    if (!SQL_SUCCEEDED(connection.tryOpen(app::connectionText() + property))) {
      check::fail(__FILE__, __LINE__, app::diagnostic(SQL_HANDLE_DBC, connection.handle));
    }
  }
  SQLULEN described(const char* sql, SQLUSMALLINT column) {
    Statement statement(connection);
    statement.prepare(sql);
    SQLULEN size = 0;
    SQLCHAR name[64];
    statement.ok(SQLDescribeCol(statement.handle, column, name, sizeof name, nullptr, nullptr, &size, nullptr, nullptr));
    SQLLEN displaySize = 0;
    statement.ok(SQLColAttribute(statement.handle, column, SQL_DESC_DISPLAY_SIZE, nullptr, 0, nullptr, &displaySize));
    CHECK_EQUAL(SQLULEN(displaySize), size);
    SQLLEN octets = 0;
    statement.ok(SQLColAttribute(statement.handle, column, SQL_DESC_OCTET_LENGTH, nullptr, 0, nullptr, &octets));
    CHECK_EQUAL(SQLULEN(octets), size * sizeof(SQLWCHAR));
    return size;
  }
  SQLULEN listed(const char* table, const char* column) {
    Statement statement(connection);
    statement.ok(SQLColumns(statement.handle, nullptr, 0, app::chars("Information"), SQL_NTS, app::chars(table), SQL_NTS, app::chars(column), SQL_NTS));
    statement.ok(SQLFetch(statement.handle));
    return static_cast<SQLULEN>(statement.integer(7));
  }
  SQLULEN longestOfType(SQLSMALLINT type) {
    Statement statement(connection);
    statement.ok(SQLGetTypeInfo(statement.handle, type));
    statement.ok(SQLFetch(statement.handle));
    return static_cast<SQLULEN>(statement.integer(3));
  }

  Connection connection;
};

}  // namespace

TEST("a text without a limit is told as 4,000 characters, or as MaximumColumnSize says, by every function") {
  Sized usual("");
  CHECK_EQUAL(usual.described(statementText, 1), 4000u);
  CHECK_EQUAL(usual.described(statementText, 2), 4000u);
  CHECK_EQUAL(usual.listed("Repositories", "Description"), 4000u);
  Sized larger(";MaximumColumnSize=20000");
  CHECK_EQUAL(larger.described(statementText, 1), 20000u);
  CHECK_EQUAL(larger.described(statementText, 2), 20000u);
  CHECK_EQUAL(larger.listed("Repositories", "Description"), 20000u);
  CHECK_EQUAL(larger.longestOfType(SQL_WVARCHAR), 65535u);
  Sized largest(";MaximumColumnSize=1000000");
  CHECK_EQUAL(largest.longestOfType(SQL_WVARCHAR), 1000000u);
}

TEST("a column with a limit keeps it, unless that is beyond MaximumColumnSize") {
  Sized usual("");
  const SQLULEN declared = usual.listed("Repositories", "Name");
  CHECK(declared > 0 && declared < 4000);
  Sized larger(";MaximumColumnSize=20000");
  CHECK_EQUAL(larger.listed("Repositories", "Name"), declared);
  Sized small(";MaximumColumnSize=255");
  CHECK_EQUAL(small.listed("sys_tables", "Description"), 255u);
  CHECK_EQUAL(small.described("SELECT Description FROM sys_tables", 1), 255u);
}

TEST("what is longer than it was told is announced as cut, and comes whole in pieces") {
  Sized small(";MaximumColumnSize=255");
  Statement statement(small.connection);
  statement.run("SELECT repeat('x', 900)");
  char bound[256] = "";
  SQLLEN length = 0;
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_CHAR, bound, sizeof bound, &length));
  CHECK_EQUAL(SQLFetch(statement.handle), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(statement.state(), "01004");
  CHECK_EQUAL(length, SQLLEN(900));
  std::string whole;
  SQLRETURN result;
  while (SQL_SUCCEEDED(result = SQLGetData(statement.handle, 1, SQL_C_CHAR, bound, sizeof bound, &length))) whole += bound;
  CHECK_EQUAL(result, SQL_NO_DATA);
  CHECK_EQUAL(whole, std::string(900, 'x'));
}

TEST("a MaximumColumnSize that makes no sense is refused in words") {
  Connection connection;
  CHECK(!SQL_SUCCEEDED(connection.tryOpen(app::connectionText() + ";MaximumColumnSize=many")));
  CHECK(app::diagnostic(SQL_HANDLE_DBC, connection.handle).find("MaximumColumnSize") != std::string::npos);
}
