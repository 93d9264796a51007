// A column of a result.
#pragma once

#include <string>

#include "convert/server-type.h"
#include "odbc/type-table.h"

namespace drawbridge::odbc {

// Where a column comes from; all empty for an expression.
struct ColumnSource {
  std::string schema;
  std::string table;
  std::string column;
};

struct Column {
  std::string name;
  convert::ServerType type = convert::ServerType::text;
  TypeFacts facts;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
  ColumnSource source;
};

inline Column makeColumn(std::string name, std::uint32_t typeOid, std::int32_t typeModifier, SQLULEN longestText = unboundedText) {
  return {std::move(name), convert::serverType(typeOid), typeFacts(typeOid, typeModifier, longestText), SQL_NULLABLE_UNKNOWN, {}};
}

}  // namespace drawbridge::odbc
