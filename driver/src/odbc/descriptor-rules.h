// What may be done with which descriptor, and when.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// Throws HY016 for an implementation row descriptor, which the driver fills itself.
void requireWritable(const Descriptor& descriptor);

// Throws HY007 for the columns of a statement that is not even prepared.
void requireReadable(const Descriptor& descriptor);

// Throws 07009; record 0 is the bookmark, which this driver has not.
void requireRecordNumber(SQLSMALLINT number);

// Throws HY021 when the fields of a record contradict each other.
void requireConsistent(const Descriptor& descriptor, const DescriptorRecord& record);

}  // namespace drawbridge::odbc
