// SQLNumResultCols, SQLDescribeCol, SQLColAttribute.
#include "odbc/api.h"
#include "odbc/column-attribute.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

void requireDescription(const Statement& statement) {
  require(statement, Call::columnCount);
  if (statement.notDescribed && !statement.executed) throw *statement.notDescribed;
}

const Column& columnOf(const Statement& statement, SQLUSMALLINT number) {
  requireDescription(statement);
  require(statement, Call::describeColumn);
  if (number < 1 || number > statement.columns.size()) throw OdbcError("07009", "The result has no such column");
  return statement.columns[number - 1u];
}

}  // namespace

SQLRETURN columnCount(SQLHSTMT raw, SQLSMALLINT* out) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    requireDescription(statement);
    if (out != nullptr) *out = static_cast<SQLSMALLINT>(statement.columns.size());
    return SQL_SUCCESS;
  });
}

SQLRETURN describeColumn(SQLHSTMT raw, SQLUSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                         SQLSMALLINT* type, SQLULEN* size, SQLSMALLINT* digits, SQLSMALLINT* nullable) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    const Column& column = columnOf(statement, number);
    setIf(nameLength, textOut(column.name, name, room, statement.diagnostics));
    if (type != nullptr) *type = typeForVersion(column.facts.sqlType, statement.connection.environment.version);
    if (size != nullptr) *size = column.facts.columnSize;
    if (digits != nullptr) *digits = column.facts.decimalDigits < 0 ? static_cast<SQLSMALLINT>(0) : column.facts.decimalDigits;
    if (nullable != nullptr) *nullable = column.nullable;
    return SQL_SUCCESS;
  });
}

SQLRETURN columnAttribute(SQLHSTMT raw, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text, SQLSMALLINT room,
                          SQLSMALLINT* length, SQLLEN* value) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    if (field == SQL_DESC_COUNT || field == SQL_COLUMN_COUNT) {
      requireDescription(statement);
      if (value != nullptr) *value = static_cast<SQLLEN>(statement.columns.size());
      return SQL_SUCCESS;
    }
    const AttributeValue attribute = columnAttributeValue(columnOf(statement, number), field, statement.connection.environment.version);
    if (attribute.isText) {
      setIf(length, textOutBytes(attribute.text, text, room, statement.diagnostics));
    } else if (value != nullptr) {
      *value = attribute.number;
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
