#include "odbc/column-attribute.h"

#include "odbc/odbc-error.h"

namespace drawbridge::odbc {
namespace {

AttributeValue number(SQLLEN value) { return {false, {}, value}; }
AttributeValue text(std::string value) { return {true, std::move(value), 0}; }

SQLLEN orZero(SQLSMALLINT digits) { return digits < 0 ? 0 : digits; }

// SQL_DESC_PRECISION: digits of numbers, digits of fractional seconds of times.
SQLLEN precision(const TypeFacts& facts) {
  if (datetimeSubcode(facts.sqlType) != 0) return orZero(facts.decimalDigits);
  return static_cast<SQLLEN>(facts.columnSize);
}

}  // namespace

AttributeValue columnAttributeValue(const Column& column, SQLUSMALLINT field, SQLINTEGER odbcVersion) {
  const TypeFacts& facts = column.facts;
  const bool characters = isCharacterType(facts.sqlType);
  switch (field) {
    case SQL_DESC_NAME:
    case SQL_COLUMN_NAME:
    case SQL_DESC_LABEL: return text(column.name);
    case SQL_DESC_BASE_COLUMN_NAME: return text(column.source.column);
    case SQL_DESC_TYPE_NAME:
    case SQL_DESC_LOCAL_TYPE_NAME: return text(facts.name);
    case SQL_DESC_TABLE_NAME:
    case SQL_DESC_BASE_TABLE_NAME: return text(column.source.table);
    case SQL_DESC_SCHEMA_NAME: return text(column.source.schema);
    case SQL_DESC_CATALOG_NAME: return text(column.source.table.empty() ? "" : "Bitbucket");
    case SQL_DESC_LITERAL_PREFIX: return text(facts.literalPrefix == nullptr ? "" : facts.literalPrefix);
    case SQL_DESC_LITERAL_SUFFIX: return text(facts.literalSuffix == nullptr ? "" : facts.literalSuffix);
    case SQL_DESC_CONCISE_TYPE: return number(typeForVersion(facts.sqlType, odbcVersion));
    case SQL_DESC_TYPE: return number(verboseType(facts.sqlType));
    case SQL_DESC_DATETIME_INTERVAL_CODE: return number(datetimeSubcode(facts.sqlType));
    case SQL_DESC_DATETIME_INTERVAL_PRECISION: return number(0);
    case SQL_DESC_DISPLAY_SIZE: return number(facts.displaySize);
    case SQL_DESC_LENGTH: return number(static_cast<SQLLEN>(facts.columnSize));
    case SQL_COLUMN_LENGTH:
    case SQL_DESC_OCTET_LENGTH: return number(facts.octetLength);
    case SQL_COLUMN_PRECISION: return number(static_cast<SQLLEN>(facts.columnSize));
    case SQL_DESC_PRECISION: return number(precision(facts));
    case SQL_COLUMN_SCALE:
    case SQL_DESC_SCALE: return number(orZero(facts.decimalDigits));
    case SQL_DESC_NUM_PREC_RADIX: return number(facts.radix);
    case SQL_DESC_NULLABLE:
    case SQL_COLUMN_NULLABLE: return number(column.nullable);
    case SQL_DESC_UNSIGNED: return number(facts.isSigned ? SQL_FALSE : SQL_TRUE);
    case SQL_DESC_SEARCHABLE: return number(characters ? SQL_PRED_SEARCHABLE : SQL_PRED_BASIC);
    case SQL_DESC_CASE_SENSITIVE: return number(characters ? SQL_TRUE : SQL_FALSE);
    case SQL_DESC_AUTO_UNIQUE_VALUE:
    case SQL_DESC_FIXED_PREC_SCALE: return number(SQL_FALSE);
    case SQL_DESC_UPDATABLE: return number(SQL_ATTR_READWRITE_UNKNOWN);
    case SQL_DESC_UNNAMED: return number(column.name.empty() ? SQL_UNNAMED : SQL_NAMED);
    case SQL_DESC_ROWVER: return number(SQL_FALSE);
    default: throw OdbcError("HY091", "Columns have no field with the number " + std::to_string(field));
  }
}

}  // namespace drawbridge::odbc
