// Intervals as text, and the structure that ODBC has for them.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace drawbridge::convert {

// Months and days have no fixed length in each other, so both are kept; all parts have their own sign.
struct Interval {
  std::int64_t months = 0;
  std::int64_t days = 0;
  // Hours of SQL_INTERVAL_STRUCT have 32 bits, their nanoseconds more than 64.
  __int128 nanoseconds = 0;
};

enum class IntervalStatus : std::uint8_t { exact, cut, overflow, notAnInterval };

// One of SQL_C_INTERVAL_YEAR to SQL_C_INTERVAL_MINUTE_TO_SECOND.
bool isIntervalType(SQLSMALLINT type) noexcept;
// Of one field, such as SQL_C_INTERVAL_DAY.
bool isSingleField(SQLSMALLINT type) noexcept;

// Reads what the server sends (`1 year 2 months 3 days 04:05:06.7`) and the values of SQL-92's literals (`1-2`,
// `3 04:05:06.7`, `04:05`), the latter by the fields of `type`, an interval type. False: it is neither.
bool readInterval(std::string_view text, SQLSMALLINT type, Interval& out) noexcept;

// What of the interval the fields of `type` hold; `cut` when parts below them were lost, `overflow` when above.
IntervalStatus toStructure(const Interval& interval, SQLSMALLINT type, SQL_INTERVAL_STRUCT& out) noexcept;
Interval fromStructure(const SQL_INTERVAL_STRUCT& value, SQLSMALLINT type) noexcept;

// As the server reads it: `2 months 3 days 04:05:06.7`.
std::string intervalText(const Interval& interval);

}  // namespace drawbridge::convert
