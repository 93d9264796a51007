// Converters to the date and time structures and to SQL_C_GUID.
#pragma once

#include "convert/converter.h"

namespace drawbridge::convert {

// nullptr where the pair does not exist.
Converter structureConverter(ServerType from, SQLSMALLINT cType) noexcept;

}  // namespace drawbridge::convert
