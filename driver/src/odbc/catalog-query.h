// Queries over the engine's system tables, with the filters that catalog functions take.
#pragma once

#include <optional>
#include <string>

#include "odbc/api.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {

// One argument of a catalog function. No value, or an empty one, filters nothing: every object here has a
// catalog and a schema, so the specification's "those without" would always be empty.
using CatalogName = std::optional<std::string>;
CatalogName catalogName(NameArgument argument);

// A condition of a schema's column: one in which a statement finds tables that are named without a schema.
inline constexpr const char* isSearched = " IN (current_schema(), 'Information')";

class CatalogQuery {
 public:
  // `select` up to and without WHERE.
  explicit CatalogQuery(std::string select) : sql_(std::move(select)) {}

  // A search pattern, or with SQL_ATTR_METADATA_ID an identifier.
  void matching(const char* column, const CatalogName& name, const Statement& statement);
  // The catalog; Bitbucket's other name, CData, means the same.
  void inCatalog(const CatalogName& name, const Statement& statement, const char* column = "CatalogName");
  // An ordinary argument, or with SQL_ATTR_METADATA_ID an identifier.
  void equal(const char* column, const CatalogName& name, const Statement& statement);
  // A function that tells of one table takes its name as an ordinary argument. Without a schema the table is meant that
  // a statement would read; all of that name, where a statement would read none.
  void ofTable(const CatalogName& schema, const CatalogName& table, const Statement& statement, const char* schemaColumn = "SchemaName",
               const char* tableColumn = "TableName");
  void isTrue(const char* column);
  void oneOf(const char* column, const std::vector<std::string>& values);

  // Runs the query; Max Rows never cuts it.
  std::unique_ptr<ServerCursor> run(Statement& statement, const char* orderBy) const;

 private:
  void condition(const std::string& text);
  std::string value(std::string text);

  std::string sql_;
  bool filtered_ = false;
  Request request_;
};

}  // namespace drawbridge::odbc
