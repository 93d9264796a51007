// A column of a result.
#pragma once

#include <string>

#include "convert/server-type.h"
#include "odbc/type-table.h"

namespace drawbridge::odbc {

struct Column {
  std::string name;
  convert::ServerType type = convert::ServerType::text;
  TypeFacts facts;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
};

inline Column makeColumn(std::string name, std::uint32_t typeOid, std::int32_t typeModifier, SQLULEN longestText = unboundedText) {
  return {std::move(name), convert::serverType(typeOid), typeFacts(typeOid, typeModifier, longestText)};
}

}  // namespace drawbridge::odbc
