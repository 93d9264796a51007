#include <atomic>
#include <chrono>
#include <thread>

#include "application.h"

using app::Connection;
using app::Statement;
using Clock = std::chrono::steady_clock;

namespace {

// Runs a statement that does not end by itself while another thread cancels it; the state of its error. A cancel
// that comes before the statement runs does nothing, so it is repeated until one has worked.
std::string stateOfCancelled(Statement& statement) {
  std::atomic<bool> ended{false};
  std::thread canceller([&] {
    while (!ended) {
      SQLCancel(statement.handle);
      std::this_thread::yield();
    }
  });
  const SQLRETURN result = SQLExecDirect(statement.handle, app::chars(app::endless), SQL_NTS);
  ended = true;
  canceller.join();
  CHECK_EQUAL(result, SQL_ERROR);
  const std::string error = statement.error();
  return error.substr(0, 5);
}

}  // namespace

TEST("SQLCancel from another thread ends a running statement with HY008") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  std::string state;
  // The driver manager drops its records at each SQLCancel, one that comes a moment too late included.
  while (state.empty()) state = stateOfCancelled(statement);
  CHECK_EQUAL(state, "HY008");
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("the query timeout ends a running statement with HYT00") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.set(SQL_ATTR_QUERY_TIMEOUT, SQLULEN{1});
  const auto begin = Clock::now();
  CHECK_EQUAL(SQLExecDirect(statement.handle, app::chars(app::endless), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "HYT00");
  CHECK(Clock::now() - begin < std::chrono::seconds(5));
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("closing a large result early does not read it to its end") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run(app::large);
  statement.ok(SQLFetch(statement.handle));
  const auto begin = Clock::now();
  statement.close();
  CHECK(Clock::now() - begin < std::chrono::seconds(3));
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(statement.count(), 1);
}

TEST("SQLCancel between two fetches closes the result, as unixODBC has it, and the statement can run again") {
  for (const SQLULEN version : {SQL_OV_ODBC2, SQL_OV_ODBC3, SQL_OV_ODBC3_80}) {
    Connection connection(version);
    connection.open();
    Statement statement(connection);
    statement.run("SELECT Id FROM PullRequests ORDER BY Id");
    statement.ok(SQLFetch(statement.handle));
    SQLRETURN cancelled = SQL_ERROR;
    std::thread([&] { cancelled = SQLCancel(statement.handle); }).join();
    CHECK_EQUAL(cancelled, SQL_SUCCESS);
    CHECK_EQUAL(SQLFetch(statement.handle), SQL_ERROR);
    // Without SQLFreeStmt between.
    statement.run("SELECT count(*) FROM PullRequests");
    CHECK_EQUAL(statement.count(), 1);
  }
}

TEST("SQLCancel on an idle statement does nothing") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  CHECK_EQUAL(SQLCancel(statement.handle), SQL_SUCCESS);
  statement.run("SELECT count(*) FROM PullRequests");
  CHECK_EQUAL(statement.count(), 1);
}
