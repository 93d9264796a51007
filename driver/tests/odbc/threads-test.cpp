// Several threads at once, with a driver manager that does not keep them apart.
#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

// Runs the body in several threads; fails with what the first failing one said.
void inThreads(int count, const std::function<void(int)>& body) {
  std::vector<std::thread> threads;
  std::vector<std::string> failures(static_cast<std::size_t>(count));
  for (int i = 0; i < count; i++) {
    threads.emplace_back([&, i] {
      try {
        body(i);
      } catch (const std::exception& e) {
        failures[static_cast<std::size_t>(i)] = e.what();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& failure : failures) CHECK_EQUAL(failure, "");
}

long readAll(Connection& connection, int from) {
  Statement statement(connection);
  SQLINTEGER bound = from;
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &bound, 0, nullptr));
  statement.run("SELECT Id, Title FROM PullRequests WHERE Id > ? ORDER BY Id");
  long rows = 0;
  SQLBIGINT last = from;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    const SQLBIGINT id = statement.integer(1);
    CHECK(id > last);
    CHECK(!statement.text(2).empty());
    last = id;
    rows++;
  }
  return rows;
}

}  // namespace

TEST("threads share a connection, each with statements of its own") {
  Connection connection;
  connection.open();
  inThreads(6, [&](int thread) {
    for (int times = 0; times < 3; times++) CHECK_EQUAL(readAll(connection, thread * 100), 2000 - thread * 100);
  });
}

TEST("threads with connections of their own share an environment") {
  Connection shared;
  inThreads(6, [&](int thread) {
    SQLHDBC handle = nullptr;
    CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, shared.environment, &handle)));
    const std::string text = app::connectionText();
    CHECK(SQL_SUCCEEDED(SQLDriverConnect(handle, nullptr, app::chars(text.c_str()), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT)));
    SQLHSTMT statement = nullptr;
    CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, handle, &statement)));
    const std::string sql = "SELECT " + std::to_string(thread);
    CHECK(SQL_SUCCEEDED(SQLExecDirect(statement, app::chars(sql.c_str()), SQL_NTS)));
    SQLINTEGER value = -1;
    CHECK(SQL_SUCCEEDED(SQLFetch(statement)));
    CHECK(SQL_SUCCEEDED(SQLGetData(statement, 1, SQL_C_SLONG, &value, 0, nullptr)));
    CHECK_EQUAL(value, thread);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    SQLDisconnect(handle);
    SQLFreeHandle(SQL_HANDLE_DBC, handle);
  });
}

TEST("attributes, catalog functions and cancels of other threads do not disturb a statement that reads") {
  Connection connection;
  connection.open();
  Statement idle(connection);
  std::atomic<bool> done{false};
  inThreads(4, [&](int thread) {
    if (thread == 0) {
      for (int times = 0; times < 5; times++) CHECK_EQUAL(readAll(connection, 0), 2000);
      done = true;
      return;
    }
    while (!done) {
      if (thread == 1) {
        Statement statement(connection);
        statement.ok(SQLTables(statement.handle, nullptr, 0, nullptr, 0, app::chars("Pull%"), SQL_NTS, nullptr, 0));
        CHECK(statement.count() > 0);
      } else if (thread == 2) {
        SQLUINTEGER dead = SQL_CD_TRUE;
        SQLGetConnectAttr(connection.handle, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr);
        CHECK_EQUAL(dead, SQLUINTEGER(SQL_CD_FALSE));
        SQLSetConnectAttr(connection.handle, SQL_ATTR_CONNECTION_TIMEOUT, app::number(60), 0);
        SQLSetConnectAttr(connection.handle, SQL_ATTR_AUTOCOMMIT, app::number(SQL_AUTOCOMMIT_OFF), 0);
        SQLEndTran(SQL_HANDLE_DBC, connection.handle, SQL_COMMIT);
      } else {
        SQLCancel(idle.handle);
        std::this_thread::yield();
      }
    }
  });
}

TEST("SQLCancelHandle does what SQLCancel does") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  CHECK_EQUAL(SQLCancelHandle(SQL_HANDLE_STMT, statement.handle), SQL_SUCCESS);
  statement.run("SELECT 1");
  CHECK_EQUAL(statement.count(), 1);
}
