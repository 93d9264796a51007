// Converters to the interval structures.
#pragma once

#include "convert/converter.h"

namespace drawbridge::convert {

// nullptr where the pair does not exist: only texts and, for intervals of one field, exact numbers become intervals.
Converter intervalConverter(ServerType from, SQLSMALLINT cType) noexcept;

}  // namespace drawbridge::convert
