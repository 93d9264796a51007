// Attribute values as the three SQLGet…Attr functions hand them out.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <cstring>
#include <limits>

#include "odbc/odbc-error.h"

namespace drawbridge::odbc {

template <typename T>
SQLRETURN giveValue(SQLPOINTER where, SQLINTEGER* length, T value) noexcept {
  if (where != nullptr) std::memcpy(where, &value, sizeof value);
  if (length != nullptr) *length = sizeof value;
  return SQL_SUCCESS;
}

// Numbers travel in the pointer itself.
inline SQLULEN asNumber(SQLPOINTER value) noexcept { return reinterpret_cast<SQLULEN>(value); }

// The length of an array, which applications hand over as a pointer: what is negative arrives as huge.
inline SQLULEN arraySize(SQLULEN value) {
  if (value == 0 || value > static_cast<SQLULEN>(std::numeric_limits<SQLLEN>::max())) throw OdbcError("HY024", "An array has at least one element");
  return value;
}

}  // namespace drawbridge::odbc
