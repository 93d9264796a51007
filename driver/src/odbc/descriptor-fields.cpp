// SQLGetDescField, SQLSetDescField: the fields of records.
#include "convert/converter.h"
#include "convert/interval-text.h"
#include "odbc/api.h"
#include "odbc/attribute-value.h"
#include "odbc/column-attribute.h"
#include "odbc/descriptor-guard.h"
#include "odbc/descriptor-header.h"
#include "odbc/descriptor-rules.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

bool isOfRecord(SQLSMALLINT field) noexcept {
  switch (field) {
    case SQL_DESC_CONCISE_TYPE:
    case SQL_DESC_TYPE:
    case SQL_DESC_DATETIME_INTERVAL_CODE:
    case SQL_DESC_DATETIME_INTERVAL_PRECISION:
    case SQL_DESC_NUM_PREC_RADIX:
    case SQL_DESC_DATA_PTR:
    case SQL_DESC_INDICATOR_PTR:
    case SQL_DESC_OCTET_LENGTH_PTR:
    case SQL_DESC_OCTET_LENGTH:
    case SQL_DESC_LENGTH:
    case SQL_DESC_PRECISION:
    case SQL_DESC_SCALE:
    case SQL_DESC_PARAMETER_TYPE:
    case SQL_DESC_NULLABLE:
    case SQL_DESC_NAME:
    case SQL_DESC_UNNAMED: return true;
    default: return false;
  }
}

// Which fields of a record only one of the two kinds has: a parameter, or a buffer.
void requireFieldOf(const Descriptor& descriptor, SQLSMALLINT field) {
  if (!isOfRecord(field)) throw OdbcError("HY091", "This descriptor has no field with the number " + std::to_string(field));
  const bool parameter = descriptor.role == DescriptorRole::implementationParameter;
  switch (field) {
    case SQL_DESC_INDICATOR_PTR:
    case SQL_DESC_OCTET_LENGTH_PTR:
      if (parameter) throw OdbcError("HY091", "Only application descriptors have this field");
      return;
    case SQL_DESC_PARAMETER_TYPE:
    case SQL_DESC_NULLABLE:
    case SQL_DESC_NAME:
    case SQL_DESC_UNNAMED:
      if (!parameter) throw OdbcError("HY091", "Only the descriptor of parameters has this field");
      return;
    default: return;
  }
}

SQLRETURN recordField(const DescriptorRecord& r, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length, Diagnostics& diagnostics) {
  switch (field) {
    case SQL_DESC_CONCISE_TYPE: return giveValue(value, length, r.conciseType);
    case SQL_DESC_TYPE: return giveValue(value, length, verboseType(r.conciseType));
    case SQL_DESC_DATETIME_INTERVAL_CODE: return giveValue(value, length, datetimeSubcode(r.conciseType));
    case SQL_DESC_DATETIME_INTERVAL_PRECISION: return giveValue(value, length, r.intervalPrecision);
    case SQL_DESC_NUM_PREC_RADIX: return giveValue(value, length, r.radix);
    case SQL_DESC_DATA_PTR: return giveValue(value, length, r.data);
    case SQL_DESC_INDICATOR_PTR: return giveValue(value, length, r.indicator);
    case SQL_DESC_OCTET_LENGTH_PTR: return giveValue(value, length, r.octetLength);
    case SQL_DESC_OCTET_LENGTH: return giveValue(value, length, r.bufferLength);
    case SQL_DESC_LENGTH: return giveValue(value, length, r.length);
    case SQL_DESC_PRECISION: return giveValue(value, length, r.precision);
    case SQL_DESC_SCALE: return giveValue(value, length, r.scale);
    case SQL_DESC_PARAMETER_TYPE: return giveValue(value, length, r.parameterType);
    case SQL_DESC_NULLABLE: return giveValue(value, length, r.nullable);
    case SQL_DESC_UNNAMED: return giveValue(value, length, static_cast<SQLSMALLINT>(r.name.empty() ? SQL_UNNAMED : SQL_NAMED));
    case SQL_DESC_NAME:
      setIf(length, textOutBytes(r.name, value, room, diagnostics));
      return SQL_SUCCESS;
    default: throw OdbcError("HY091", "This descriptor has no field with the number " + std::to_string(field));
  }
}

// SQL_DESC_LENGTH and the like of a column have the width that the specification gives them.
SQLRETURN columnField(const Statement& statement, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER room,
                      SQLINTEGER* length, Diagnostics& diagnostics) {
  const Column& column = statement.columns.at(static_cast<std::size_t>(number) - 1);
  const AttributeValue attribute = columnAttributeValue(column, static_cast<SQLUSMALLINT>(field), statement.connection.environment.version);
  if (attribute.isText) {
    setIf(length, textOutBytes(attribute.text, value, room, diagnostics));
    return SQL_SUCCESS;
  }
  switch (field) {
    case SQL_DESC_LENGTH: return giveValue(value, length, static_cast<SQLULEN>(attribute.number));
    case SQL_DESC_DISPLAY_SIZE:
    case SQL_DESC_OCTET_LENGTH: return giveValue(value, length, attribute.number);
    case SQL_DESC_AUTO_UNIQUE_VALUE:
    case SQL_DESC_CASE_SENSITIVE:
    case SQL_DESC_NUM_PREC_RADIX:
    case SQL_DESC_DATETIME_INTERVAL_PRECISION: return giveValue(value, length, static_cast<SQLINTEGER>(attribute.number));
    default: return giveValue(value, length, static_cast<SQLSMALLINT>(attribute.number));
  }
}

