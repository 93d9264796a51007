// Dates and times of parameters, from structure or text to what an SQL type takes.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>

#include "convert/sql-type.h"

namespace drawbridge::convert {

// Each throws ParameterError 22007 for what is no date or time, 22008 where the type would lose part of it.
std::string dateFor(SqlFamily family, const SQL_DATE_STRUCT& value);
// The day of a time is today's, in UTC.
std::string timeFor(SqlFamily family, const SQL_TIME_STRUCT& value);
std::string timestampFor(SqlFamily family, const SQL_TIMESTAMP_STRUCT& value);

// A text that is a date or time, with or without ODBC's escape around it. Throws 22018 for what is none.
std::string datetimeFor(SqlFamily family, std::string_view text);

}  // namespace drawbridge::convert
