// What ODBC says of each server type. SQLDescribeCol, SQLColAttribute, SQLColumns, SQLDescribeParam and
// SQLGetTypeInfo all draw from here, so that they agree to the digit.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

namespace drawbridge::odbc {

// Characters of a text whose length has no limit, unless the data source says otherwise (MaximumColumnSize): large enough
// for what people write, small enough for an application that allocates this much for each row of a block.
inline constexpr SQLULEN unboundedText = 4000;

// Bytes likewise.
inline constexpr SQLULEN unboundedBytes = 8000;

struct TypeFacts {
  const char* name = "VARCHAR";
  // Concise, of ODBC 3.x.
  SQLSMALLINT sqlType = SQL_WVARCHAR;
  SQLULEN columnSize = unboundedText;
  // -1: does not apply.
  SQLSMALLINT decimalDigits = -1;
  SQLLEN displaySize = static_cast<SQLLEN>(unboundedText);
  // Bytes of a value in its default C type, without a terminator.
  SQLLEN octetLength = static_cast<SQLLEN>(unboundedText * sizeof(SQLWCHAR));
  // 0: does not apply.
  SQLSMALLINT radix = 0;
  bool isSigned = false;
  const char* literalPrefix = "'";
  const char* literalSuffix = "'";
};

// `longestText`: characters that texts are told as which have no limit, or a higher one.
TypeFacts typeFacts(std::uint32_t typeOid, std::int32_t typeModifier, SQLULEN longestText = unboundedText) noexcept;

// SQL_DATETIME or SQL_INTERVAL and the subcode for dates, times and intervals; the concise type and 0 for everything else.
SQLSMALLINT verboseType(SQLSMALLINT conciseType) noexcept;
SQLSMALLINT datetimeSubcode(SQLSMALLINT conciseType) noexcept;
// The other way round; SQL_UNKNOWN_TYPE for a subcode that there is not.
SQLSMALLINT conciseType(SQLSMALLINT type, SQLSMALLINT subcode) noexcept;

// The code that an application of the given ODBC version expects (2.x knew other numbers for dates).
SQLSMALLINT typeForVersion(SQLSMALLINT conciseType, SQLINTEGER odbcVersion) noexcept;

bool isCharacterType(SQLSMALLINT conciseType) noexcept;

}  // namespace drawbridge::odbc
