#include "odbc/catalog-query.h"

#include "convert/server-type.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

bool isCDataName(const std::string& name) {
  std::string folded;
  for (const char c : name) folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  return folded == "cdata";
}

// METADATA_ID: an identifier, perhaps quoted, compared without regard to case.
std::string identifier(std::string name) {
  while (!name.empty() && name.back() == ' ') name.pop_back();
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') return name.substr(1, name.size() - 2);
  return name;
}

std::string sameIdentifier(const char* column, const std::string& marker) {
  return std::string("lower(") + column + ") = lower(" + marker + ")";
}

}  // namespace

CatalogName catalogName(NameArgument argument) { return nameIn(argument.text, argument.length); }

std::string CatalogQuery::value(std::string text) {
  request_.values.emplace_back(std::move(text));
  request_.parameterOids.push_back(convert::oid::varchar);
  return "$" + std::to_string(request_.values.size());
}

void CatalogQuery::condition(const std::string& text) {
  sql_ += filtered_ ? " AND " : " WHERE ";
  sql_ += text;
  filtered_ = true;
}

void CatalogQuery::matching(const char* column, const CatalogName& name, const Statement& statement) {
  if (!name || name->empty()) return;
  if (statement.attributes.metadataId == SQL_TRUE) {
    const std::string marker = value(identifier(*name));
    condition(sameIdentifier(column, marker));
  } else if (*name != "%") {
    const std::string marker = value(*name);
    condition(std::string(column) + " LIKE " + marker + " ESCAPE '\\'");
  }
}

void CatalogQuery::isTrue(const char* column) { condition(column); }

void CatalogQuery::inCatalog(const CatalogName& name, const Statement& statement, const char* column) {
  matching(column, name && isCDataName(*name) ? CatalogName("Bitbucket") : name, statement);
}

void CatalogQuery::equal(const char* column, const CatalogName& name, const Statement& statement) {
  if (!name || name->empty()) return;
  const bool asIdentifier = statement.attributes.metadataId == SQL_TRUE;
  const std::string marker = value(asIdentifier ? identifier(*name) : *name);
  condition(asIdentifier ? sameIdentifier(column, marker) : std::string(column) + " = " + marker);
}

void CatalogQuery::ofTable(const CatalogName& schema, const CatalogName& table, const Statement& statement, const char* schemaColumn,
                           const char* tableColumn) {
  equal(schemaColumn, schema, statement);
  equal(tableColumn, table, statement);
  if ((schema && !schema->empty()) || !table || table->empty()) return;
  const std::string marker = "$" + std::to_string(request_.values.size());
  condition("(" + std::string(schemaColumn) + isSearched + " OR NOT EXISTS (SELECT 1 FROM Information.sys_tables t WHERE lower(t.TableName) = lower(" +
            marker + ") AND t.SchemaName" + isSearched + "))");
}

void CatalogQuery::oneOf(const char* column, const std::vector<std::string>& values) {
  if (values.empty()) return;
  std::string list;
  for (const std::string& each : values) {
    if (!list.empty()) list += ", ";
    list += value(each);
  }
  condition(std::string(column) + " IN (" + list + ")");
}

std::unique_ptr<ServerCursor> CatalogQuery::run(Statement& statement, const char* orderBy) const {
  Request request = request_;
  request.sql = sql_ + " ORDER BY " + orderBy;
  request.timeout = statement.attributes.queryTimeout;
  auto cursor = std::make_unique<ServerCursor>(statement.connection.pool(), statement.cancelSlot, statement.noticeSink());
  cursor->start(request);
  return cursor;
}

}  // namespace drawbridge::odbc
