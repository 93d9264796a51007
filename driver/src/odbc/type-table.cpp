#include "odbc/type-table.h"

#include <algorithm>

#include "convert/interval-text.h"
#include "convert/server-type.h"

namespace drawbridge::odbc {
namespace {

// PostgreSQL counts a header of four bytes into its modifiers.
constexpr std::int32_t modifierHeader = 4;

TypeFacts textFacts(const char* name, SQLULEN size) noexcept {
  TypeFacts facts;
  facts.name = name;
  facts.columnSize = size;
  facts.displaySize = static_cast<SQLLEN>(size);
  facts.octetLength = static_cast<SQLLEN>(size * sizeof(SQLWCHAR));
  return facts;
}

TypeFacts numberFacts(const char* name, SQLSMALLINT sqlType, SQLULEN digits, SQLSMALLINT scale, SQLLEN display, SQLLEN octets) noexcept {
  return {name, sqlType, digits, scale, display, octets, 10, true, nullptr, nullptr};
}

TypeFacts numericFacts(std::int32_t modifier) noexcept {
  const bool given = modifier >= modifierHeader;
  const std::int32_t packed = modifier - modifierHeader;
  const SQLULEN precision = given ? static_cast<SQLULEN>(packed >> 16 & 0xFFFF) : 38;
  const auto scale = static_cast<SQLSMALLINT>(given ? packed & 0xFFFF : 10);
  const auto display = static_cast<SQLLEN>(precision + 2);
  return {"DECIMAL", SQL_DECIMAL, precision, scale, display, display, 10, true, nullptr, nullptr};
}

}  // namespace

TypeFacts typeFacts(std::uint32_t typeOid, std::int32_t typeModifier, SQLULEN longestText) noexcept {
  namespace oid = convert::oid;
  switch (typeOid) {
    case oid::boolean: return {"BOOLEAN", SQL_BIT, 1, -1, 1, 1, 0, false, nullptr, nullptr};
    case oid::int2: return numberFacts("SMALLINT", SQL_SMALLINT, 5, 0, 6, 2);
    case oid::int4: return numberFacts("INTEGER", SQL_INTEGER, 10, 0, 11, 4);
    case oid::int8: return numberFacts("BIGINT", SQL_BIGINT, 19, 0, 20, 8);
    case oid::float4: return numberFacts("REAL", SQL_REAL, 7, -1, 14, 4);
    case oid::float8: return numberFacts("DOUBLE", SQL_DOUBLE, 15, -1, 24, 8);
    case oid::numeric: return numericFacts(typeModifier);
    case oid::date: return {"DATE", SQL_TYPE_DATE, 10, -1, 10, sizeof(SQL_DATE_STRUCT), 0, false};
    case oid::time: return {"TIME", SQL_TYPE_TIME, 15, 6, 15, sizeof(SQL_TIME_STRUCT), 0, false};
    case oid::timestamp:
    case oid::timestamptz:
      return {"TIMESTAMP", SQL_TYPE_TIMESTAMP, 26, 6, 26, sizeof(SQL_TIMESTAMP_STRUCT), 0, false};
    case oid::bytea:
      return {"BLOB", SQL_VARBINARY, unboundedBytes, -1, 2 * unboundedBytes, unboundedBytes, 0, false, "X'"};
    case oid::uuid: return {"UUID", SQL_GUID, 36, -1, 36, sizeof(SQLGUID), 0, false};
    case oid::json: return textFacts("JSON", longestText);
    default: {
      const bool bounded = typeOid == oid::varchar && typeModifier > modifierHeader;
      return textFacts("VARCHAR", bounded ? std::min(static_cast<SQLULEN>(typeModifier - modifierHeader), longestText) : longestText);
    }
  }
}

SQLSMALLINT verboseType(SQLSMALLINT conciseType) noexcept {
  if (datetimeSubcode(conciseType) == 0) return conciseType;
  return static_cast<SQLSMALLINT>(convert::isIntervalType(conciseType) ? SQL_INTERVAL : SQL_DATETIME);
}

SQLSMALLINT datetimeSubcode(SQLSMALLINT conciseType) noexcept {
  switch (conciseType) {
    case SQL_TYPE_DATE: return SQL_CODE_DATE;
    case SQL_TYPE_TIME: return SQL_CODE_TIME;
    case SQL_TYPE_TIMESTAMP: return SQL_CODE_TIMESTAMP;
    default: return static_cast<SQLSMALLINT>(convert::isIntervalType(conciseType) ? conciseType - SQL_INTERVAL_YEAR + 1 : 0);
  }
}

SQLSMALLINT conciseType(SQLSMALLINT type, SQLSMALLINT subcode) noexcept {
  // Without a subcode yet, the first of its kind.
  const int at = subcode > 0 ? subcode - 1 : 0;
  if (type != SQL_DATETIME && type != SQL_INTERVAL) return type;
  // Behind the last of its kind are numbers of other types.
  if (at >= (type == SQL_DATETIME ? SQL_CODE_TIMESTAMP : SQL_CODE_MINUTE_TO_SECOND)) return SQL_UNKNOWN_TYPE;
  return static_cast<SQLSMALLINT>((type == SQL_DATETIME ? SQL_TYPE_DATE : SQL_INTERVAL_YEAR) + at);
}

SQLSMALLINT typeForVersion(SQLSMALLINT conciseType, SQLINTEGER odbcVersion) noexcept {
  if (odbcVersion != SQL_OV_ODBC2) return conciseType;
  switch (conciseType) {
    case SQL_TYPE_DATE: return SQL_DATE;
    case SQL_TYPE_TIME: return SQL_TIME;
    case SQL_TYPE_TIMESTAMP: return SQL_TIMESTAMP;
    default: return conciseType;
  }
}

bool isCharacterType(SQLSMALLINT conciseType) noexcept {
  switch (conciseType) {
    case SQL_CHAR:
    case SQL_VARCHAR:
    case SQL_LONGVARCHAR:
    case SQL_WCHAR:
    case SQL_WVARCHAR:
    case SQL_WLONGVARCHAR: return true;
    default: return false;
  }
}

}  // namespace drawbridge::odbc
