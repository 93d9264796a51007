// SQLGetDescField, SQLSetDescField, SQLGetDescRec, SQLSetDescRec, SQLCopyDesc.
#include "odbc/api.h"
#include "odbc/attribute-value.h"
#include "odbc/column-attribute.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

std::size_t recordCount(const Descriptor& descriptor) {
  return descriptor.statement != nullptr ? descriptor.statement->columns.size() : descriptor.records.size();
}

// 0: not a header field, or one of another type.
bool headerField(const Descriptor& d, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER* length) {
  switch (field) {
    case SQL_DESC_ALLOC_TYPE:
      giveValue(value, length, static_cast<SQLSMALLINT>(d.role == DescriptorRole::free ? SQL_DESC_ALLOC_USER : SQL_DESC_ALLOC_AUTO));
      return true;
    case SQL_DESC_ARRAY_SIZE: giveValue(value, length, d.arraySize); return true;
    case SQL_DESC_ARRAY_STATUS_PTR: giveValue(value, length, d.arrayStatus); return true;
    case SQL_DESC_BIND_OFFSET_PTR: giveValue(value, length, d.bindOffset); return true;
    case SQL_DESC_BIND_TYPE: giveValue(value, length, static_cast<SQLINTEGER>(d.bindType)); return true;
    case SQL_DESC_COUNT: giveValue(value, length, static_cast<SQLSMALLINT>(recordCount(d))); return true;
    case SQL_DESC_ROWS_PROCESSED_PTR: giveValue(value, length, d.rowsProcessed); return true;
    default: return false;
  }
}

SQLRETURN recordField(const DescriptorRecord& r, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER* length) {
  switch (field) {
    case SQL_DESC_CONCISE_TYPE: return giveValue(value, length, r.conciseType);
    case SQL_DESC_TYPE: return giveValue(value, length, verboseType(r.conciseType));
    case SQL_DESC_DATETIME_INTERVAL_CODE: return giveValue(value, length, datetimeSubcode(r.conciseType));
    case SQL_DESC_DATA_PTR: return giveValue(value, length, r.data);
    case SQL_DESC_INDICATOR_PTR: return giveValue(value, length, r.indicator);
    case SQL_DESC_OCTET_LENGTH_PTR: return giveValue(value, length, r.octetLength);
    case SQL_DESC_OCTET_LENGTH: return giveValue(value, length, r.bufferLength);
    case SQL_DESC_LENGTH: return giveValue(value, length, r.length);
    case SQL_DESC_PRECISION: return giveValue(value, length, r.precision);
    case SQL_DESC_SCALE: return giveValue(value, length, r.scale);
    case SQL_DESC_PARAMETER_TYPE: return giveValue(value, length, r.parameterType);
    case SQL_DESC_NULLABLE: return giveValue(value, length, r.nullable);
    default: throw OdbcError("HY091", "Descriptors have no field with the number " + std::to_string(field));
  }
}

const DescriptorRecord& recordAt(const Descriptor& descriptor, SQLSMALLINT number) {
  if (number < 1) throw OdbcError("07009", "Records are numbered from 1");
  return descriptor.records.at(static_cast<std::size_t>(number) - 1);
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

void requireWritable(const Descriptor& descriptor) {
  if (descriptor.role == DescriptorRole::implementationRow) throw OdbcError("HY016", "Implementation row descriptors are read-only");
}

bool setHeaderField(Descriptor& d, SQLSMALLINT field, SQLPOINTER value) {
  switch (field) {
    case SQL_DESC_ARRAY_SIZE: d.arraySize = asNumber(value) == 0 ? 1 : asNumber(value); return true;
    case SQL_DESC_ARRAY_STATUS_PTR: d.arrayStatus = static_cast<SQLUSMALLINT*>(value); return true;
    case SQL_DESC_BIND_OFFSET_PTR: d.bindOffset = static_cast<SQLLEN*>(value); return true;
    case SQL_DESC_BIND_TYPE: d.bindType = asNumber(value); return true;
    case SQL_DESC_ROWS_PROCESSED_PTR: d.rowsProcessed = static_cast<SQLULEN*>(value); return true;
    case SQL_DESC_COUNT:
      requireWritable(d);
      d.records.resize(asNumber(value) & 0xFFFF);
      d.version++;
      return true;
    default: return false;
  }
}

// A verbose SQL_DATETIME becomes concise with its subcode; both orders of setting them occur.
SQLSMALLINT conciseOf(SQLSMALLINT type, SQLSMALLINT subcode) {
  if (type != SQL_DATETIME) return type;
  return static_cast<SQLSMALLINT>(SQL_TYPE_DATE + (subcode > 0 ? subcode - 1 : 0));
}

void setRecordField(DescriptorRecord& r, SQLSMALLINT field, SQLPOINTER value) {
  const auto small = static_cast<SQLSMALLINT>(asNumber(value));
  // Changing any other field unbinds; setting the data pointer binds again.
  switch (field) {
    case SQL_DESC_TYPE:
    case SQL_DESC_CONCISE_TYPE: r.conciseType = conciseOf(small, 1); break;
    case SQL_DESC_DATETIME_INTERVAL_CODE: r.conciseType = conciseOf(SQL_DATETIME, small); break;
    case SQL_DESC_DATA_PTR: r.data = value; break;
    case SQL_DESC_INDICATOR_PTR: r.indicator = static_cast<SQLLEN*>(value); break;
    case SQL_DESC_OCTET_LENGTH_PTR: r.octetLength = static_cast<SQLLEN*>(value); break;
    case SQL_DESC_OCTET_LENGTH: r.bufferLength = static_cast<SQLLEN>(asNumber(value)); break;
    case SQL_DESC_LENGTH: r.length = asNumber(value); break;
    case SQL_DESC_PRECISION: r.precision = small; break;
    case SQL_DESC_SCALE: r.scale = small; break;
    case SQL_DESC_PARAMETER_TYPE: r.parameterType = small; break;
    case SQL_DESC_NAME:
    case SQL_DESC_UNNAMED:
    case SQL_DESC_NUM_PREC_RADIX: break;
    default: throw OdbcError("HY091", "Descriptors have no field with the number " + std::to_string(field));
  }
  r.bound = r.data != nullptr || r.octetLength != nullptr || r.indicator != nullptr;
}

}  // namespace

