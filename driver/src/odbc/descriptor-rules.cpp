#include "odbc/descriptor-rules.h"

#include "convert/converter.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {
namespace {

constexpr SQLSMALLINT mostDigits = 38;

}  // namespace

void requireWritable(const Descriptor& descriptor) {
  if (descriptor.role == DescriptorRole::implementationRow) throw OdbcError("HY016", "Implementation row descriptors are read-only");
}

void requireReadable(const Descriptor& descriptor) {
  if (descriptor.role != DescriptorRole::implementationRow) return;
  if (stateOf(*descriptor.statement) == StatementState::allocated) throw OdbcError("HY007", "The statement is not prepared");
}

void requireRecordNumber(SQLSMALLINT number) {
  if (number < 1) throw OdbcError("07009", "Records are numbered from 1");
}

void requireConsistent(const Descriptor& descriptor, const DescriptorRecord& record) {
  const bool parameter = descriptor.role == DescriptorRole::implementationParameter;
  if (!parameter && !convert::isKnownCType(record.conciseType)) throw OdbcError("HY021", "The C type of the record is unknown");
  const bool numeric = record.conciseType == SQL_C_NUMERIC || (parameter && record.conciseType == SQL_DECIMAL);
  if (!numeric) return;
  if (record.precision < 0 || record.precision > mostDigits || record.scale < 0 || record.scale > mostDigits) {
    throw OdbcError("HY021", "A number has at most 38 digits");
  }
}

}  // namespace drawbridge::odbc
