// From a parameter in the application's memory to the text that the server reads.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>

#include "convert/parameter-error.h"
#include "convert/sql-type.h"

namespace drawbridge::convert {

struct ParameterSource {
  SQLSMALLINT cType = SQL_C_DEFAULT;
  SQLSMALLINT sqlType = SQL_VARCHAR;
  const void* value = nullptr;
  // Bytes of a value of variable length, or SQL_NTS.
  SQLLEN length = SQL_NTS;
  // Digits behind the point of SQL_C_NUMERIC, where the application has set them in its descriptor; 0: the value's own.
  SQLSMALLINT scale = 0;
  // Of a text, in characters, or of bytes; 0: no limit.
  SQLULEN mostCharacters = 0;
};

// Throws ParameterError: 07006 the pair of types does not exist, 22001 digits or characters would be lost, 22003 the
// number is out of the type's range, 22007 a structure is no date or time, 22008 a time of day would be lost,
// 22015 an interval does not fit, 22018 a text is no value of the type.
std::string parameterText(const ParameterSource& source);

}  // namespace drawbridge::convert
