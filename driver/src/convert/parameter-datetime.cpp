#include "convert/parameter-datetime.h"

#include <cstdio>
#include <ctime>

#include "convert/datetime-text.h"
#include "convert/number-text.h"
#include "convert/parameter-error.h"

namespace drawbridge::convert {
namespace {

std::string dateText(int year, unsigned month, unsigned day) {
  if (year < 1 || year > 9999 || !isValidDate(year, month, day)) throw ParameterError("22007", "the value is no valid date");
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", year, month, day);
  return text;
}

std::string timeText(unsigned hour, unsigned minute, unsigned second, unsigned nanoseconds) {
  if (hour > 23 || minute > 59 || second > 60 || nanoseconds > 999999999) throw ParameterError("22007", "the value is no valid time");
  char text[48];
  std::snprintf(text, sizeof text, "%02u:%02u:%02u", hour, minute, second);
  std::string out = text;
  // The server keeps microseconds.
  if (const unsigned microseconds = nanoseconds / 1000; microseconds > 0) {
    std::snprintf(text, sizeof text, ".%06u", microseconds);
    out += text;
  }
  return out;
}

[[noreturn]] void wouldBeLost() { throw ParameterError("22008", "part of the value has no place in a date or time of its type"); }

SQL_DATE_STRUCT today() noexcept {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return {static_cast<SQLSMALLINT>(parts.tm_year + 1900), static_cast<SQLUSMALLINT>(parts.tm_mon + 1), static_cast<SQLUSMALLINT>(parts.tm_mday)};
}

// `{ts '…'}` without its escape.
std::string_view withoutEscape(std::string_view text) noexcept {
  text = trimmed(text);
  if (text.empty() || text.front() != '{' || text.back() != '}') return text;
  const std::size_t open = text.find('\'');
  const std::size_t close = text.rfind('\'');
  return open == std::string_view::npos || close == open ? text : text.substr(open + 1, close - open - 1);
}

}  // namespace

std::string dateFor(SqlFamily family, const SQL_DATE_STRUCT& value) {
  const std::string date = dateText(value.year, value.month, value.day);
  return family == SqlFamily::timestamp ? date + " 00:00:00" : date;
}

std::string timeFor(SqlFamily family, const SQL_TIME_STRUCT& value) {
  const std::string time = timeText(value.hour, value.minute, value.second, 0);
  return family == SqlFamily::timestamp ? dateFor(SqlFamily::date, today()) + " " + time : time;
}

std::string timestampFor(SqlFamily family, const SQL_TIMESTAMP_STRUCT& value) {
  const std::string time = timeText(value.hour, value.minute, value.second, value.fraction);
  if (family == SqlFamily::time) return time;
  const std::string date = dateText(value.year, value.month, value.day);
  if (family != SqlFamily::date) return date + " " + time;
  if (value.hour != 0 || value.minute != 0 || value.second != 0 || value.fraction != 0) wouldBeLost();
  return date;
}

std::string datetimeFor(SqlFamily family, std::string_view text) {
  const std::string_view inner = withoutEscape(text);
  SQL_TIMESTAMP_STRUCT stamp{};
  if (readTimestamp(inner, stamp)) {
    const bool dateOnly = inner.size() <= 10;
    if (family != SqlFamily::time || !dateOnly) return timestampFor(family, stamp);
  }
  SQL_TIME_STRUCT time{};
  SQLUINTEGER fraction = 0;
  if (family != SqlFamily::date && readTime(inner, time, fraction)) {
    const SQL_DATE_STRUCT day = today();
    return timestampFor(family, {day.year, day.month, day.day, time.hour, time.minute, time.second, fraction});
  }
  throw ParameterError("22018", "the text is no date or time of its type");
}

}  // namespace drawbridge::convert
