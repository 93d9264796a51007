// The library as it ships, against an engine that it reaches over TCP with SCRAM-SHA-256. The engine's data source holds
// 2,000 pull requests.
#include <atomic>
#include <cstring>
#include <thread>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

// Takes minutes if nobody stops it.
constexpr const char* endless =
    "SELECT count(*) FROM PullRequests a, PullRequests b, PullRequests c, PullRequests d WHERE a.Id + b.Id + c.Id * d.Id = -1";
constexpr const char* large = "SELECT a.Id, b.Title FROM PullRequests a, PullRequests b";

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST("characters have 2 bytes and lengths 8, as Windows has them") {
  CHECK_EQUAL(sizeof(SQLWCHAR), 2u);
  CHECK_EQUAL(sizeof(SQLLEN), 8u);
}

TEST("it connects by endpoint.json and its password, and says who it is") {
  Connection connection;
  connection.open();
  SQLWCHAR value[128] = {};
  SQLSMALLINT length = 0;
  CHECK_EQUAL(SQLGetInfoW(connection.handle, SQL_DBMS_NAME, value, sizeof value, &length), SQL_SUCCESS);
  CHECK_EQUAL(app::narrow(value), "Drawbridge");
  CHECK_EQUAL(length, 20);
}

TEST("Server and Port with the engine's password as PWD lead to it, another password does not") {
  Connection right;
  CHECK_EQUAL(right.tryOpen(std::getenv("DRAWBRIDGE_TEST_SERVER")), SQL_SUCCESS);
  Connection wrong;
  CHECK_EQUAL(wrong.tryOpen(std::string("PWD=wrong;") + std::getenv("DRAWBRIDGE_TEST_SERVER")), SQL_ERROR);
  CHECK_EQUAL(wrong.error().substr(0, 5), "28000");
}

TEST("the data source's RunDir is read from the registry") {
  Connection connection;
  CHECK_EQUAL(connection.tryOpen(std::getenv("DRAWBRIDGE_TEST_DSN")), SQL_SUCCESS);
}

TEST("where no engine is, 08001 names the folder and the command") {
  Connection connection;
  CHECK_EQUAL(connection.tryOpen("DSN=Harbor;RunDir=C:\\nobody"), SQL_ERROR);
  const std::string error = connection.error();
  CHECK_EQUAL(error.substr(0, 5), "08001");
  CHECK(holds(error, "C:\\nobody\\endpoint.json") && holds(error, "drawbridge host"));
}

TEST("an unknown data source is told with the names that there are") {
  Connection connection;
  CHECK_EQUAL(connection.tryOpen("DSN=nothing;" + app::connectionText().substr(app::connectionText().find("RunDir"))), SQL_ERROR);
  CHECK(holds(connection.error(), "08001") && holds(connection.error(), "Harbor"));
}

TEST("rows are fetched one by one and in blocks, texts and numbers") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run("SELECT Id, Title FROM PullRequests ORDER BY Id");
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(1), 1);
  CHECK(!statement.text(2).empty());
  CHECK_EQUAL(statement.count(), 1999);
  statement.close();

  constexpr SQLULEN block = 700;
  static SQLINTEGER ids[block];
  static SQLWCHAR titles[block][100];
  static SQLLEN lengths[block];
  SQLULEN fetched = 0;
  statement.ok(SQLSetStmtAttrW(statement.handle, SQL_ATTR_ROW_ARRAY_SIZE, app::number(block), 0));
  statement.ok(SQLSetStmtAttrW(statement.handle, SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0));
  statement.ok(SQLBindCol(statement.handle, 1, SQL_C_SLONG, ids, 0, nullptr));
  statement.ok(SQLBindCol(statement.handle, 2, SQL_C_WCHAR, titles, sizeof titles[0], lengths));
  statement.run("SELECT Id, Title FROM PullRequests ORDER BY Id");
  std::vector<SQLULEN> blocks;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    blocks.push_back(fetched);
    CHECK_EQUAL(lengths[fetched - 1], static_cast<SQLLEN>(2 * app::narrow(titles[fetched - 1]).size()));
  }
  CHECK(blocks == (std::vector<SQLULEN>{700, 700, 600}));
  CHECK_EQUAL(ids[599], 2000);
}

