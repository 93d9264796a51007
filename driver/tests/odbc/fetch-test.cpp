#include <fstream>
#include <vector>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

constexpr const char* ordered = "SELECT Id, Title, CreatedOn FROM PullRequests ORDER BY Id";
constexpr long allRows = 2000;

long memoryKiB() {
  std::ifstream status("/proc/self/status");
  std::string line;
  long kib = 0;
  while (std::getline(status, line)) {
    if (std::sscanf(line.c_str(), "VmRSS: %ld", &kib) == 1) break;
  }
  return kib;
}

struct BoundRow {
  SQLBIGINT id;
  SQLLEN idLength;
  SQLWCHAR title[256];
  SQLLEN titleLength;
  SQL_TIMESTAMP_STRUCT created;
  SQLLEN createdLength;
};

}  // namespace

TEST("blocks bound by column hold every row once, and the last one says how full it is") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  constexpr SQLULEN size = 300;
  std::vector<SQLBIGINT> ids(size);
  std::vector<SQLLEN> lengths(size);
  std::vector<SQLUSMALLINT> status(size);
  SQLULEN fetched = 0;
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, size);
  statement.set(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  statement.set(SQL_ATTR_ROW_STATUS_PTR, status.data());
  statement.run(ordered);
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_SBIGINT, ids.data(), 0, lengths.data()));
  SQLBIGINT last = 0;
  long rows = 0;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    for (SQLULEN i = 0; i < fetched; i++) {
      CHECK(ids[i] > last);
      last = ids[i];
    }
    rows += static_cast<long>(fetched);
    if (fetched < size) CHECK_EQUAL(status[fetched], SQL_ROW_NOROW);
  }
  CHECK_EQUAL(rows, allRows);
}

TEST("blocks bound by row, with an offset, hold the same values as SQLGetData") {
  Connection connection;
  connection.open();
  std::vector<std::string> titles;
  {
    Statement single(connection);
    single.run(ordered);
    while (titles.size() < 20 && SQL_SUCCEEDED(SQLFetch(single.handle))) titles.push_back(single.text(2));
  }
  Statement statement(connection);
  std::vector<BoundRow> rows(21);
  SQLULEN fetched = 0;
  SQLLEN offset = sizeof(BoundRow);
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, SQLULEN{20});
  statement.set(SQL_ATTR_ROW_BIND_TYPE, SQLULEN{sizeof(BoundRow)});
  statement.set(SQL_ATTR_ROW_BIND_OFFSET_PTR, &offset);
  statement.set(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  statement.run(ordered);
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_SBIGINT, &rows[0].id, 0, &rows[0].idLength));
  statement.ok(SQLBindCol(statement.handle, 2, SQL_C_WCHAR, rows[0].title, sizeof rows[0].title, &rows[0].titleLength));
  statement.ok(SQLBindCol(statement.handle, 3, SQL_C_TYPE_TIMESTAMP, &rows[0].created, 0, &rows[0].createdLength));
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(fetched, 20u);
  CHECK_EQUAL(rows[0].id, 0);
  for (std::size_t i = 0; i < 20; i++) {
    CHECK_EQUAL(rows[i + 1].createdLength, SQLLEN(sizeof(SQL_TIMESTAMP_STRUCT)));
    CHECK(rows[i + 1].created.year >= 2000);
    statement.ok(SQLSetPos(statement.handle, static_cast<SQLSETPOSIROW>(i + 1), SQL_POSITION, SQL_LOCK_NO_CHANGE));
    CHECK_EQUAL(statement.text(2), titles[i]);
    CHECK_EQUAL(statement.integer(1), rows[i + 1].id);
  }
}

