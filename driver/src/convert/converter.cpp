#include "convert/converter.h"

#include "convert/interval-text.h"
#include "convert/to-datetime.h"
#include "convert/to-interval.h"
#include "convert/to-number.h"
#include "convert/to-variable.h"

namespace drawbridge::convert {
namespace {

bool isVariable(SQLSMALLINT cType) noexcept {
  return cType == SQL_C_CHAR || cType == SQL_C_WCHAR || cType == SQL_C_BINARY;
}

SQLSMALLINT defaultCType(ServerType from) noexcept {
  switch (from) {
    case ServerType::boolean: return SQL_C_BIT;
    case ServerType::int2: return SQL_C_SSHORT;
    case ServerType::int4: return SQL_C_SLONG;
    case ServerType::int8: return SQL_C_SBIGINT;
    case ServerType::float4: return SQL_C_FLOAT;
    case ServerType::float8: return SQL_C_DOUBLE;
    case ServerType::numeric: return SQL_C_CHAR;
    case ServerType::date: return SQL_C_TYPE_DATE;
    case ServerType::time: return SQL_C_TYPE_TIME;
    case ServerType::timestamp: return SQL_C_TYPE_TIMESTAMP;
    case ServerType::bytea: return SQL_C_BINARY;
    case ServerType::uuid: return SQL_C_GUID;
    case ServerType::text: return SQL_C_WCHAR;
  }
  return SQL_C_WCHAR;
}

}  // namespace

SQLSMALLINT resolveCType(ServerType from, SQLSMALLINT cType) noexcept {
  switch (cType) {
    case SQL_C_DEFAULT: return defaultCType(from);
    case SQL_C_LONG: return SQL_C_SLONG;
    case SQL_C_SHORT: return SQL_C_SSHORT;
    case SQL_C_TINYINT: return SQL_C_STINYINT;
    case SQL_C_DATE: return SQL_C_TYPE_DATE;
    case SQL_C_TIME: return SQL_C_TYPE_TIME;
    case SQL_C_TIMESTAMP: return SQL_C_TYPE_TIMESTAMP;
    default: return cType;
  }
}

SQLLEN fixedSize(SQLSMALLINT cType) noexcept {
  switch (resolveCType(ServerType::text, cType)) {
    case SQL_C_BIT:
    case SQL_C_STINYINT:
    case SQL_C_UTINYINT: return 1;
    case SQL_C_SSHORT:
    case SQL_C_USHORT: return 2;
    case SQL_C_SLONG:
    case SQL_C_ULONG:
    case SQL_C_FLOAT: return 4;
    case SQL_C_SBIGINT:
    case SQL_C_UBIGINT:
    case SQL_C_DOUBLE: return 8;
    case SQL_C_NUMERIC: return sizeof(SQL_NUMERIC_STRUCT);
    case SQL_C_TYPE_DATE: return sizeof(SQL_DATE_STRUCT);
    case SQL_C_TYPE_TIME: return sizeof(SQL_TIME_STRUCT);
    case SQL_C_TYPE_TIMESTAMP: return sizeof(SQL_TIMESTAMP_STRUCT);
    case SQL_C_GUID: return sizeof(SQLGUID);
    default: return isIntervalType(cType) ? sizeof(SQL_INTERVAL_STRUCT) : 0;
  }
}

bool isKnownCType(SQLSMALLINT cType) noexcept {
  return cType == SQL_C_DEFAULT || isVariable(cType) || fixedSize(cType) > 0;
}

Converter findConverter(ServerType from, SQLSMALLINT cType) noexcept {
  if (isVariable(cType)) return variableConverter(from, cType);
  if (isIntervalType(cType)) return intervalConverter(from, cType);
  if (const Converter number = numberConverter(from, cType)) return number;
  return structureConverter(from, cType);
}

std::string wholeValue(ServerType from, SQLSMALLINT cType, std::string_view cell) {
  const Converter converter = variableConverter(from, cType);
  // No form is longer than a wide character for each byte of the cell, and a boolean is one digit.
  std::string out(cell.size() * sizeof(SQLWCHAR) + 2 * sizeof(SQLWCHAR) + sizeof(SQLGUID), '\0');
  SQLLEN length = 0;
  Target target;
  target.value = out.data();
  target.room = static_cast<SQLLEN>(out.size());
  target.length = &length;
  if (converter == nullptr || converter(cell, target) != Outcome::done) return {};
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace drawbridge::convert
