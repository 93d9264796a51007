// SQLGetStmtAttr, SQLSetStmtAttr.
#include <limits>

#include "odbc/api.h"
#include "odbc/attribute-value.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {
namespace {

// What asking for another value of an attribute means: where the application names a wish, the value that there is serves
// instead, with 01S02; where it says what it cannot do without, the answer is HYC00.
enum class Otherwise : std::uint8_t { isReplaced, isRefused };

// Attributes of which only one value is supported. What the specification lists lies between `least` and `most`.
struct FixedAttribute {
  SQLINTEGER attribute;
  SQLULEN value;
  Otherwise otherwise;
  SQLULEN least;
  SQLULEN most;
};
constexpr FixedAttribute fixedAttributes[] = {
    {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, Otherwise::isReplaced, SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC},
    {SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, Otherwise::isReplaced, SQL_CONCUR_READ_ONLY, SQL_CONCUR_VALUES},
    {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_NON_UNIQUE, Otherwise::isReplaced, SQL_SC_NON_UNIQUE, SQL_SC_UNIQUE},
    {SQL_ATTR_KEYSET_SIZE, 0, Otherwise::isReplaced, 0, std::numeric_limits<SQLULEN>::max()},
    {SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE, Otherwise::isRefused, SQL_NONSCROLLABLE, SQL_SCROLLABLE},
    {SQL_ATTR_CURSOR_SENSITIVITY, SQL_UNSPECIFIED, Otherwise::isRefused, SQL_UNSPECIFIED, SQL_SENSITIVE},
    {SQL_ATTR_USE_BOOKMARKS, SQL_UB_OFF, Otherwise::isRefused, SQL_UB_OFF, SQL_UB_VARIABLE},
    {SQL_ATTR_ENABLE_AUTO_IPD, SQL_FALSE, Otherwise::isRefused, SQL_FALSE, SQL_TRUE},
    {SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF, Otherwise::isRefused, SQL_ASYNC_ENABLE_OFF, SQL_ASYNC_ENABLE_ON},
};

const FixedAttribute* findFixed(SQLINTEGER attribute) noexcept {
  for (const FixedAttribute& fixed : fixedAttributes) {
    if (fixed.attribute == attribute) return &fixed;
  }
  return nullptr;
}

bool isOfCursor(SQLINTEGER attribute) noexcept {
  switch (attribute) {
    case SQL_ATTR_CONCURRENCY:
    case SQL_ATTR_CURSOR_SCROLLABLE:
    case SQL_ATTR_CURSOR_SENSITIVITY:
    case SQL_ATTR_CURSOR_TYPE:
    case SQL_ATTR_SIMULATE_CURSOR:
    case SQL_ATTR_USE_BOOKMARKS: return true;
    default: return false;
  }
}

const char* whyRefused(SQLINTEGER attribute) noexcept {
  switch (attribute) {
    case SQL_ATTR_ASYNC_ENABLE: return "Calls are never asynchronous";
    case SQL_ATTR_USE_BOOKMARKS: return "There are no bookmarks here";
    case SQL_ATTR_ENABLE_AUTO_IPD: return "Parameters are described by SQLDescribeParam, and not by themselves";
    default: return "Results are read forward only, and whether later changes show in them is not told";
  }
}

void setFixed(Statement& statement, const FixedAttribute& fixed, SQLULEN value) {
  if (value == fixed.value) return;
  if (value < fixed.least || value > fixed.most) throw OdbcError("HY024", "The attribute has no such value");
  if (fixed.otherwise == Otherwise::isRefused) throw OdbcError("HYC00", whyRefused(fixed.attribute));
  statement.diagnostics.warn("01S02", "Results are read forward only, and their rows are not changed in place; the attribute keeps its value");
}

Descriptor* applicationDescriptor(Statement& statement, SQLPOINTER value, Descriptor& implicit) {
  if (value == SQL_NULL_HDESC) return &implicit;
  auto* descriptor = handleCast<Descriptor>(value);
  if (descriptor == nullptr) throw OdbcError("HY024", "The value is no descriptor");
  if (descriptor == &implicit) return descriptor;
  if (descriptor->role != DescriptorRole::free) throw OdbcError("HY017", "The descriptor belongs to another statement");
  if (&descriptor->connection != &statement.connection) throw OdbcError("HY024", "The descriptor belongs to another connection");
  return descriptor;
}

SQLHANDLE handleOf(Descriptor* descriptor) noexcept { return static_cast<Handle*>(descriptor); }

// Of attributes with two values, 0 and 1.
SQLULEN eitherOf(SQLULEN value) {
  if (value > 1) throw OdbcError("HY024", "The attribute has no such value");
  return value;
}

}  // namespace