TEST("SQLGetData reads a long value in pieces that add up, in any order of columns") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run(u"SELECT Id, repeat('grün 🌱 ', 500) AS Body FROM PullRequests ORDER BY Id LIMIT 1");
  statement.ok(SQLFetch(statement.handle));
  std::vector<SQLWCHAR> all;
  SQLWCHAR piece[37];
  SQLLEN length = 0;
  SQLRETURN result;
  while ((result = SQLGetData(statement.handle, 2, SQL_C_WCHAR, piece, sizeof piece, &length)) != SQL_NO_DATA) {
    statement.ok(result);
    if (all.empty()) CHECK_EQUAL(length, 500 * 8 * 2);
    const std::size_t units = result == SQL_SUCCESS_WITH_INFO ? 36 : static_cast<std::size_t>(length) / 2;
    all.insert(all.end(), piece, piece + units);
  }
  CHECK_EQUAL(all.size(), 4000u);
  for (std::size_t i = 0; i < all.size(); i++) CHECK_EQUAL(all[i], all[i % 8]);
  CHECK(statement.integer(1) > 0);
}

TEST("values of every type arrive in their own C type") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run("SELECT CAST(1 AS BOOLEAN), CAST(-5 AS SMALLINT), CAST(7 AS INTEGER), CAST(9007199254740993 AS BIGINT), CAST(1.5 AS DOUBLE),"
                " CAST(12.34 AS DECIMAL(10,2)), CAST('x' AS VARCHAR), CAST('2026-02-03' AS DATE), CAST('04:05:06' AS TIME),"
                " CAST('2026-02-03 04:05:06.5' AS TIMESTAMP), CAST(NULL AS INTEGER)");
  statement.ok(SQLFetch(statement.handle));
  SQLCHAR bit = 0;
  SQLDOUBLE real = 0;
  SQL_DATE_STRUCT date{};
  SQL_TIME_STRUCT time{};
  SQL_TIMESTAMP_STRUCT stamp{};
  SQLLEN length = 0;
  statement.ok(SQLGetData(statement.handle, 1, SQL_C_BIT, &bit, 0, &length));
  CHECK_EQUAL(int(bit), 1);
  CHECK_EQUAL(statement.integer(2), -5);
  CHECK_EQUAL(statement.integer(4), 9007199254740993);
  statement.ok(SQLGetData(statement.handle, 5, SQL_C_DOUBLE, &real, 0, &length));
  CHECK_EQUAL(real, 1.5);
  CHECK_EQUAL(statement.text(6), "12.34");
  CHECK_EQUAL(statement.text(7), "x");
  statement.ok(SQLGetData(statement.handle, 8, SQL_C_TYPE_DATE, &date, 0, &length));
  CHECK_EQUAL(date.day, 3);
  statement.ok(SQLGetData(statement.handle, 9, SQL_C_TYPE_TIME, &time, 0, &length));
  CHECK_EQUAL(time.second, 6);
  statement.ok(SQLGetData(statement.handle, 10, SQL_C_TYPE_TIMESTAMP, &stamp, 0, &length));
  CHECK_EQUAL(stamp.fraction, 500000000u);
  CHECK_EQUAL(statement.text(11), "NULL");
}

TEST("a truncated cell of a block is marked in its row only") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  char texts[2][4];
  SQLLEN lengths[2];
  SQLUSMALLINT status[2];
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, SQLULEN{2});
  statement.set(SQL_ATTR_ROW_STATUS_PTR, status);
  statement.run("SELECT * FROM (SELECT 'abc' AS t UNION ALL SELECT 'abcdef') AS u ORDER BY t");
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_CHAR, texts, sizeof texts[0], lengths));
  CHECK_EQUAL(SQLFetch(statement.handle), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(statement.state(), "01004");
  CHECK_EQUAL(status[0], SQL_ROW_SUCCESS);
  CHECK_EQUAL(status[1], SQL_ROW_SUCCESS_WITH_INFO);
  CHECK_EQUAL(lengths[1], 6);
  SQLLEN row = 0;
  SQLGetDiagField(SQL_HANDLE_STMT, statement.handle, 1, SQL_DIAG_ROW_NUMBER, &row, 0, nullptr);
  CHECK_EQUAL(row, 2);
}

