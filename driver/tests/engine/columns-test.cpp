// What the driver says of every column of every table, by each of its functions, and of the values that come.
#include <map>
#include <set>
#include <vector>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

struct Facts {
  std::string name;
  SQLBIGINT type;
  std::string typeName;
  SQLBIGINT size;
  SQLBIGINT octets;
  std::string digits;
  std::string radix;
  SQLBIGINT nullable;
  std::string characterOctets;
};

using Tables = std::map<std::string, std::vector<Facts>>;

std::string quoted(const std::string& schema, const std::string& table) { return "\"" + schema + "\".\"" + table + "\""; }

// Each table once, in the first of the schemas that have it; repositories and projects share theirs.
Tables tablesOf(Connection& connection) {
  Statement statement(connection);
  Tables tables;
  std::map<std::string, std::string> schemas;
  statement.ok(SQLColumns(statement.handle, nullptr, 0, nullptr, 0, app::chars("%"), SQL_NTS, nullptr, 0));
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    const std::string schema = statement.text(2);
    const std::string table = statement.text(3);
    const bool rolledUp = schema == "AllRepositories";
    if (schemas.emplace(table + (rolledUp ? " of all" : ""), schema).first->second != schema) continue;
    std::vector<Facts>& facts = tables[quoted(schema, table)];
    CHECK_EQUAL(statement.integer(17), SQLBIGINT(facts.size() + 1));
    facts.push_back({statement.text(4), statement.integer(5), statement.text(6), statement.integer(7), statement.integer(8), statement.text(9),
                     statement.text(10), statement.integer(11), statement.text(16)});
    CHECK_EQUAL(statement.text(18), facts.back().nullable == SQL_NO_NULLS ? "NO" : "YES");
  }
  return tables;
}

SQLLEN attribute(Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  SQLLEN value = -1;
  statement.ok(SQLColAttribute(statement.handle, column, field, nullptr, 0, nullptr, &value));
  return value;
}

std::string textAttribute(Statement& statement, SQLUSMALLINT column, SQLUSMALLINT field) {
  char value[256] = "";
  statement.ok(SQLColAttribute(statement.handle, column, field, value, sizeof value, nullptr, nullptr));
  return value;
}

bool isText(const Facts& facts) { return facts.type == SQL_WVARCHAR; }

void describedAlike(Statement& statement, SQLUSMALLINT column, const Facts& facts) {
  SQLCHAR name[256] = "";
  SQLSMALLINT type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
  SQLSMALLINT nullable = 99;
  statement.ok(SQLDescribeCol(statement.handle, column, name, sizeof name, nullptr, &type, &size, &digits, &nullable));
  const std::string where = facts.name + ": ";
  CHECK_EQUAL(std::string(reinterpret_cast<char*>(name)), facts.name);
  CHECK_EQUAL(where + std::to_string(type), where + std::to_string(facts.type));
  CHECK_EQUAL(where + std::to_string(size), where + std::to_string(facts.size));
  CHECK_EQUAL(where + std::to_string(digits), where + (facts.digits == "NULL" ? "0" : facts.digits));
  CHECK_EQUAL(where + std::to_string(nullable), where + std::to_string(facts.nullable));
  CHECK_EQUAL(attribute(statement, column, SQL_DESC_NULLABLE), nullable);
  CHECK_EQUAL(textAttribute(statement, column, SQL_DESC_TYPE_NAME), facts.typeName);
  CHECK_EQUAL(attribute(statement, column, SQL_DESC_CONCISE_TYPE), facts.type);
  CHECK_EQUAL(attribute(statement, column, SQL_DESC_LENGTH), facts.size);
  CHECK_EQUAL(attribute(statement, column, SQL_DESC_OCTET_LENGTH), facts.octets);
  CHECK_EQUAL(attribute(statement, column, SQL_DESC_SCALE), digits);
  CHECK_EQUAL(std::to_string(attribute(statement, column, SQL_DESC_NUM_PREC_RADIX)), facts.radix == "NULL" ? "0" : facts.radix);
  CHECK_EQUAL(facts.characterOctets, isText(facts) ? std::to_string(facts.octets) : "NULL");
}

// Characters, not bytes: UTF-16 has two units for those beyond the first plane.
std::size_t units(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    count += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1;
  }
  return count;
}

}  // namespace

TEST("whether a column can be NULL is told of columns that are passed through, as joins leave them") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  const auto nullable = [&](const char* sql) {
    statement.prepare(sql);
    SQLSMALLINT count = 0;
    statement.ok(SQLNumResultCols(statement.handle, &count));
    std::string letters;
    for (SQLUSMALLINT i = 1; i <= count; i++) {
      const SQLLEN value = attribute(statement, i, SQL_DESC_NULLABLE);
      letters += value == SQL_NO_NULLS ? 'n' : value == SQL_NULLABLE ? 'y' : '?';
    }
    return letters;
  };
  CHECK_EQUAL(nullable("SELECT Id, AuthorUUID, Id + 1, count(*) OVER () FROM PullRequests WHERE Id > 3 ORDER BY Id LIMIT 5"), "ny??");
  CHECK_EQUAL(nullable("SELECT p.Id, u.UUID FROM PullRequests p JOIN Users u ON u.UUID = p.AuthorUUID"), "nn");
  CHECK_EQUAL(nullable("SELECT p.Id, u.UUID FROM PullRequests p LEFT JOIN Users u ON u.UUID = p.AuthorUUID"), "ny");
  CHECK_EQUAL(nullable("SELECT p.Id, u.UUID FROM PullRequests p FULL JOIN Users u ON u.UUID = p.AuthorUUID"), "??");
  CHECK_EQUAL(nullable("SELECT 1"), "?");
  CHECK_EQUAL(nullable("SELECT Id FROM PullRequests UNION ALL SELECT NULL"), "?");
  CHECK_EQUAL(nullable("SELECT Id FROM PullRequests GROUP BY ROLLUP (Id)"), "?");
}