SQLRETURN statementAttribute(SQLHSTMT raw, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER, SQLINTEGER* length) noexcept {
  return guarded<Statement>(raw, [&](Statement& s) {
    require(s, Call::getAttribute);
    if (const FixedAttribute* fixed = findFixed(attribute)) return giveValue(value, length, fixed->value);
    switch (attribute) {
      case SQL_ATTR_APP_ROW_DESC: return giveValue(value, length, handleOf(s.row));
      case SQL_ATTR_APP_PARAM_DESC: return giveValue(value, length, handleOf(s.parameter));
      case SQL_ATTR_IMP_ROW_DESC: return giveValue(value, length, handleOf(&s.implementationRow));
      case SQL_ATTR_IMP_PARAM_DESC: return giveValue(value, length, handleOf(&s.implementationParameter));
      case SQL_ATTR_ROW_ARRAY_SIZE: return giveValue(value, length, s.row->arraySize);
      case SQL_ROWSET_SIZE: return giveValue(value, length, s.attributes.rowsetSize);
      case SQL_ATTR_ROW_BIND_TYPE: return giveValue(value, length, s.row->bindType);
      case SQL_ATTR_ROW_BIND_OFFSET_PTR: return giveValue(value, length, s.row->bindOffset);
      case SQL_ATTR_ROW_OPERATION_PTR: return giveValue(value, length, s.row->arrayStatus);
      case SQL_ATTR_ROW_STATUS_PTR: return giveValue(value, length, s.implementationRow.arrayStatus);
      case SQL_ATTR_ROWS_FETCHED_PTR: return giveValue(value, length, s.implementationRow.rowsProcessed);
      case SQL_ATTR_PARAMSET_SIZE: return giveValue(value, length, s.parameter->arraySize);
      case SQL_ATTR_PARAM_BIND_TYPE: return giveValue(value, length, s.parameter->bindType);
      case SQL_ATTR_PARAM_BIND_OFFSET_PTR: return giveValue(value, length, s.parameter->bindOffset);
      case SQL_ATTR_PARAM_OPERATION_PTR: return giveValue(value, length, s.parameter->arrayStatus);
      case SQL_ATTR_PARAM_STATUS_PTR: return giveValue(value, length, s.implementationParameter.arrayStatus);
      case SQL_ATTR_PARAMS_PROCESSED_PTR: return giveValue(value, length, s.implementationParameter.rowsProcessed);
      case SQL_ATTR_MAX_ROWS: return giveValue(value, length, s.attributes.maxRows);
      case SQL_ATTR_MAX_LENGTH: return giveValue(value, length, s.attributes.maxLength);
      case SQL_ATTR_QUERY_TIMEOUT: return giveValue(value, length, s.attributes.queryTimeout);
      case SQL_ATTR_METADATA_ID: return giveValue(value, length, s.attributes.metadataId);
      case SQL_ATTR_NOSCAN: return giveValue(value, length, s.attributes.noScan);
      case SQL_ATTR_RETRIEVE_DATA: return giveValue(value, length, s.attributes.retrieveData);
      case SQL_ATTR_FETCH_BOOKMARK_PTR: return giveValue(value, length, static_cast<SQLPOINTER>(nullptr));
      case SQL_ATTR_ROW_NUMBER:
        if (s.position == 0) throw OdbcError("24000", "The cursor is not at a row");
        return giveValue(value, length, s.firstRow + s.position);
      default: throw OdbcError("HY092", "Statements have no attribute with the number " + std::to_string(attribute));
    }
  });
}