// A type brings its defaults along.
void setType(DescriptorRecord& r, SQLSMALLINT type) {
  r.conciseType = type;
  r.precision = r.scale = 0;
  if (type == SQL_C_TYPE_TIMESTAMP || type == SQL_C_INTERVAL_SECOND) r.precision = 6;
  if (type == SQL_C_NUMERIC) r.precision = 38;
  if (type == SQL_C_CHAR || type == SQL_C_WCHAR) r.length = 1;
  r.intervalPrecision = convert::isIntervalType(type) ? 2 : 0;
}

void setRecordField(Descriptor& descriptor, DescriptorRecord& r, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER length) {
  const auto small = static_cast<SQLSMALLINT>(asNumber(value));
  const bool application = descriptor.role != DescriptorRole::implementationParameter;
  switch (field) {
    case SQL_DESC_TYPE: setType(r, conciseType(small, 1)); break;
    case SQL_DESC_CONCISE_TYPE: setType(r, small); break;
    case SQL_DESC_DATETIME_INTERVAL_CODE:
      if (conciseType(verboseType(r.conciseType), small) == SQL_UNKNOWN_TYPE) throw OdbcError("HY021", "The type has no such subcode");
      setType(r, conciseType(verboseType(r.conciseType), small));
      break;
    case SQL_DESC_DATETIME_INTERVAL_PRECISION: r.intervalPrecision = static_cast<SQLINTEGER>(asNumber(value)); break;
    case SQL_DESC_NUM_PREC_RADIX: r.radix = static_cast<SQLINTEGER>(asNumber(value)); break;
    case SQL_DESC_OCTET_LENGTH: r.bufferLength = static_cast<SQLLEN>(asNumber(value)); break;
    case SQL_DESC_LENGTH: r.length = asNumber(value); break;
    case SQL_DESC_PRECISION: r.precision = small; break;
    case SQL_DESC_SCALE: r.scale = small; break;
    case SQL_DESC_DATA_PTR:
      requireConsistent(descriptor, r);
      // In an IPD the field asks for that check alone.
      if (application) r.data = value;
      break;
    case SQL_DESC_INDICATOR_PTR:
    case SQL_DESC_OCTET_LENGTH_PTR:
      (field == SQL_DESC_INDICATOR_PTR ? r.indicator : r.octetLength) = static_cast<SQLLEN*>(value);
      break;
    case SQL_DESC_PARAMETER_TYPE:
    case SQL_DESC_NAME:
    case SQL_DESC_UNNAMED:
      if (field == SQL_DESC_PARAMETER_TYPE) {
        if (small != SQL_PARAM_INPUT && small != SQL_PARAM_INPUT_OUTPUT) throw OdbcError("HYC00", "There are input parameters only");
        r.parameterType = small;
      } else if (field == SQL_DESC_NAME) {
        r.name = textInBytes(value, length);
      } else if (small == SQL_UNNAMED) {
        r.name.clear();
      } else {
        throw OdbcError("HY091", "A parameter gets its name by SQL_DESC_NAME");
      }
      break;
    default: throw OdbcError("HY091", "The field with the number " + std::to_string(field) + " cannot be set");
  }
  // Any other field unbinds what it describes, until the data pointer is set again.
  const bool pointer = field == SQL_DESC_DATA_PTR || field == SQL_DESC_INDICATOR_PTR || field == SQL_DESC_OCTET_LENGTH_PTR;
  if (!pointer) r.data = nullptr;
  r.rebind();
}

}  // namespace

SQLRETURN descriptorField(SQLHDESC raw, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept {
  return guardedDescriptor(raw, [&](Descriptor& descriptor) -> SQLRETURN {
    requireReadable(descriptor);
    if (isHeaderField(field)) return getHeaderField(descriptor, field, value, length);
    if (descriptor.role != DescriptorRole::implementationRow) requireFieldOf(descriptor, field);
    requireRecordNumber(number);
    if (static_cast<std::size_t>(number) > recordCount(descriptor)) return SQL_NO_DATA;
    if (descriptor.role == DescriptorRole::implementationRow) {
      return columnField(*descriptor.statement, number, field, value, room, length, descriptor.diagnostics);
    }
    return recordField(descriptor.records.at(static_cast<std::size_t>(number) - 1), field, value, room, length, descriptor.diagnostics);
  });
}

SQLRETURN setDescriptorField(SQLHDESC raw, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER length) noexcept {
  return guardedDescriptor(raw, [&](Descriptor& descriptor) {
    if (isHeaderField(field)) {
      setHeaderField(descriptor, field, value);
      return SQL_SUCCESS;
    }
    requireWritable(descriptor);
    requireFieldOf(descriptor, field);
    requireRecordNumber(number);
    setRecordField(descriptor, descriptor.record(static_cast<std::size_t>(number)), field, value, length);
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
