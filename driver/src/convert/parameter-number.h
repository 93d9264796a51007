// Numbers of parameters, from text to what an SQL type takes.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>

namespace drawbridge::convert {

// Where a number comes from decides what may be lost: of a text nothing, of a number the digits behind the point.
enum class NumberOrigin { text, number };

// `sqlType` is a number or SQL_BIT. Throws ParameterError 22001, 22003, 22018.
std::string numberFor(SQLSMALLINT sqlType, const std::string& number, NumberOrigin origin);

}  // namespace drawbridge::convert