SQLRETURN setStatementAttribute(SQLHSTMT raw, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) noexcept {
  return guarded<Statement>(raw, [&](Statement& s) {
    require(s, isOfCursor(attribute) ? Call::setCursorAttribute : Call::setAttribute);
    const SQLULEN number = asNumber(value);
    if (const FixedAttribute* fixed = findFixed(attribute)) {
      setFixed(s, *fixed, number);
      return SQL_SUCCESS;
    }
    switch (attribute) {
      case SQL_ATTR_APP_ROW_DESC: s.row = applicationDescriptor(s, value, s.implicitRow); break;
      case SQL_ATTR_APP_PARAM_DESC: s.parameter = applicationDescriptor(s, value, s.implicitParameter); break;
      case SQL_ATTR_IMP_ROW_DESC:
      case SQL_ATTR_IMP_PARAM_DESC: throw OdbcError("HY017", "Implementation descriptors cannot be replaced");
      case SQL_ATTR_ROW_ARRAY_SIZE: s.row->arraySize = arraySize(number); break;
      case SQL_ROWSET_SIZE: s.attributes.rowsetSize = arraySize(number); break;
      case SQL_ATTR_ROW_BIND_TYPE: s.row->bindType = number; break;
      case SQL_ATTR_ROW_BIND_OFFSET_PTR: s.row->bindOffset = static_cast<SQLLEN*>(value); break;
      case SQL_ATTR_ROW_OPERATION_PTR: s.row->arrayStatus = static_cast<SQLUSMALLINT*>(value); break;
      case SQL_ATTR_ROW_STATUS_PTR: s.implementationRow.arrayStatus = static_cast<SQLUSMALLINT*>(value); break;
      case SQL_ATTR_ROWS_FETCHED_PTR: s.implementationRow.rowsProcessed = static_cast<SQLULEN*>(value); break;
      case SQL_ATTR_PARAMSET_SIZE: s.parameter->arraySize = arraySize(number); break;
      case SQL_ATTR_PARAM_BIND_TYPE: s.parameter->bindType = number; break;
      case SQL_ATTR_PARAM_BIND_OFFSET_PTR: s.parameter->bindOffset = static_cast<SQLLEN*>(value); break;
      case SQL_ATTR_PARAM_OPERATION_PTR: s.parameter->arrayStatus = static_cast<SQLUSMALLINT*>(value); break;
      case SQL_ATTR_PARAM_STATUS_PTR: s.implementationParameter.arrayStatus = static_cast<SQLUSMALLINT*>(value); break;
      case SQL_ATTR_PARAMS_PROCESSED_PTR: s.implementationParameter.rowsProcessed = static_cast<SQLULEN*>(value); break;
      case SQL_ATTR_MAX_ROWS: s.attributes.maxRows = number; break;
      case SQL_ATTR_MAX_LENGTH: s.attributes.maxLength = number; break;
      case SQL_ATTR_QUERY_TIMEOUT: s.attributes.queryTimeout = number; break;
      case SQL_ATTR_METADATA_ID: s.attributes.metadataId = eitherOf(number); break;
      case SQL_ATTR_NOSCAN: s.attributes.noScan = eitherOf(number); break;
      case SQL_ATTR_RETRIEVE_DATA: s.attributes.retrieveData = eitherOf(number); break;
      case SQL_ATTR_FETCH_BOOKMARK_PTR:
        if (value != nullptr) throw OdbcError("HYC00", "There are no bookmarks here");
        break;
      case SQL_ATTR_ROW_NUMBER: throw OdbcError("HY092", "The number of the row is read only");
      default: throw OdbcError("HY092", "Statements have no attribute with the number " + std::to_string(attribute));
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
