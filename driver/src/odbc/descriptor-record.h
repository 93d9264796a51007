// One record of a descriptor: what the application binds (ARD, APD) or what the driver says of a parameter (IPD).
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>

namespace drawbridge::odbc {

struct DescriptorRecord {
  SQLSMALLINT conciseType = SQL_C_DEFAULT;
  SQLPOINTER data = nullptr;
  SQLLEN bufferLength = 0;
  SQLLEN* octetLength = nullptr;
  SQLLEN* indicator = nullptr;
  SQLULEN length = 0;
  SQLSMALLINT precision = 0;
  SQLSMALLINT scale = 0;
  SQLINTEGER radix = 0;
  SQLINTEGER intervalPrecision = 0;
  SQLSMALLINT parameterType = SQL_PARAM_INPUT;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
  // Of a parameter.
  std::string name;
  bool bound = false;

  // Bound is what has any buffer.
  void rebind() noexcept { bound = data != nullptr || octetLength != nullptr || indicator != nullptr; }
};

}  // namespace drawbridge::odbc
