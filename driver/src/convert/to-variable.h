// Converters to the C types of variable length: SQL_C_CHAR (UTF-8), SQL_C_WCHAR (UTF-16), SQL_C_BINARY.
#pragma once

#include "convert/converter.h"

namespace drawbridge::convert {

// nullptr where the pair does not exist. `cType` is one of the three.
Converter variableConverter(ServerType from, SQLSMALLINT cType) noexcept;

}  // namespace drawbridge::convert
