// What SQLTablePrivileges and SQLColumnPrivileges say, held against what the engine lets through.
#include <map>
#include <set>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

using Privileges = std::set<std::string>;

void open(Connection& connection, const std::string& more) {
  if (!SQL_SUCCEEDED(connection.tryOpen(app::connectionText() + more))) check::fail(__FILE__, __LINE__, app::diagnostic(SQL_HANDLE_DBC, connection.handle));
}

Privileges ofTable(Connection& connection, const char* schema, const char* table) {
  Statement statement(connection);
  statement.ok(SQLTablePrivileges(statement.handle, nullptr, 0, app::chars(schema), SQL_NTS, app::chars(table), SQL_NTS));
  Privileges found;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) found.insert(statement.text(6));
  return found;
}

std::string sourceIsReadOnly(Connection& connection) {
  char value[4] = "";
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, SQL_DATA_SOURCE_READ_ONLY, value, sizeof value, nullptr)));
  return value;
}

}  // namespace

TEST("a data source that is read only says so, and tells of no privilege but SELECT") {
  Connection connection;
  open(connection, "");
  CHECK_EQUAL(sourceIsReadOnly(connection), "Y");
  CHECK(ofTable(connection, "Information", "Repositories") == Privileges({"SELECT"}));
  CHECK(ofTable(connection, "Information", "Users") == Privileges({"SELECT"}));
}

TEST("a data source that can be written tells what each table takes") {
  Connection connection;
  open(connection, ";ReadOnly=false");
  CHECK_EQUAL(sourceIsReadOnly(connection), "N");
  CHECK(ofTable(connection, "Information", "Repositories") == Privileges({"DELETE", "INSERT", "SELECT", "UPDATE"}));
  CHECK(ofTable(connection, "Information", "Users") == Privileges({"SELECT"}));
  CHECK(ofTable(connection, "Information", "sys\\_tables") == Privileges({"SELECT"}));
}

TEST("every privilege on a table shows in those on its columns, but for DELETE") {
  Connection connection;
  open(connection, ";ReadOnly=false");
  std::map<std::string, Privileges> tables;
  Statement statement(connection);
  statement.ok(SQLTablePrivileges(statement.handle, nullptr, 0, app::chars("AllRepositories"), SQL_NTS, app::chars("%"), SQL_NTS));
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) tables[statement.text(3)].insert(statement.text(6));
  CHECK(tables.size() > 10);
  for (auto& [table, privileges] : tables) {
    privileges.erase("DELETE");
    Privileges columns;
    statement.close();
    statement.ok(SQLColumnPrivileges(statement.handle, nullptr, 0, app::chars("AllRepositories"), SQL_NTS, app::chars(table.c_str()), SQL_NTS, app::chars("%"), SQL_NTS));
    while (SQL_SUCCEEDED(SQLFetch(statement.handle))) columns.insert(statement.text(7));
    if (columns != privileges) check::fail(__FILE__, __LINE__, table);
  }
}