TEST("texts beyond the first plane make the way there and back as parameters") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLWCHAR seed[] = {L'g', 0xFC, L'n', L' ', 0xD83C, 0xDF31, 0};
  SQLWCHAR back[16] = {};
  SQLLEN length = SQL_NTS;
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 16, 0, seed, sizeof seed, &length));
  statement.run("SELECT CAST(? AS VARCHAR) AS t");
  statement.ok(SQLFetch(statement.handle));
  statement.ok(SQLGetData(statement.handle, 1, SQL_C_WCHAR, back, sizeof back, &length));
  CHECK_EQUAL(length, 12);
  CHECK(std::memcmp(seed, back, sizeof seed) == 0);
}

TEST("parameters of several kinds select the rows that they mean") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLINTEGER from = 10;
  SQLBIGINT to = 19;
  auto state = app::wide("OPEN");
  SQLLEN nts = SQL_NTS;
  statement.ok(SQLPrepareW(statement.handle, app::wide("SELECT count(*) FROM PullRequests WHERE Id BETWEEN ? AND ? AND State IN (?, 'MERGED', 'DECLINED', 'SUPERSEDED')").data(), SQL_NTS));
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &from, 0, nullptr));
  statement.ok(SQLBindParameter(statement.handle, 2, SQL_PARAM_INPUT, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &to, 0, nullptr));
  statement.ok(SQLBindParameter(statement.handle, 3, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 10, 0, state.data(), 10, &nts));
  statement.ok(SQLExecute(statement.handle));
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(1), 10);
}

TEST("tables, columns and keys are listed") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  auto schema = app::wide("harbor-app");
  auto table = app::wide("PullRequests");
  statement.ok(SQLTablesW(statement.handle, nullptr, 0, schema.data(), SQL_NTS, nullptr, 0, nullptr, 0));
  CHECK(statement.count() > 5);
  statement.close();
  statement.ok(SQLColumnsW(statement.handle, nullptr, 0, schema.data(), SQL_NTS, table.data(), SQL_NTS, nullptr, 0));
  CHECK(statement.count() > 10);
  statement.close();
  statement.ok(SQLPrimaryKeysW(statement.handle, nullptr, 0, schema.data(), SQL_NTS, table.data(), SQL_NTS));
  CHECK(statement.count() >= 1);
}

TEST("an unknown column is 42S22, and the statement can be used again") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  CHECK_EQUAL(statement.tryRun("SELECT nothing FROM PullRequests"), SQL_ERROR);
  CHECK_EQUAL(statement.error().substr(0, 5), "42S22");
  statement.run("SELECT 1");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("several statements stream at once, each over a channel that has proven itself") {
  Connection connection;
  connection.open();
  Statement first(connection);
  Statement second(connection);
  first.run(large);
  second.run(large);
  for (int i = 0; i < 100; i++) {
    first.ok(SQLFetch(first.handle));
    second.ok(SQLFetch(second.handle));
  }
  first.close();
  second.close();
  first.run("SELECT 1");
  CHECK_EQUAL(first.count(), 1);
}

TEST("SQLCancel from another thread ends a running statement with HY008") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  std::atomic<bool> ended{false};
  std::thread canceller([&] {
    while (!ended) {
      SQLCancel(statement.handle);
      std::this_thread::yield();
    }
  });
  const SQLRETURN result = statement.tryRun(endless);
  ended = true;
  canceller.join();
  CHECK_EQUAL(result, SQL_ERROR);
  CHECK_EQUAL(statement.error().substr(0, 5), "HY008");
  statement.run("SELECT 1");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("the query timeout ends a running statement with HYT00") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLSetStmtAttrW(statement.handle, SQL_ATTR_QUERY_TIMEOUT, app::number(1), 0));
  CHECK_EQUAL(statement.tryRun(endless), SQL_ERROR);
  CHECK_EQUAL(statement.error().substr(0, 5), "HYT00");
}

TEST("connecting where a dialog is allowed opens the administrator at the data source, when that can help") {
  Connection connection;
  const auto window = reinterpret_cast<SQLHWND>(1);
  CHECK_EQUAL(connection.tryOpen("DSN=Harbor;RunDir=C:\\nobody", window, SQL_DRIVER_COMPLETE), SQL_ERROR);
  CHECK(holds(connection.error(), "administrator opens"));
  CHECK_EQUAL(connection.tryOpen("DSN=Harbor;RunDir=C:\\nobody", window, SQL_DRIVER_NOPROMPT), SQL_ERROR);
  CHECK(!holds(connection.error(), "administrator opens"));
}