TEST("a column tells the table that it comes from, under another name, too, and an expression tells none") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  const auto sources = [&](const char* sql) {
    statement.prepare(sql);
    SQLSMALLINT count = 0;
    statement.ok(SQLNumResultCols(statement.handle, &count));
    std::string all;
    for (SQLUSMALLINT i = 1; i <= count; i++) {
      for (const SQLUSMALLINT field : {SQL_DESC_CATALOG_NAME, SQL_DESC_SCHEMA_NAME, SQL_DESC_TABLE_NAME, SQL_DESC_BASE_TABLE_NAME, SQL_DESC_BASE_COLUMN_NAME}) {
        char text[64] = "";
        SQLSMALLINT length = -1;
        statement.ok(SQLColAttribute(statement.handle, i, field, text, sizeof text, &length, nullptr));
        CHECK_EQUAL(std::size_t(length), std::strlen(text));
        all += std::string(text) + (field == SQL_DESC_BASE_COLUMN_NAME ? " " : ".");
      }
    }
    return all;
  };
  CHECK_EQUAL(sources("SELECT p.Id AS n, p.Id + 1, u.UUID FROM PullRequests p LEFT JOIN Users u ON u.UUID = p.AuthorUUID"),
              "Bitbucket.harbor-app.PullRequests.PullRequests.Id .... Bitbucket.Information.Users.Users.UUID ");
  CHECK_EQUAL(sources("SELECT 1"), ".... ");
}

TEST("SQLColumns, SQLDescribeCol, SQLColAttribute, SQLGetTypeInfo and the values agree for every column of every table") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  struct TypeRow {
    std::set<std::string> names;
    SQLBIGINT size;
    std::string radix;
  };
  std::map<SQLBIGINT, TypeRow> types;
  statement.ok(SQLGetTypeInfo(statement.handle, SQL_ALL_TYPES));
  SQLBIGINT last = -999;
  while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
    const std::string name = statement.text(1);
    const SQLBIGINT type = statement.integer(2);
    CHECK(type >= last);
    last = type;
    types.emplace(type, TypeRow{{}, statement.integer(3), statement.text(18)}).first->second.names.insert(name);
  }
  statement.close();
  statement.set(SQL_ATTR_MAX_ROWS, SQLULEN{30});
  const Tables tables = tablesOf(connection);
  CHECK(tables.size() > 50);
  std::vector<char> buffer(1 << 20);
  std::string wrong;
  std::size_t values = 0;
  for (const auto& [table, columns] : tables) {
    const std::string sql = "SELECT * FROM " + table;
    statement.prepare(sql.c_str());
    SQLSMALLINT count = 0;
    statement.ok(SQLNumResultCols(statement.handle, &count));
    CHECK_EQUAL(table + " " + std::to_string(count), table + " " + std::to_string(columns.size()));
    std::vector<SQLLEN> display;
    for (SQLUSMALLINT i = 1; i <= count; i++) {
      const Facts& facts = columns[i - 1u];
      describedAlike(statement, i, facts);
      display.push_back(attribute(statement, i, SQL_DESC_DISPLAY_SIZE));
      const auto type = types.find(facts.type);
      CHECK(type != types.end());
      CHECK_EQUAL(facts.typeName + (type->second.names.count(facts.typeName) == 1 ? "" : " is not told of"), facts.typeName);
      CHECK_EQUAL(facts.radix, type->second.radix);
      if (facts.size > type->second.size) wrong += "\n       " + table + "." + facts.name + " may be longer than its type: " + std::to_string(facts.size);
    }
    if (!SQL_SUCCEEDED(SQLExecute(statement.handle))) {
      // The one table for which the sample's credential has no scope.
      if (table == "\"Information\".\"UserEmails\"" && statement.error().find("scope email") != std::string::npos) continue;
      wrong += "\n       " + table + ": " + statement.error();
      continue;
    }
    while (SQL_SUCCEEDED(SQLFetch(statement.handle))) {
      for (SQLUSMALLINT i = 1; i <= count; i++) {
        SQLLEN length = 0;
        statement.ok(SQLGetData(statement.handle, i, SQL_C_CHAR, buffer.data(), static_cast<SQLLEN>(buffer.size()), &length));
        values++;
        const Facts& facts = columns[i - 1u];
        if (length == SQL_NULL_DATA) {
          if (facts.nullable == SQL_NO_NULLS) wrong += "\n       " + table + "." + facts.name + " is NULL";
          continue;
        }
        const std::string value(buffer.data(), static_cast<std::size_t>(length));
        // Texts without a limit are told with the bound that buffers are made by.
        const bool unlimited = isText(facts) && facts.size == 4000;
        if (!unlimited && units(value) > static_cast<std::size_t>(display[i - 1u])) wrong += "\n       " + table + "." + facts.name + " has " + std::to_string(units(value));
      }
    }
    statement.close();
  }
  CHECK_EQUAL(wrong, "");
  CHECK(values > 1000);
}
