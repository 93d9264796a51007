#include "convert/parameter-text.h"

#include <charconv>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "convert/converter.h"
#include "convert/datetime-text.h"
#include "convert/guid-text.h"
#include "wide/utf.h"

namespace drawbridge::convert {
namespace {

template <typename T>
T load(const void* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <typename T>
std::string numberText(const void* from) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, load<T>(from));
  return std::string(digits, end.ptr);
}

std::string bitText(const void* from, SQLSMALLINT sqlType) {
  const bool set = load<SQLCHAR>(from) != 0;
  if (sqlType == SQL_BIT) return set ? "true" : "false";
  return set ? "1" : "0";
}

std::string numericText(const void* from, SQLSMALLINT scale) {
  const auto value = load<SQL_NUMERIC_STRUCT>(from);
  unsigned __int128 magnitude = 0;
  for (int i = SQL_MAX_NUMERIC_LEN - 1; i >= 0; i--) magnitude = magnitude << 8 | value.val[i];
  std::string digits;
  for (; magnitude > 0; magnitude /= 10) digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(magnitude % 10)));
  const int places = scale != 0 ? scale : value.scale;
  if (places > 0) {
    if (digits.size() <= static_cast<std::size_t>(places)) digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  } else {
    if (digits.empty()) digits = "0";
    digits.append(static_cast<std::size_t>(-places), '0');
  }
  return value.sign == 0 && digits.find_first_not_of("0.") != std::string::npos ? "-" + digits : digits;
}

std::string dateText(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || !isValidDate(year, month, day)) throw std::out_of_range("the value is no valid date");
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", year, month, day);
  return text;
}

std::string timeText(unsigned hour, unsigned minute, unsigned second, unsigned nanoseconds) {
  if (hour > 23 || minute > 59 || second > 60 || nanoseconds > 999999999) throw std::out_of_range("the value is no valid time");
  char text[48];
  std::snprintf(text, sizeof text, "%02u:%02u:%02u", hour, minute, second);
  std::string out = text;
  // The server keeps microseconds.
  if (const unsigned microseconds = nanoseconds / 1000; microseconds > 0) {
    std::snprintf(text, sizeof text, ".%06u", microseconds);
    out += text;
  }
  return out;
}

std::string timestampText(const void* from, SQLSMALLINT sqlType) {
  const auto value = load<SQL_TIMESTAMP_STRUCT>(from);
  if (sqlType == SQL_TYPE_TIME || sqlType == SQL_TIME) return timeText(value.hour, value.minute, value.second, value.fraction);
  const std::string date = dateText(value.year, value.month, value.day);
  if (sqlType == SQL_TYPE_DATE || sqlType == SQL_DATE) return date;
  return date + " " + timeText(value.hour, value.minute, value.second, value.fraction);
}

std::string hexText(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "\\x";
  for (const char c : bytes) {
    out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(digits[static_cast<unsigned char>(c) & 0xF]);
  }
  return out;
}

// Bytes that come as text are two hexadecimal digits each.
std::string hexDigits(std::string digits) {
  const bool valid = digits.size() % 2 == 0 && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (!valid) throw std::invalid_argument("a text for bytes consists of pairs of hexadecimal digits");
  return "\\x" + digits;
}

bool isBinaryType(SQLSMALLINT sqlType) noexcept {
  return sqlType == SQL_BINARY || sqlType == SQL_VARBINARY || sqlType == SQL_LONGVARBINARY;
}

std::string charText(const ParameterSource& source) {
  const auto* text = static_cast<const char*>(source.value);
  return source.length == SQL_NTS ? std::string(text) : std::string(text, static_cast<std::size_t>(source.length));
}

std::string wideText(const ParameterSource& source) {
  const auto* text = static_cast<const wide::Unit*>(source.value);
  const std::size_t units =
      source.length == SQL_NTS ? wide::unitLength(text) : static_cast<std::size_t>(source.length) / sizeof(wide::Unit);
  return wide::toUtf8(text, units);
}

std::string binaryText(const ParameterSource& source) {
  const std::string_view bytes(static_cast<const char*>(source.value),
                               source.length < 0 ? 0 : static_cast<std::size_t>(source.length));
  return isBinaryType(source.sqlType) ? hexText(bytes) : std::string(bytes);
}

}  // namespace

