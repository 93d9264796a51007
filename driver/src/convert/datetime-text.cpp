#include "convert/datetime-text.h"

#include "convert/digit.h"

#include "convert/number-text.h"

namespace drawbridge::convert {
namespace {

// Two digits at `at`, or -1.
int pair(std::string_view text, std::size_t at) noexcept {
  if (at + 2 > text.size() || !isDigit(text[at]) || !isDigit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

// Reads the date at the start and returns its length, or 0.
std::size_t takeDate(std::string_view text, SQL_DATE_STRUCT& out) noexcept {
  const int century = pair(text, 0);
  const int years = pair(text, 2);
  const int month = pair(text, 5);
  const int day = pair(text, 8);
  if (century < 0 || years < 0 || month < 0 || day < 0 || text[4] != '-' || text[7] != '-') return 0;
  const int year = century * 100 + years;
  if (!isValidDate(year, static_cast<unsigned>(month), static_cast<unsigned>(day))) return 0;
  out.year = static_cast<SQLSMALLINT>(year);
  out.month = static_cast<SQLUSMALLINT>(month);
  out.day = static_cast<SQLUSMALLINT>(day);
  return 10;
}

// Reads the time at the start and returns its length with fraction and zone, or 0.
std::size_t takeTime(std::string_view text, SQL_TIME_STRUCT& out, SQLUINTEGER& fraction) noexcept {
  const int hour = pair(text, 0);
  const int minute = pair(text, 3);
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || text[2] != ':') return 0;
  int second = 0;
  std::size_t at = 5;
  fraction = 0;
  if (at < text.size() && text[at] == ':') {
    second = pair(text, 6);
    if (second < 0 || second > 61) return 0;
    at = 8;
    if (at < text.size() && text[at] == '.') {
      SQLUINTEGER unit = 100000000;
      for (at++; at < text.size() && isDigit(text[at]); at++, unit /= 10) {
        fraction += static_cast<SQLUINTEGER>(text[at] - '0') * unit;
      }
    }
  }
  out.hour = static_cast<SQLUSMALLINT>(hour);
  out.minute = static_cast<SQLUSMALLINT>(minute);
  out.second = static_cast<SQLUSMALLINT>(second);
  const std::string_view zone = text.substr(at);
  if (zone == "Z" || zone == "+00" || zone == "+00:00") at = text.size();
  return at;
}

}  // namespace

bool isValidDate(int year, unsigned month, unsigned day) noexcept {
  constexpr unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

bool readDate(std::string_view text, SQL_DATE_STRUCT& out) noexcept {
  text = trimmed(text);
  return text.size() == 10 && takeDate(text, out) == 10;
}

bool readTime(std::string_view text, SQL_TIME_STRUCT& out, SQLUINTEGER& fraction) noexcept {
  text = trimmed(text);
  const std::size_t taken = takeTime(text, out, fraction);
  return taken > 0 && taken == text.size();
}

bool readTimestamp(std::string_view text, SQL_TIMESTAMP_STRUCT& out) noexcept {
  text = trimmed(text);
  SQL_DATE_STRUCT date{};
  SQL_TIME_STRUCT time{};
  SQLUINTEGER fraction = 0;
  if (takeDate(text, date) == 0) return false;
  if (text.size() > 10) {
    if (text[10] != ' ' && text[10] != 'T') return false;
    const std::string_view rest = text.substr(11);
    const std::size_t taken = takeTime(rest, time, fraction);
    if (taken == 0 || taken != rest.size()) return false;
  }
  out = {date.year, date.month, date.day, time.hour, time.minute, time.second, fraction};
  return true;
}

}  // namespace drawbridge::convert
