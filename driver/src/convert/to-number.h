// Converters to integers, floating point numbers, bits and SQL_C_NUMERIC.
#pragma once

#include "convert/converter.h"

namespace drawbridge::convert {

// nullptr where the pair does not exist.
Converter numberConverter(ServerType from, SQLSMALLINT cType) noexcept;

}  // namespace drawbridge::convert