SQLSMALLINT defaultParameterCType(SQLSMALLINT sqlType) noexcept {
  switch (sqlType) {
    case SQL_BIT: return SQL_C_BIT;
    case SQL_TINYINT: return SQL_C_STINYINT;
    case SQL_SMALLINT: return SQL_C_SSHORT;
    case SQL_INTEGER: return SQL_C_SLONG;
    case SQL_BIGINT: return SQL_C_SBIGINT;
    case SQL_REAL: return SQL_C_FLOAT;
    case SQL_FLOAT:
    case SQL_DOUBLE: return SQL_C_DOUBLE;
    case SQL_DATE:
    case SQL_TYPE_DATE: return SQL_C_TYPE_DATE;
    case SQL_TIME:
    case SQL_TYPE_TIME: return SQL_C_TYPE_TIME;
    case SQL_TIMESTAMP:
    case SQL_TYPE_TIMESTAMP: return SQL_C_TYPE_TIMESTAMP;
    case SQL_GUID: return SQL_C_GUID;
    case SQL_WCHAR:
    case SQL_WVARCHAR:
    case SQL_WLONGVARCHAR: return SQL_C_WCHAR;
    default: return isBinaryType(sqlType) ? SQL_C_BINARY : SQL_C_CHAR;
  }
}

std::uint32_t parameterOid(SQLSMALLINT sqlType) noexcept {
  switch (sqlType) {
    case SQL_BIT: return oid::boolean;
    case SQL_TINYINT:
    case SQL_SMALLINT: return oid::int2;
    case SQL_INTEGER: return oid::int4;
    case SQL_BIGINT: return oid::int8;
    case SQL_REAL: return oid::float4;
    case SQL_FLOAT:
    case SQL_DOUBLE: return oid::float8;
    case SQL_NUMERIC:
    case SQL_DECIMAL: return oid::numeric;
    case SQL_DATE:
    case SQL_TYPE_DATE: return oid::date;
    case SQL_TIME:
    case SQL_TYPE_TIME: return oid::time;
    case SQL_TIMESTAMP:
    case SQL_TYPE_TIMESTAMP: return oid::timestamp;
    default: return isBinaryType(sqlType) ? oid::bytea : 0;
  }
}

std::optional<std::string> parameterText(const ParameterSource& source) {
  const SQLSMALLINT cType = source.cType == SQL_C_DEFAULT ? defaultParameterCType(source.sqlType)
                                                          : resolveCType(ServerType::text, source.cType);
  switch (cType) {
    case SQL_C_CHAR: return isBinaryType(source.sqlType) ? hexDigits(charText(source)) : charText(source);
    case SQL_C_WCHAR: return isBinaryType(source.sqlType) ? hexDigits(wideText(source)) : wideText(source);
    case SQL_C_BINARY: return binaryText(source);
    case SQL_C_BIT: return bitText(source.value, source.sqlType);
    case SQL_C_STINYINT: return std::to_string(load<std::int8_t>(source.value));
    case SQL_C_UTINYINT: return std::to_string(load<std::uint8_t>(source.value));
    case SQL_C_SSHORT: return numberText<std::int16_t>(source.value);
    case SQL_C_USHORT: return numberText<std::uint16_t>(source.value);
    case SQL_C_SLONG: return numberText<std::int32_t>(source.value);
    case SQL_C_ULONG: return numberText<std::uint32_t>(source.value);
    case SQL_C_SBIGINT: return numberText<std::int64_t>(source.value);
    case SQL_C_UBIGINT: return numberText<std::uint64_t>(source.value);
    case SQL_C_FLOAT: return numberText<float>(source.value);
    case SQL_C_DOUBLE: return numberText<double>(source.value);
    case SQL_C_NUMERIC: return numericText(source.value, source.scale);
    case SQL_C_TYPE_DATE: {
      const auto value = load<SQL_DATE_STRUCT>(source.value);
      return dateText(value.year, value.month, value.day);
    }
    case SQL_C_TYPE_TIME: {
      const auto value = load<SQL_TIME_STRUCT>(source.value);
      return timeText(value.hour, value.minute, value.second, 0);
    }
    case SQL_C_TYPE_TIMESTAMP: return timestampText(source.value, source.sqlType);
    case SQL_C_GUID: return guidText(load<SQLGUID>(source.value));
    default: return std::nullopt;
  }
}

}  // namespace drawbridge::convert
