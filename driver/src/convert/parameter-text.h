// From a parameter in the application's memory to the text that the server reads.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <optional>
#include <string>

namespace drawbridge::convert {

struct ParameterSource {
  SQLSMALLINT cType = SQL_C_DEFAULT;
  SQLSMALLINT sqlType = SQL_VARCHAR;
  const void* value = nullptr;
  // Bytes of a value of variable length, or SQL_NTS.
  SQLLEN length = SQL_NTS;
  // Digits behind the point of SQL_C_NUMERIC, where the application has set them in its descriptor; 0: the value's own.
  SQLSMALLINT scale = 0;
};

// Nothing: the pair of types is not supported (07006). Throws std::out_of_range when a date or time is none (22007),
// std::invalid_argument when a text is no value of its type (22018).
std::optional<std::string> parameterText(const ParameterSource& source);

// SQL_C_DEFAULT by the SQL type.
SQLSMALLINT defaultParameterCType(SQLSMALLINT sqlType) noexcept;

// The server's type for an SQL type; 0 for texts, whose meaning the server infers from where they stand.
std::uint32_t parameterOid(SQLSMALLINT sqlType) noexcept;

}  // namespace drawbridge::convert
