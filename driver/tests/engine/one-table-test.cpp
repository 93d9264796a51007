// Functions that tell of one table: without a schema it is the table that a statement would read.
#include <set>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

constexpr const char* schemas[] = {"harbor-app", "Information", "AllRepositories"};

// The values of a column in the rows of a catalog function.
std::multiset<std::string> values(Statement& statement, SQLRETURN result, SQLUSMALLINT column) {
  statement.ok(result);
  std::multiset<std::string> found;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) found.insert(statement.text(column));
  statement.close();
  return found;
}

using Names = std::multiset<std::string>;

SQLRETURN primaryKeys(Statement& statement, const char* schema, const char* table) {
  return SQLPrimaryKeys(statement.handle, nullptr, 0, app::chars(schema), SQL_NTS, app::chars(table), SQL_NTS);
}

SQLRETURN statistics(Statement& statement, const char* table) {
  return SQLStatistics(statement.handle, nullptr, 0, nullptr, 0, app::chars(table), SQL_NTS, SQL_INDEX_UNIQUE, SQL_QUICK);
}

SQLRETURN foreignKeys(Statement& statement, const char* parent, const char* child) {
  return SQLForeignKeys(statement.handle, nullptr, 0, nullptr, 0, app::chars(parent), SQL_NTS, nullptr, 0, nullptr, 0, app::chars(child), SQL_NTS);
}

SQLRETURN columnPrivileges(Statement& statement, const char* table) {
  return SQLColumnPrivileges(statement.handle, nullptr, 0, nullptr, 0, app::chars(table), SQL_NTS, app::chars("Title"), SQL_NTS);
}

}  // namespace

TEST("keys, statistics and privileges of a table without a schema are those of the one that a statement would read") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  for (const char* schema : {schemas[0], schemas[2]}) {
    statement.run((std::string("SET search_path TO \"") + schema + "\"").c_str());
    const bool all = schema == schemas[2];
    const Names key = all ? Names({"Id", "RepositorySlug"}) : Names({"Id"});
    CHECK(values(statement, primaryKeys(statement, nullptr, "PullRequests"), 4) == key);
    CHECK(values(statement, statistics(statement, "PullRequests"), 9) == key);
    CHECK(values(statement, columnPrivileges(statement, "PullRequests"), 2) == Names({schema}));
    for (const std::string& one : values(statement, foreignKeys(statement, nullptr, "PullRequests"), 6)) CHECK_EQUAL(one, schema);
    const Names parents = values(statement, foreignKeys(statement, "PullRequests", nullptr), 2);
    CHECK(!parents.empty());
    for (const std::string& one : parents) CHECK_EQUAL(one, schema);
    CHECK(values(statement, foreignKeys(statement, "PullRequests", "PullRequestComments"), 8) ==
          (all ? Names({"PullRequestId", "RepositorySlug"}) : Names({"PullRequestId"})));
  }
  CHECK(values(statement, primaryKeys(statement, nullptr, "Repositories"), 2) == Names({schemas[1]}));
  CHECK(values(statement, primaryKeys(statement, "Information", "PullRequests"), 2).empty());
  CHECK(values(statement, primaryKeys(statement, nullptr, "NoSuchTable"), 2).empty());
}

TEST("where a statement would read none, as without a default schema, the tables of all schemas are told") {
  Connection connection;
  if (!SQL_SUCCEEDED(connection.tryOpen(app::connectionText() + ";Schema="))) check::fail(__FILE__, __LINE__, app::diagnostic(SQL_HANDLE_DBC, connection.handle));
  Statement statement(connection);
  const Names found = values(statement, primaryKeys(statement, nullptr, "PullRequests"), 2);
  for (const char* schema : {schemas[0], schemas[2]}) CHECK(found.count(schema) > 0);
  CHECK(values(statement, primaryKeys(statement, nullptr, "Repositories"), 2) == Names({schemas[1]}));
}