SQLRETURN descriptorField(SQLHDESC raw, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept {
  return guarded<Descriptor>(raw, [&](Descriptor& descriptor) -> SQLRETURN {
    if (headerField(descriptor, field, value, length)) return SQL_SUCCESS;
    if (number < 1) throw OdbcError("07009", "Records are numbered from 1");
    if (static_cast<std::size_t>(number) > recordCount(descriptor)) return SQL_NO_DATA;
    if (descriptor.statement != nullptr) {
      return columnField(*descriptor.statement, number, field, value, room, length, descriptor.diagnostics);
    }
    return recordField(recordAt(descriptor, number), field, value, length);
  });
}

SQLRETURN setDescriptorField(SQLHDESC raw, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER) noexcept {
  return guarded<Descriptor>(raw, [&](Descriptor& descriptor) {
    if (setHeaderField(descriptor, field, value)) return SQL_SUCCESS;
    requireWritable(descriptor);
    if (number < 1) throw OdbcError("07009", "Records are numbered from 1");
    setRecordField(descriptor.record(static_cast<std::size_t>(number)), field, value);
    return SQL_SUCCESS;
  });
}

SQLRETURN descriptorRecord(SQLHDESC raw, SQLSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                           SQLSMALLINT* type, SQLSMALLINT* subtype, SQLLEN* length, SQLSMALLINT* precision,
                           SQLSMALLINT* scale, SQLSMALLINT* nullable) noexcept {
  return guarded<Descriptor>(raw, [&](Descriptor& descriptor) -> SQLRETURN {
    if (number < 1) throw OdbcError("07009", "Records are numbered from 1");
    if (static_cast<std::size_t>(number) > recordCount(descriptor)) return SQL_NO_DATA;
    const Statement* statement = descriptor.statement;
    DescriptorRecord record;
    std::string columnName;
    if (statement != nullptr) {
      const Column& column = statement->columns[static_cast<std::size_t>(number) - 1];
      columnName = column.name;
      record.conciseType = column.facts.sqlType;
      record.bufferLength = column.facts.octetLength;
      record.precision = static_cast<SQLSMALLINT>(column.facts.columnSize);
      record.scale = column.facts.decimalDigits < 0 ? static_cast<SQLSMALLINT>(0) : column.facts.decimalDigits;
      record.nullable = column.nullable;
    } else {
      record = recordAt(descriptor, number);
    }
    setIf(nameLength, textOut(columnName, name, room, descriptor.diagnostics));
    if (type != nullptr) *type = verboseType(record.conciseType);
    if (subtype != nullptr) *subtype = datetimeSubcode(record.conciseType);
    if (length != nullptr) *length = record.bufferLength;
    if (precision != nullptr) *precision = record.precision;
    if (scale != nullptr) *scale = record.scale;
    if (nullable != nullptr) *nullable = record.nullable;
    return SQL_SUCCESS;
  });
}

SQLRETURN setDescriptorRecord(SQLHDESC raw, SQLSMALLINT number, SQLSMALLINT type, SQLSMALLINT subtype, SQLLEN length,
                              SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data, SQLLEN* octetLength,
                              SQLLEN* indicator) noexcept {
  return guarded<Descriptor>(raw, [&](Descriptor& descriptor) {
    requireWritable(descriptor);
    if (number < 1) throw OdbcError("07009", "Records are numbered from 1");
    DescriptorRecord& record = descriptor.record(static_cast<std::size_t>(number));
    record.conciseType = conciseOf(type, subtype);
    record.bufferLength = length;
    record.precision = precision;
    record.scale = scale;
    record.data = data;
    record.octetLength = octetLength;
    record.indicator = indicator;
    record.bound = data != nullptr || octetLength != nullptr || indicator != nullptr;
    return SQL_SUCCESS;
  });
}

SQLRETURN copyDescriptor(SQLHDESC sourceRaw, SQLHDESC targetRaw) noexcept {
  auto* source = handleCast<Descriptor>(sourceRaw);
  if (source == nullptr) return SQL_INVALID_HANDLE;
  return guarded<Descriptor>(targetRaw, [&](Descriptor& target) {
    requireWritable(target);
    if (source == &target) return SQL_SUCCESS;
    if (source->role == DescriptorRole::implementationRow) {
      throw OdbcError("HYC00", "Implementation row descriptors cannot be copied; bind the columns instead");
    }
    const std::lock_guard<std::mutex> lock(source->mutex);
    target.arraySize = source->arraySize;
    target.bindType = source->bindType;
    target.bindOffset = source->bindOffset;
    target.arrayStatus = source->arrayStatus;
    target.rowsProcessed = source->rowsProcessed;
    target.records = source->records;
    target.version++;
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
