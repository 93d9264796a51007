#include "odbc/descriptor-header.h"

#include "odbc/attribute-value.h"
#include "odbc/odbc-error.h"

namespace drawbridge::odbc {
namespace {

constexpr SQLULEN mostRecords = 65535;

bool isApplication(const Descriptor& descriptor) noexcept {
  return descriptor.role != DescriptorRole::implementationRow && descriptor.role != DescriptorRole::implementationParameter;
}

// How many rows or sets were processed is told in an implementation descriptor; how buffers lie, in an application's.
void requireOwnField(const Descriptor& descriptor, SQLSMALLINT field) {
  switch (field) {
    case SQL_DESC_ROWS_PROCESSED_PTR:
      if (isApplication(descriptor)) throw OdbcError("HY091", "Only implementation descriptors have this field");
      return;
    case SQL_DESC_ARRAY_SIZE:
    case SQL_DESC_BIND_OFFSET_PTR:
    case SQL_DESC_BIND_TYPE:
      if (!isApplication(descriptor)) throw OdbcError("HY091", "Only application descriptors have this field");
      return;
    default: return;
  }
}

// An implementation row descriptor has HY016 for whatever the application may not set.
void requireFree(const Descriptor& descriptor) {
  if (descriptor.role == DescriptorRole::implementationRow) throw OdbcError("HY016", "The driver fills this field itself");
}

}  // namespace

std::size_t recordCount(const Descriptor& descriptor) noexcept {
  return descriptor.role == DescriptorRole::implementationRow ? descriptor.statement->columns.size() : descriptor.records.size();
}

bool isHeaderField(SQLSMALLINT field) noexcept {
  switch (field) {
    case SQL_DESC_ALLOC_TYPE:
    case SQL_DESC_ARRAY_SIZE:
    case SQL_DESC_ARRAY_STATUS_PTR:
    case SQL_DESC_BIND_OFFSET_PTR:
    case SQL_DESC_BIND_TYPE:
    case SQL_DESC_COUNT:
    case SQL_DESC_ROWS_PROCESSED_PTR: return true;
    default: return false;
  }
}

SQLRETURN getHeaderField(const Descriptor& d, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER* length) {
  requireOwnField(d, field);
  switch (field) {
    case SQL_DESC_ARRAY_SIZE: return giveValue(value, length, d.arraySize);
    case SQL_DESC_ARRAY_STATUS_PTR: return giveValue(value, length, d.arrayStatus);
    case SQL_DESC_BIND_OFFSET_PTR: return giveValue(value, length, d.bindOffset);
    case SQL_DESC_BIND_TYPE: return giveValue(value, length, static_cast<SQLINTEGER>(d.bindType));
    case SQL_DESC_COUNT: return giveValue(value, length, static_cast<SQLSMALLINT>(recordCount(d)));
    case SQL_DESC_ROWS_PROCESSED_PTR: return giveValue(value, length, d.rowsProcessed);
    default: return giveValue(value, length, static_cast<SQLSMALLINT>(d.role == DescriptorRole::free ? SQL_DESC_ALLOC_USER : SQL_DESC_ALLOC_AUTO));
  }
}

void setHeaderField(Descriptor& d, SQLSMALLINT field, SQLPOINTER value) {
  const SQLULEN number = asNumber(value);
  if (field != SQL_DESC_ARRAY_STATUS_PTR && field != SQL_DESC_ROWS_PROCESSED_PTR) requireFree(d);
  requireOwnField(d, field);
  switch (field) {
    case SQL_DESC_ARRAY_STATUS_PTR: d.arrayStatus = static_cast<SQLUSMALLINT*>(value); return;
    case SQL_DESC_ROWS_PROCESSED_PTR: d.rowsProcessed = static_cast<SQLULEN*>(value); return;
    case SQL_DESC_ARRAY_SIZE: d.arraySize = arraySize(number); return;
    case SQL_DESC_BIND_OFFSET_PTR: d.bindOffset = static_cast<SQLLEN*>(value); return;
    case SQL_DESC_BIND_TYPE: d.bindType = number; return;
    case SQL_DESC_COUNT:
      if (number > mostRecords) throw OdbcError("07009", "A descriptor has no negative number of records");
      d.records.resize(number);
      d.version++;
      return;
    default: throw OdbcError("HY091", "The field cannot be set");
  }
}

}  // namespace drawbridge::odbc
