// From one cell as the server sent it (text) into the application's buffer.
//
// A converter is chosen once per bound column by (server type, C type) and then called per cell: it writes
// the value straight into the buffer and its length into `length`, where there is one. NULL never reaches
// a converter.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>

#include "convert/server-type.h"

namespace drawbridge::convert {

enum class Outcome : std::uint8_t {
  done,
  textCut,           // 01004: the length says how long all of it is
  fractionCut,       // 01S07
  outOfRange,        // 22003
  notThisType,       // 22018: the text is no value of the wanted type
  badDatetime,       // 22007
  intervalOverflow,  // 22015
};

struct Target {
  void* value = nullptr;
  // Bytes at `value`; only read for C types of variable length.
  SQLLEN room = 0;
  SQLLEN* length = nullptr;
  // SQL_C_NUMERIC only.
  SQLSMALLINT precision = 38;
  SQLSMALLINT scale = 0;
};

using Converter = Outcome (*)(std::string_view cell, const Target& target) noexcept;

// SQL_C_DEFAULT must be resolved before. nullptr: the pair does not exist (07006).
Converter findConverter(ServerType from, SQLSMALLINT cType) noexcept;

// The C type that SQL_C_DEFAULT means, and any 2.x code in its 3.x form.
SQLSMALLINT resolveCType(ServerType from, SQLSMALLINT cType) noexcept;

// Bytes of a C type of fixed length; 0 for those of variable length and unknown ones.
SQLLEN fixedSize(SQLSMALLINT cType) noexcept;

bool isKnownCType(SQLSMALLINT cType) noexcept;

// All of a cell in the form of SQL_C_CHAR, SQL_C_WCHAR or SQL_C_BINARY without a terminator, for
// SQLGetData in pieces.
std::string wholeValue(ServerType from, SQLSMALLINT cType, std::string_view cell);

}  // namespace drawbridge::convert