TEST("SQLFetchScroll reads block after block, and goes no other way") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLULEN fetched = 0;
  SQLUSMALLINT status[300];
  SQLBIGINT ids[300];
  statement.set(SQL_ATTR_ROW_ARRAY_SIZE, SQLULEN{300});
  statement.set(SQL_ATTR_ROWS_FETCHED_PTR, &fetched);
  statement.set(SQL_ATTR_ROW_STATUS_PTR, status);
  statement.run(ordered);
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_SBIGINT, ids, 0, nullptr));
  long rows = 0;
  while (SQL_SUCCEEDED(SQLFetchScroll(statement.handle, SQL_FETCH_NEXT, 0))) {
    rows += static_cast<long>(fetched);
    for (SQLULEN row = 1; row < fetched; row++) CHECK(ids[row] > ids[row - 1]);
    for (SQLULEN row = 0; row < 300; row++) CHECK_EQUAL(status[row], row < fetched ? SQL_ROW_SUCCESS : SQL_ROW_NOROW);
  }
  CHECK_EQUAL(rows, allRows);
  statement.close();
  statement.run(ordered);
  CHECK_EQUAL(SQLFetchScroll(statement.handle, SQL_FETCH_LAST, 0), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "HY106");
}

TEST("SQLExtendedFetch of an old application reads the same rows") {
  Connection connection(SQL_OV_ODBC2);
  connection.open();
  Statement statement(connection);
  SQLULEN fetched = 0;
  SQLUSMALLINT status[50];
  SQLBIGINT ids[50];
  SQLSetStmtAttr(statement.handle, SQL_ROWSET_SIZE, app::number(50), 0);
  statement.run(ordered);
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_SBIGINT, ids, 0, nullptr));
  long rows = 0;
  while (SQL_SUCCEEDED(SQLExtendedFetch(statement.handle, SQL_FETCH_NEXT, 1, &fetched, status))) rows += static_cast<long>(fetched);
  CHECK_EQUAL(rows, allRows);
}

TEST("several statements of one connection stream at once") {
  Connection connection;
  connection.open();
  Statement first(connection);
  Statement second(connection);
  Statement third(connection);
  first.run(ordered);
  second.run(ordered);
  for (int i = 0; i < 100; i++) {
    first.ok(SQLFetch(first.handle));
    second.ok(SQLFetch(second.handle));
    CHECK_EQUAL(first.integer(1), second.integer(1));
  }
  third.run("SELECT count(*) FROM PullRequests");
  third.ok(SQLFetch(third.handle));
  CHECK_EQUAL(third.integer(1), allRows);
  CHECK_EQUAL(first.count(), allRows - 100);
  CHECK_EQUAL(second.count(), allRows - 100);
}

TEST("memory stays bounded however long the result") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  char title[300];
  SQLLEN length = 0;
  statement.run(app::large);
  statement.ok(SQLBindCol(statement.handle, 2, SQL_C_CHAR, title, sizeof title, &length));
  for (int i = 0; i < 1000; i++) statement.ok(SQLFetch(statement.handle));
  const long before = memoryKiB();
  for (int i = 0; i < 100000; i++) statement.ok(SQLFetch(statement.handle));
  CHECK(memoryKiB() - before < 8 * 1024);
}

TEST("SQL_ATTR_MAX_ROWS cuts the result and says so with the last row") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.set(SQL_ATTR_MAX_ROWS, SQLULEN{10});
  statement.run(ordered);
  for (int i = 0; i < 9; i++) statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(SQLFetch(statement.handle), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(statement.state(), "01000");
  CHECK_EQUAL(SQLFetch(statement.handle), SQL_NO_DATA);
  statement.close();
  statement.set(SQL_ATTR_MAX_ROWS, SQLULEN{0});
  statement.run(ordered);
  CHECK_EQUAL(statement.count(), allRows);
}
