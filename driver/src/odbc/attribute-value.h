// Attribute values as the three SQLGet…Attr functions hand them out.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <cstring>

namespace drawbridge::odbc {

template <typename T>
SQLRETURN giveValue(SQLPOINTER where, SQLINTEGER* length, T value) noexcept {
  if (where != nullptr) std::memcpy(where, &value, sizeof value);
  if (length != nullptr) *length = sizeof value;
  return SQL_SUCCESS;
}

// Numbers travel in the pointer itself.
inline SQLULEN asNumber(SQLPOINTER value) noexcept { return reinterpret_cast<SQLULEN>(value); }

}  // namespace drawbridge::odbc
