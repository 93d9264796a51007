#include "convert/sql-type.h"

#include "convert/server-type.h"

namespace drawbridge::convert {

SqlFamily sqlFamily(SQLSMALLINT sqlType) noexcept {
  switch (sqlType) {
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT: return SqlFamily::whole;
    case SQL_NUMERIC:
    case SQL_DECIMAL: return SqlFamily::decimal;
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE: return SqlFamily::floating;
    case SQL_BIT: return SqlFamily::bit;
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY: return SqlFamily::binary;
    case SQL_DATE:
    case SQL_TYPE_DATE: return SqlFamily::date;
    case SQL_TIME:
    case SQL_TYPE_TIME: return SqlFamily::time;
    case SQL_TIMESTAMP:
    case SQL_TYPE_TIMESTAMP: return SqlFamily::timestamp;
    case SQL_GUID: return SqlFamily::guid;
    default:
      return sqlType >= SQL_INTERVAL_YEAR && sqlType <= SQL_INTERVAL_MINUTE_TO_SECOND ? SqlFamily::interval : SqlFamily::character;
  }
}

bool isKnownSqlType(SQLSMALLINT sqlType) noexcept {
  switch (sqlType) {
    case SQL_UNKNOWN_TYPE:
    case SQL_CHAR:
    case SQL_VARCHAR:
    case SQL_LONGVARCHAR:
    case SQL_WCHAR:
    case SQL_WVARCHAR:
    case SQL_WLONGVARCHAR: return true;
    default: return sqlFamily(sqlType) != SqlFamily::character;
  }
}

std::uint32_t parameterOid(SQLSMALLINT sqlType) noexcept {
  switch (sqlFamily(sqlType)) {
    case SqlFamily::bit: return oid::boolean;
    case SqlFamily::whole: return sqlType == SQL_BIGINT ? oid::int8 : sqlType == SQL_INTEGER ? oid::int4 : oid::int2;
    case SqlFamily::decimal: return oid::numeric;
    case SqlFamily::floating: return sqlType == SQL_REAL ? oid::float4 : oid::float8;
    case SqlFamily::date: return oid::date;
    case SqlFamily::time: return oid::time;
    case SqlFamily::timestamp: return oid::timestamp;
    case SqlFamily::binary: return oid::bytea;
    case SqlFamily::interval: return oid::interval;
    default: return 0;
  }
}

SQLSMALLINT defaultParameterCType(SQLSMALLINT sqlType) noexcept {
  switch (sqlFamily(sqlType)) {
    case SqlFamily::bit: return SQL_C_BIT;
    case SqlFamily::whole:
      switch (sqlType) {
        case SQL_TINYINT: return SQL_C_STINYINT;
        case SQL_SMALLINT: return SQL_C_SSHORT;
        case SQL_INTEGER: return SQL_C_SLONG;
        default: return SQL_C_SBIGINT;
      }
    case SqlFamily::floating: return sqlType == SQL_REAL ? SQL_C_FLOAT : SQL_C_DOUBLE;
    case SqlFamily::date: return SQL_C_TYPE_DATE;
    case SqlFamily::time: return SQL_C_TYPE_TIME;
    case SqlFamily::timestamp: return SQL_C_TYPE_TIMESTAMP;
    case SqlFamily::guid: return SQL_C_GUID;
    case SqlFamily::binary: return SQL_C_BINARY;
    // The codes of intervals are the same for both.
    case SqlFamily::interval: return sqlType;
    default: return sqlType == SQL_WCHAR || sqlType == SQL_WVARCHAR || sqlType == SQL_WLONGVARCHAR ? SQL_C_WCHAR : SQL_C_CHAR;
  }
}

}  // namespace drawbridge::convert
