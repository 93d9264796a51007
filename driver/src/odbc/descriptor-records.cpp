// SQLGetDescRec, SQLSetDescRec, SQLCopyDesc: records as a whole.
#include "odbc/api.h"
#include "odbc/column-attribute.h"
#include "odbc/descriptor-guard.h"
#include "odbc/descriptor-header.h"
#include "odbc/descriptor-rules.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

// A column as a record that could be bound to.
DescriptorRecord recordOf(const Column& column, SQLINTEGER version) {
  const auto field = [&](SQLUSMALLINT number) { return columnAttributeValue(column, number, version).number; };
  DescriptorRecord record;
  record.name = column.name;
  record.conciseType = static_cast<SQLSMALLINT>(field(SQL_DESC_CONCISE_TYPE));
  record.bufferLength = column.facts.octetLength;
  record.length = column.facts.columnSize;
  record.precision = static_cast<SQLSMALLINT>(field(SQL_DESC_PRECISION));
  record.scale = static_cast<SQLSMALLINT>(field(SQL_DESC_SCALE));
  record.radix = static_cast<SQLINTEGER>(field(SQL_DESC_NUM_PREC_RADIX));
  record.nullable = column.nullable;
  return record;
}

std::vector<DescriptorRecord> recordsOf(const Descriptor& descriptor) {
  if (descriptor.role != DescriptorRole::implementationRow) return descriptor.records;
  std::vector<DescriptorRecord> records;
  for (const Column& column : descriptor.statement->columns) records.push_back(recordOf(column, descriptor.connection.environment.version));
  return records;
}

}  // namespace

SQLRETURN descriptorRecord(SQLHDESC raw, SQLSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                           SQLSMALLINT* type, SQLSMALLINT* subtype, SQLLEN* length, SQLSMALLINT* precision,
                           SQLSMALLINT* scale, SQLSMALLINT* nullable) noexcept {
  return guardedDescriptor(raw, [&](Descriptor& descriptor) -> SQLRETURN {
    requireReadable(descriptor);
    requireRecordNumber(number);
    if (static_cast<std::size_t>(number) > recordCount(descriptor)) return SQL_NO_DATA;
    const DescriptorRecord record = recordsOf(descriptor).at(static_cast<std::size_t>(number) - 1);
    setIf(nameLength, textOut(record.name, name, room, descriptor.diagnostics));
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
  return guardedDescriptor(raw, [&](Descriptor& descriptor) {
    requireWritable(descriptor);
    requireRecordNumber(number);
    DescriptorRecord record;
    record.conciseType = conciseType(type, subtype);
    record.bufferLength = length;
    record.precision = precision;
    record.scale = scale;
    requireConsistent(descriptor, record);
    if (descriptor.role != DescriptorRole::implementationParameter) {
      record.data = data;
      record.octetLength = octetLength;
      record.indicator = indicator;
    }
    record.rebind();
    descriptor.record(static_cast<std::size_t>(number)) = record;
    return SQL_SUCCESS;
  });
}

SQLRETURN copyDescriptor(SQLHDESC sourceRaw, SQLHDESC targetRaw) noexcept {
  if (sourceRaw == targetRaw) {
    return guardedDescriptor(targetRaw, [](Descriptor& target) {
      requireWritable(target);
      return SQL_SUCCESS;
    });
  }
  // Taken first and by itself: two copies in opposite directions must not wait for each other.
  struct Content {
    SQLULEN arraySize;
    SQLULEN bindType;
    SQLLEN* bindOffset;
    SQLUSMALLINT* arrayStatus;
    SQLULEN* rowsProcessed;
    std::vector<DescriptorRecord> records;
  } content{};
  std::optional<OdbcError> unreadable;
  const SQLRETURN taken = guardedDescriptor(sourceRaw, [&](Descriptor& source) {
    try {
      requireReadable(source);
    } catch (const OdbcError& e) {
      unreadable = e;
      return SQL_SUCCESS;
    }
    content = {source.arraySize, source.bindType, source.bindOffset, source.arrayStatus, source.rowsProcessed, recordsOf(source)};
    return SQL_SUCCESS;
  });
  if (taken == SQL_INVALID_HANDLE) return taken;
  return guardedDescriptor(targetRaw, [&](Descriptor& target) {
    requireWritable(target);
    // The target tells what is wrong with either.
    if (unreadable) throw *unreadable;
    if (taken == SQL_ERROR) throw OdbcError("HY001", "Out of memory");
    target.arraySize = content.arraySize;
    target.bindType = content.bindType;
    target.bindOffset = content.bindOffset;
    target.arrayStatus = content.arrayStatus;
    target.rowsProcessed = content.rowsProcessed;
    target.records = std::move(content.records);
    target.version++;
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
