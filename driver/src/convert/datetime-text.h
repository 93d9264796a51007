// Dates and times as text, in ISO 8601 as the server sends them.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string_view>

namespace drawbridge::convert {

// Each returns false when the text is no such value. Fractions are kept to nanoseconds.
bool readDate(std::string_view text, SQL_DATE_STRUCT& out) noexcept;
// `fraction` in nanoseconds.
bool readTime(std::string_view text, SQL_TIME_STRUCT& out, SQLUINTEGER& fraction) noexcept;
// `YYYY-MM-DD[( |T)HH:MM:SS[.fraction]]`; a zone of +00 or Z is accepted, since times are UTC.
bool readTimestamp(std::string_view text, SQL_TIMESTAMP_STRUCT& out) noexcept;

bool isValidDate(int year, unsigned month, unsigned day) noexcept;

}  // namespace drawbridge::convert
