// The fields of a column in an implementation row descriptor, for SQLColAttribute and SQLGetDescField.
#pragma once

#include <string>

#include "odbc/column.h"

namespace drawbridge::odbc {

struct AttributeValue {
  bool isText = false;
  std::string text;
  SQLLEN number = 0;
};

// Throws HY091 for a field that does not exist.
AttributeValue columnAttributeValue(const Column& column, SQLUSMALLINT field, SQLINTEGER odbcVersion);

}  // namespace drawbridge::odbc
