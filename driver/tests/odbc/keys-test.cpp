// Foreign keys, unique keys and row identifiers: read from the system tables, which an engine fills for the schema
// AllRepositories without a call.
#include <vector>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

SQLCHAR* all() { return app::chars("AllRepositories"); }

struct Key {
  std::string parentSchema, parent, parentColumn, schema, table, column, sequence, name;
};

std::vector<Key> keys(Statement& statement, SQLRETURN result) {
  statement.ok(result);
  std::vector<Key> found;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    found.push_back({statement.text(2), statement.text(3), statement.text(4), statement.text(6), statement.text(7), statement.text(8),
                     statement.text(9), statement.text(12)});
  }
  statement.close();
  return found;
}

}  // namespace

TEST("SQLForeignKeys of a child lists its keys, each with its columns together") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  const auto found = keys(statement, SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, all(), SQL_NTS,
                                                    app::chars("PullRequestComments"), SQL_NTS));
  CHECK(found.size() >= 3);
  bool toPullRequests = false;
  bool toUsers = false;
  for (std::size_t i = 0; i < found.size(); i++) {
    CHECK_EQUAL(found[i].table, "PullRequestComments");
    CHECK_EQUAL(found[i].schema, "AllRepositories");
    if (found[i].sequence != "1") CHECK_EQUAL(found[i].name, found[i - 1].name);
    if (found[i].column == "PullRequestId") {
      toPullRequests = found[i].parent == "PullRequests" && found[i].parentColumn == "Id" && found[i].sequence == "2" &&
                       found[i - 1].column == "RepositorySlug" && found[i].parentSchema == "AllRepositories";
    }
    toUsers = toUsers || (found[i].column == "UserUUID" && found[i].parentSchema == "Information" && found[i].parent == "Users");
  }
  CHECK(toPullRequests);
  CHECK(toUsers);
}

TEST("SQLForeignKeys of a parent lists the keys that lead to it") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  const auto found = keys(statement, SQLForeignKeys(statement.handle, app::chars("CData"), SQL_NTS, all(), SQL_NTS, app::chars("PullRequests"), SQL_NTS,
                                                    nullptr, 0, nullptr, 0, nullptr, 0));
  CHECK(found.size() >= 2);
  bool comments = false;
  for (const Key& key : found) {
    CHECK_EQUAL(key.parent, "PullRequests");
    CHECK_EQUAL(key.parentSchema, "AllRepositories");
    comments = comments || key.table == "PullRequestComments";
  }
  CHECK(comments);
}

TEST("SQLForeignKeys of both lists what is between them") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  const auto found = keys(statement, SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, app::chars("Users"), SQL_NTS, nullptr, 0, all(), SQL_NTS,
                                                    app::chars("PullRequestComments"), SQL_NTS));
  CHECK_EQUAL(found.size(), 1u);
  CHECK_EQUAL(found[0].column, "UserUUID");
  CHECK_EQUAL(found[0].sequence, "1");
  const auto none = keys(statement, SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, app::chars("PullRequestComments"), SQL_NTS, nullptr, 0, all(),
                                                   SQL_NTS, app::chars("Users"), SQL_NTS));
  CHECK_EQUAL(none.size(), 0u);
}

TEST("SQLForeignKeys says what its rows are like, and needs a table") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, app::chars("Users"), SQL_NTS, nullptr, 0, all(), SQL_NTS,
                              app::chars("PullRequestComments"), SQL_NTS));
  SQLSMALLINT count = 0;
  statement.ok(SQLNumResultCols(statement.handle, &count));
  CHECK_EQUAL(count, 14);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(10), SQL_NO_ACTION);
  CHECK_EQUAL(statement.integer(11), SQL_NO_ACTION);
  CHECK_EQUAL(statement.integer(14), SQL_NOT_DEFERRABLE);
  statement.close();
  CHECK_EQUAL(SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "HY009");
}

TEST("SQLStatistics lists the unique key in the order of its columns") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  for (const SQLUSMALLINT kind : {SQL_INDEX_ALL, SQL_INDEX_UNIQUE}) {
    statement.ok(SQLStatistics(statement.handle, nullptr, 0, all(), SQL_NTS, app::chars("Branches"), SQL_NTS, kind, SQL_QUICK));
    SQLSMALLINT count = 0;
    statement.ok(SQLNumResultCols(statement.handle, &count));
    CHECK_EQUAL(count, 13);
    for (const char* column : {"RepositorySlug", "Name"}) {
      statement.ok(SQLFetch(statement.handle));
      CHECK_EQUAL(statement.text(9), column);
      CHECK_EQUAL(statement.integer(4), SQL_FALSE);
      CHECK_EQUAL(statement.integer(7), SQL_INDEX_OTHER);
    }
    CHECK_EQUAL(statement.count(), 0);
    statement.close();
  }
}

TEST("SQLSpecialColumns names the columns that tell rows apart, with their types") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLSpecialColumns(statement.handle, SQL_BEST_ROWID, nullptr, 0, all(), SQL_NTS, app::chars("Branches"), SQL_NTS, SQL_SCOPE_SESSION,
                                 SQL_NO_NULLS));
  SQLSMALLINT count = 0;
  statement.ok(SQLNumResultCols(statement.handle, &count));
  CHECK_EQUAL(count, 8);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.integer(1), SQL_SCOPE_SESSION);
  CHECK_EQUAL(statement.text(2), "RepositorySlug");
  CHECK_EQUAL(statement.integer(3), SQL_WVARCHAR);
  CHECK_EQUAL(statement.integer(5), 62);
  CHECK_EQUAL(statement.integer(8), SQL_PC_NOT_PSEUDO);
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(2), "Name");
  CHECK_EQUAL(statement.count(), 0);
  statement.close();
  // Without a schema it is the table that a statement would read.
  statement.ok(SQLSpecialColumns(statement.handle, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, app::chars("Projects"), SQL_NTS, SQL_SCOPE_CURROW, SQL_NULLABLE));
  statement.ok(SQLFetch(statement.handle));
  CHECK_EQUAL(statement.text(2), "Key");
  CHECK_EQUAL(statement.count(), 0);
  statement.close();
  statement.ok(SQLSpecialColumns(statement.handle, SQL_ROWVER, nullptr, 0, all(), SQL_NTS, app::chars("Branches"), SQL_NTS, SQL_SCOPE_SESSION, SQL_NULLABLE));
  CHECK_EQUAL(statement.count(), 0);
}
