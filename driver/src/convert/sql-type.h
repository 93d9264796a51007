// Families of SQL types, as the conversion rules of parameters know them.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

namespace drawbridge::convert {

enum class SqlFamily : std::uint8_t { character, whole, decimal, floating, bit, binary, date, time, timestamp, guid, interval };

// Of SQL types of ODBC 2.x and 3.x. What is none of them is taken as text, whose meaning the server infers.
SqlFamily sqlFamily(SQLSMALLINT sqlType) noexcept;

// Whether ODBC has the SQL type; SQL_UNKNOWN_TYPE counts as text.
bool isKnownSqlType(SQLSMALLINT sqlType) noexcept;

// The server's type for an SQL type; 0 where the server infers it from where the parameter stands.
std::uint32_t parameterOid(SQLSMALLINT sqlType) noexcept;

// SQL_C_DEFAULT by the SQL type.
SQLSMALLINT defaultParameterCType(SQLSMALLINT sqlType) noexcept;

}  // namespace drawbridge::convert
