// What a converter has written, as text that a table can hold.
#pragma once

#include <cstring>
#include <string>

#include "check.h"
#include "convert/converter.h"
#include "wide/utf.h"

namespace rendered {

namespace convert = drawbridge::convert;

inline const char* stateOf(convert::Outcome outcome) {
  switch (outcome) {
    case convert::Outcome::done: return "";
    case convert::Outcome::textCut: return "01004";
    case convert::Outcome::fractionCut: return "01S07";
    case convert::Outcome::outOfRange: return "22003";
    case convert::Outcome::notThisType: return "22018";
    case convert::Outcome::badDatetime: return "22007";
    case convert::Outcome::intervalOverflow: return "22015";
  }
  return "?";
}

template <typename T>
T load(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <typename... Parts>
std::string joined(const char* between, Parts... parts) {
  std::string out;
  ((out += (out.empty() ? "" : between) + std::to_string(parts)), ...);
  return out;
}

inline std::string hex(const char* bytes, SQLLEN size) {
  std::string out;
  for (SQLLEN i = 0; i < size; i++) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(bytes[i]));
    out += digits;
  }
  return out;
}

inline std::string real(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%g", value);
  return text;
}

inline std::string numeric(const SQL_NUMERIC_STRUCT& value) {
  unsigned long long magnitude = 0;
  for (int i = 7; i >= 0; i--) magnitude = magnitude << 8 | value.val[i];
  return (value.sign == 0 ? "-" : "") + std::to_string(magnitude) + (value.scale > 0 ? "e-" + std::to_string(value.scale) : "");
}

inline std::string interval(const SQL_INTERVAL_STRUCT& value) {
  const std::string sign = value.interval_sign == SQL_TRUE ? "-" : "";
  if (value.interval_type == SQL_IS_YEAR || value.interval_type == SQL_IS_MONTH || value.interval_type == SQL_IS_YEAR_TO_MONTH) {
    return sign + joined("-", value.intval.year_month.year, value.intval.year_month.month);
  }
  const auto& parts = value.intval.day_second;
  return sign + joined(" ", parts.day, parts.hour, parts.minute, parts.second) + (parts.fraction > 0 ? "." + std::to_string(parts.fraction) : "");
}

inline std::string value(SQLSMALLINT cType, const char* from, SQLLEN length) {
  switch (cType) {
    case SQL_C_CHAR: return std::string(from);
    case SQL_C_WCHAR: {
      const auto* units = reinterpret_cast<const drawbridge::wide::Unit*>(from);
      return drawbridge::wide::toUtf8(units, drawbridge::wide::unitLength(units));
    }
    case SQL_C_BINARY: return hex(from, length);
    case SQL_C_BIT:
    case SQL_C_UTINYINT: return std::to_string(load<SQLCHAR>(from));
    case SQL_C_STINYINT: return std::to_string(load<SQLSCHAR>(from));
    case SQL_C_SSHORT: return std::to_string(load<SQLSMALLINT>(from));
    case SQL_C_USHORT: return std::to_string(load<SQLUSMALLINT>(from));
    case SQL_C_SLONG: return std::to_string(load<SQLINTEGER>(from));
    case SQL_C_ULONG: return std::to_string(load<SQLUINTEGER>(from));
    case SQL_C_SBIGINT: return std::to_string(load<SQLBIGINT>(from));
    case SQL_C_UBIGINT: return std::to_string(load<SQLUBIGINT>(from));
    case SQL_C_FLOAT: return real(load<SQLREAL>(from));
    case SQL_C_DOUBLE: return real(load<SQLDOUBLE>(from));
    case SQL_C_NUMERIC: return numeric(load<SQL_NUMERIC_STRUCT>(from));
    case SQL_C_TYPE_DATE: {
      const auto date = load<SQL_DATE_STRUCT>(from);
      return joined("-", date.year, date.month, date.day);
    }
    case SQL_C_TYPE_TIME: {
      const auto time = load<SQL_TIME_STRUCT>(from);
      return joined(":", time.hour, time.minute, time.second);
    }
    case SQL_C_TYPE_TIMESTAMP: {
      const auto stamp = load<SQL_TIMESTAMP_STRUCT>(from);
      return joined("-", stamp.year, stamp.month, stamp.day) + " " + joined(":", stamp.hour, stamp.minute, stamp.second) +
             (stamp.fraction > 0 ? "." + std::to_string(stamp.fraction) : "");
    }
    case SQL_C_GUID: return hex(from, 16);
    default: return interval(load<SQL_INTERVAL_STRUCT>(from));
  }
}

struct Converted {
  std::string state;
  std::string value;
  SQLLEN length;
};

// `room`: bytes for the value; 0 for all that it may need. What lies behind it must not be touched.
inline Converted convertCell(convert::ServerType from, const std::string& cell, SQLSMALLINT cType, SQLLEN room = 0, SQLSMALLINT scale = 0) {
  alignas(8) char buffer[256];
  std::memset(buffer, '#', sizeof buffer);
  SQLLEN length = -99;
  convert::Target target;
  target.value = buffer;
  target.room = room > 0 ? room : 128;
  target.length = &length;
  target.scale = scale;
  const convert::Outcome outcome = convert::findConverter(from, cType)(cell, target);
  const SQLLEN size = convert::fixedSize(cType) > 0 ? convert::fixedSize(cType) : target.room;
  CHECK_EQUAL(buffer[size], '#');
  // Where not even a terminator fits, nothing is written.
  if (cType == SQL_C_WCHAR && target.room < 2) return {stateOf(outcome), "", length};
  const bool arrived = outcome == convert::Outcome::done || outcome == convert::Outcome::fractionCut || outcome == convert::Outcome::textCut;
  return {stateOf(outcome), arrived ? value(cType, buffer, length < size ? length : size) : "", length};
}

}  // namespace rendered
