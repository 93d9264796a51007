#include "odbc/descriptor-header.h"

#include "odbc/attribute-value.h"
#include "odbc/odbc-error.h"

namespace drawbridge::odbc {
namespace {

constexpr SQLULEN mostRecords = 65535;

bool isApplication(const Descriptor& descriptor) noexcept {
  return descriptor.role != DescriptorRole::implementationRow && descriptor.role != DescriptorRole::implementationParameter;
}

void requireApplication(const Descriptor& descriptor) {
  if (descriptor.role == DescriptorRole::implementationRow) throw OdbcError("HY016", "The driver fills this field itself");
  if (!isApplication(descriptor)) throw OdbcError("HY091", "Only application descriptors have this field");
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

SQLRETURN getHeaderField(const Descriptor& d, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER* length) noexcept {
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
  switch (field) {
    case SQL_DESC_ARRAY_STATUS_PTR: d.arrayStatus = static_cast<SQLUSMALLINT*>(value); return;
    case SQL_DESC_ROWS_PROCESSED_PTR: d.rowsProcessed = static_cast<SQLULEN*>(value); return;
    case SQL_DESC_ARRAY_SIZE:
      requireApplication(d);
      if (number == 0) throw OdbcError("HY024", "An array has at least one element");
      d.arraySize = number;
      return;
    case SQL_DESC_BIND_OFFSET_PTR:
      requireApplication(d);
      d.bindOffset = static_cast<SQLLEN*>(value);
      return;
    case SQL_DESC_BIND_TYPE:
      requireApplication(d);
      d.bindType = number;
      return;
    case SQL_DESC_COUNT:
      if (d.role == DescriptorRole::implementationRow) requireApplication(d);
      if (number > mostRecords) throw OdbcError("07009", "A descriptor has no negative number of records");
      d.records.resize(number);
      d.version++;
      return;
    default: throw OdbcError("HY091", "The field cannot be set");
  }
}

}  // namespace drawbridge::odbc
