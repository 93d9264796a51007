// The header fields of descriptors.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

bool isHeaderField(SQLSMALLINT field) noexcept;

// `field` is one of the header.
// Throws HY091 for one that this kind of descriptor has not.
SQLRETURN getHeaderField(const Descriptor& descriptor, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER* length);

// Throws HY091 for a field that this kind of descriptor has not, HY016 for one of a row descriptor that the driver fills,
// HY024 and 07009 for values that cannot be.
void setHeaderField(Descriptor& descriptor, SQLSMALLINT field, SQLPOINTER value);

// Records that the descriptor has; of an implementation row descriptor, the columns of the statement.
std::size_t recordCount(const Descriptor& descriptor) noexcept;

}  // namespace drawbridge::odbc
