// SQLGetTypeInfo, drawn from the type table.
#include <algorithm>

#include "convert/interval-text.h"
#include "convert/server-type.h"
#include "odbc/api.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {
namespace {

using namespace shape_types;

const Shape typeInfoShape = {
    {"TYPE_NAME", name, false},
    {"DATA_TYPE", small, false},
    {"COLUMN_SIZE", whole, true, "PRECISION"},
    {"LITERAL_PREFIX", name, true},
    {"LITERAL_SUFFIX", name, true},
    {"CREATE_PARAMS", name, true},
    {"NULLABLE", small, false},
    {"CASE_SENSITIVE", small, false},
    {"SEARCHABLE", small, false},
    {"UNSIGNED_ATTRIBUTE", small, true},
    {"FIXED_PREC_SCALE", small, false, "MONEY"},
    {"AUTO_UNIQUE_VALUE", small, true, "AUTO_INCREMENT"},
    {"LOCAL_TYPE_NAME", name, true},
    {"MINIMUM_SCALE", small, true},
    {"MAXIMUM_SCALE", small, true},
    {"SQL_DATA_TYPE", small, false},
    {"SQL_DATETIME_SUB", small, true},
    {"NUM_PREC_RADIX", whole, true},
    {"INTERVAL_PRECISION", small, true},
};

struct TypeRow {
  SQLSMALLINT sqlType;
  std::uint32_t typeOid;
  const char* parameters;
};

// By DATA_TYPE, ascending, what columns mostly have first; codes that columns never have are there because applications ask for them.
constexpr TypeRow typeRows[] = {
    {SQL_GUID, convert::oid::uuid, nullptr},
    {SQL_WLONGVARCHAR, convert::oid::varchar, nullptr},
    {SQL_WVARCHAR, convert::oid::varchar, "max length"},
    {SQL_WVARCHAR, convert::oid::json, nullptr},
    {SQL_WCHAR, convert::oid::varchar, "length"},
    {SQL_BIT, convert::oid::boolean, nullptr},
    {SQL_BIGINT, convert::oid::int8, nullptr},
    {SQL_LONGVARBINARY, convert::oid::bytea, nullptr},
    {SQL_VARBINARY, convert::oid::bytea, nullptr},
    {SQL_BINARY, convert::oid::bytea, nullptr},
    {SQL_LONGVARCHAR, convert::oid::varchar, nullptr},
    {SQL_CHAR, convert::oid::varchar, "length"},
    {SQL_NUMERIC, convert::oid::numeric, "precision,scale"},
    {SQL_DECIMAL, convert::oid::numeric, "precision,scale"},
    {SQL_INTEGER, convert::oid::int4, nullptr},
    {SQL_SMALLINT, convert::oid::int2, nullptr},
    {SQL_FLOAT, convert::oid::float8, nullptr},
    {SQL_REAL, convert::oid::float4, nullptr},
    {SQL_DOUBLE, convert::oid::float8, nullptr},
    {SQL_VARCHAR, convert::oid::varchar, "max length"},
    {SQL_TYPE_DATE, convert::oid::date, nullptr},
    {SQL_TYPE_TIME, convert::oid::time, nullptr},
    {SQL_TYPE_TIMESTAMP, convert::oid::timestamp, nullptr},
};

// Characters of the longest text that a column's declaration may allow, or a parameter have; never less than what a column
// is told as.
constexpr SQLULEN longestDeclared = 65535;

SQLSMALLINT modernType(SQLSMALLINT type) noexcept {
  switch (type) {
    case SQL_DATE: return SQL_TYPE_DATE;
    case SQL_TIME: return SQL_TYPE_TIME;
    case SQL_TIMESTAMP: return SQL_TYPE_TIMESTAMP;
    default: return type;
  }
}

// Whether ODBC has such a type, be it one that no column has.
bool isSqlType(SQLSMALLINT type) noexcept {
  if (type == SQL_ALL_TYPES || type == SQL_TINYINT || convert::isIntervalType(type)) return true;
  const SQLSMALLINT modern = modernType(type);
  for (const TypeRow& row : typeRows) {
    if (row.sqlType == modern) return true;
  }
  return false;
}

Cell cellOf(SQLLEN value) { return std::to_string(value); }
Cell optional(const char* value) { return value == nullptr ? Cell() : Cell(value); }

std::string rowOf(const TypeRow& type, SQLINTEGER version, SQLULEN longestText) {
  const TypeFacts facts = typeFacts(type.typeOid, -1);
  const bool characters = isCharacterType(type.sqlType);
  const bool number = facts.radix > 0;
  const bool decimal = type.typeOid == convert::oid::numeric;
  const bool time = datetimeSubcode(type.sqlType) != 0 && type.sqlType != SQL_TYPE_DATE;
  // Those of floating numbers have no digits of their own to scale.
  const bool scales = facts.decimalDigits >= 0;
  const Cell minimumScale = scales ? Cell("0") : Cell();
  const Cell maximumScale = decimal ? Cell("38") : time ? Cell("6") : scales ? Cell("0") : Cell();
  const SQLSMALLINT subcode = datetimeSubcode(type.sqlType);
  return encodeRow({
      facts.name,
      cellOf(typeForVersion(type.sqlType, version)),
      cellOf(static_cast<SQLLEN>(characters ? longestText : facts.columnSize)),
      optional(facts.literalPrefix),
      optional(facts.literalSuffix),
      optional(type.parameters),
      cellOf(SQL_NULLABLE),
      cellOf(characters ? SQL_TRUE : SQL_FALSE),
      cellOf(characters ? SQL_SEARCHABLE : SQL_PRED_BASIC),
      number ? Cell("0") : Cell(),
      cellOf(SQL_FALSE),
      number ? Cell("0") : Cell(),
      facts.name,
      minimumScale,
      maximumScale,
      cellOf(verboseType(type.sqlType)),
      subcode != 0 ? cellOf(subcode) : Cell(),
      number ? cellOf(facts.radix) : Cell(),
      std::nullopt,
  });
}

}  // namespace

SQLRETURN typeInfo(SQLHSTMT raw, SQLSMALLINT asked) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const SQLINTEGER version = statement.connection.environment.version;
    const SQLULEN longest = std::max(longestDeclared, statement.connection.pool().longestText);
    if (!isSqlType(asked)) throw OdbcError("HY004", "There is no SQL type with the number " + std::to_string(asked));
    std::vector<TypeRow> shown;
    for (const TypeRow& type : typeRows) {
      if (asked == SQL_ALL_TYPES || modernType(asked) == type.sqlType) shown.push_back(type);
    }
    // The dates of version 2 have other numbers, and so another place.
    std::stable_sort(shown.begin(), shown.end(), [version](const TypeRow& a, const TypeRow& b) {
      return typeForVersion(a.sqlType, version) < typeForVersion(b.sqlType, version);
    });
    std::vector<std::string> rows;
    for (const TypeRow& type : shown) rows.push_back(rowOf(type, version, longest));
    showCatalog(statement, typeInfoShape, std::move(rows));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
