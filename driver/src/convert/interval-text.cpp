#include "convert/interval-text.h"

#include <cstdio>
#include <limits>

#include "convert/number-text.h"

namespace drawbridge::convert {
namespace {

constexpr __int128 second = 1000000000;
constexpr __int128 minute = 60 * second;
constexpr __int128 hour = 60 * minute;
constexpr __int128 day = 24 * hour;

enum Field { yearField, monthField, dayField, hourField, minuteField, secondField };

struct Fields {
  Field first;
  Field last;
};

// By the number of the interval type, from SQL_CODE_YEAR (1) to SQL_CODE_MINUTE_TO_SECOND (13).
constexpr Fields fieldsByCode[] = {
    {yearField, yearField}, {monthField, monthField},   {dayField, dayField},       {hourField, hourField},   {minuteField, minuteField},
    {secondField, secondField}, {yearField, monthField}, {dayField, hourField},     {dayField, minuteField}, {dayField, secondField},
    {hourField, minuteField},   {hourField, secondField}, {minuteField, secondField},
};

Fields fieldsOf(SQLSMALLINT type) noexcept { return fieldsByCode[type - SQL_C_INTERVAL_YEAR]; }

__int128 unitOf(Field field) noexcept {
  switch (field) {
    case dayField: return day;
    case hourField: return hour;
    case minuteField: return minute;
    default: return second;
  }
}

// Reads step by step and remembers whether all of it made sense.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(trimmed(text)) {}

  bool atEnd() const noexcept { return rest_.empty(); }
  bool take(char c) noexcept {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void skipSpaces() noexcept { while (take(' ')) continue; }
  // A whole number without a sign, of at most nine digits.
  bool number(std::int64_t& out) noexcept {
    std::size_t i = 0;
    for (out = 0; i < rest_.size() && rest_[i] >= '0' && rest_[i] <= '9'; i++) {
      if (i == 9) return false;
      out = out * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(i);
    return i > 0;
  }
  // What stands behind the point of seconds, as nanoseconds.
  std::int64_t fraction() noexcept {
    std::int64_t out = 0;
    if (!take('.')) return out;
    for (auto unit = static_cast<std::int64_t>(second / 10); !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; unit /= 10) {
      out += (rest_.front() - '0') * unit;
      rest_.remove_prefix(1);
    }
    return out;
  }
  std::string_view word() noexcept {
    std::size_t i = 0;
    while (i < rest_.size() && ((rest_[i] >= 'a' && rest_[i] <= 'z') || (rest_[i] >= 'A' && rest_[i] <= 'Z'))) i++;
    const std::string_view word = rest_.substr(0, i);
    rest_.remove_prefix(i);
    return word;
  }
  bool nextIs(char c) const noexcept { return !rest_.empty() && rest_.front() == c; }

 private:
  std::string_view rest_;
};

bool startsWord(std::string_view word, std::string_view unit) noexcept {
  if (word.size() < unit.size()) return false;
  for (std::size_t i = 0; i < unit.size(); i++) {
    if ((word[i] | 0x20) != unit[i]) return false;
  }
  return true;
}

bool addUnit(std::string_view word, std::int64_t count, std::int64_t fraction, Interval& out) noexcept {
  const bool seconds = startsWord(word, "s");
  if (fraction != 0 && !seconds) return false;
  if (startsWord(word, "mon")) out.months += count;
  else if (startsWord(word, "y")) out.months += 12 * count;
  else if (startsWord(word, "d")) out.days += count;
  else if (startsWord(word, "h")) out.nanoseconds += count * hour;
  else if (startsWord(word, "min")) out.nanoseconds += count * minute;
  else if (seconds) out.nanoseconds += count * second + fraction;
  else return false;
  return true;
}

// The rest of `HH:MM[:SS[.fraction]]` behind its first number. `first` is that number's field.
bool readClock(Scanner& scanner, Field first, std::int64_t value, __int128& out) noexcept {
  out = value * unitOf(first);
  int field = first;
  while (field < secondField && scanner.take(':')) {
    field++;
    if (!scanner.number(value) || value > 59) return false;
    out += value * unitOf(static_cast<Field>(field));
  }
  // Of other fields it stays, and the text is none of an interval.
  if (field == secondField) out += scanner.fraction();
  return true;
}

// One sign for all, then the fields of the type.
bool readLiteral(Scanner scanner, SQLSMALLINT type, Interval& out) noexcept {
  const Fields fields = fieldsOf(type);
  const std::int64_t sign = scanner.take('-') ? -1 : 1;
  if (sign > 0) scanner.take('+');
  std::int64_t value = 0;
  if (!scanner.number(value)) return false;
  if (fields.first <= monthField) {
    out.months = fields.first == yearField ? 12 * value : value;
    if (fields.first == yearField && scanner.take('-')) {
      if (!scanner.number(value) || value > 11) return false;
      out.months += value;
    }
    out.months *= sign;
    return scanner.atEnd();
  }
  Field field = fields.first;
  if (scanner.nextIs(' ')) {
    out.days = sign * value;
    scanner.skipSpaces();
    field = hourField;
    if (!scanner.number(value)) return false;
  } else if (field == dayField && scanner.nextIs(':')) {
    field = hourField;
  } else if (field == dayField) {
    out.days = sign * value;
    return scanner.atEnd();
  }
  __int128 time = 0;
  if (!readClock(scanner, field, value, time)) return false;
  out.nanoseconds = sign * time;
  return scanner.atEnd();
}

bool readUnits(Scanner scanner, Interval& out) noexcept {
  if (scanner.atEnd()) return false;
  while (!scanner.atEnd()) {
    const std::int64_t sign = scanner.take('-') ? -1 : 1;
    std::int64_t value = 0;
    if (!scanner.number(value)) return false;
    if (scanner.nextIs(':')) {
      __int128 time = 0;
      if (!readClock(scanner, hourField, value, time)) return false;
      out.nanoseconds += sign * time;
    } else {
      const std::int64_t fraction = scanner.fraction();
      scanner.skipSpaces();
      if (!addUnit(scanner.word(), sign * value, sign * fraction, out)) return false;
    }
    scanner.skipSpaces();
  }
  return true;
}

bool put(SQLUINTEGER& where, std::int64_t value) noexcept {
  where = static_cast<SQLUINTEGER>(value);
  return value <= static_cast<std::int64_t>(std::numeric_limits<SQLUINTEGER>::max());
}

IntervalStatus months(const Interval& interval, Fields fields, SQL_INTERVAL_STRUCT& out) noexcept {
  const std::int64_t total = interval.months < 0 ? -interval.months : interval.months;
  out.interval_sign = interval.months < 0 ? SQL_TRUE : SQL_FALSE;
  bool cut = interval.days != 0 || interval.nanoseconds != 0;
  bool fits = true;
  if (fields.first == monthField) {
    fits = put(out.intval.year_month.month, total);
  } else {
    fits = put(out.intval.year_month.year, total / 12);
    if (fields.last == monthField) out.intval.year_month.month = static_cast<SQLUINTEGER>(total % 12);
    else cut = cut || total % 12 != 0;
  }
  return !fits ? IntervalStatus::overflow : cut ? IntervalStatus::cut : IntervalStatus::exact;
}

}  // namespace

bool isIntervalType(SQLSMALLINT type) noexcept { return type >= SQL_C_INTERVAL_YEAR && type <= SQL_C_INTERVAL_MINUTE_TO_SECOND; }

bool isSingleField(SQLSMALLINT type) noexcept { return type >= SQL_C_INTERVAL_YEAR && type <= SQL_C_INTERVAL_SECOND; }

bool readInterval(std::string_view text, SQLSMALLINT type, Interval& out) noexcept {
  out = {};
  if (readLiteral(Scanner(text), type, out)) return true;
  out = {};
  return readUnits(Scanner(text), out);
}

IntervalStatus toStructure(const Interval& interval, SQLSMALLINT type, SQL_INTERVAL_STRUCT& out) noexcept {
  const Fields fields = fieldsOf(type);
  out = {};
  out.interval_type = static_cast<SQLINTERVAL>(type - SQL_C_INTERVAL_YEAR + 1);
  if (fields.first <= monthField) return months(interval, fields, out);
  if (interval.months != 0) return IntervalStatus::overflow;
  const __int128 total = interval.days * day + interval.nanoseconds;
  out.interval_sign = total < 0 ? SQL_TRUE : SQL_FALSE;
  __int128 rest = total < 0 ? -total : total;
  SQLUINTEGER* const places[] = {nullptr, nullptr, &out.intval.day_second.day, &out.intval.day_second.hour, &out.intval.day_second.minute,
                                 &out.intval.day_second.second};
  for (int field = fields.first; field <= fields.last; field++) {
    const __int128 unit = unitOf(static_cast<Field>(field));
    if (rest / unit > std::numeric_limits<SQLUINTEGER>::max()) return IntervalStatus::overflow;
    *places[field] = static_cast<SQLUINTEGER>(rest / unit);
    rest %= unit;
  }
  if (fields.last == secondField) {
    out.intval.day_second.fraction = static_cast<SQLUINTEGER>(rest);
    rest = 0;
  }
  return rest != 0 ? IntervalStatus::cut : IntervalStatus::exact;
}

Interval fromStructure(const SQL_INTERVAL_STRUCT& value, SQLSMALLINT type) noexcept {
  const Fields fields = fieldsOf(type);
  const std::int64_t sign = value.interval_sign == SQL_TRUE ? -1 : 1;
  Interval out;
  if (fields.first <= monthField) {
    if (fields.first == yearField) out.months += 12 * static_cast<std::int64_t>(value.intval.year_month.year);
    if (fields.last == monthField) out.months += value.intval.year_month.month;
    out.months *= sign;
    return out;
  }
  const auto& parts = value.intval.day_second;
  const std::int64_t values[] = {0, 0, parts.day, parts.hour, parts.minute, parts.second};
  for (int field = fields.first; field <= fields.last; field++) {
    if (field == dayField) out.days = sign * values[field];
    else out.nanoseconds += sign * values[field] * unitOf(static_cast<Field>(field));
  }
  if (fields.last == secondField) out.nanoseconds += sign * static_cast<std::int64_t>(parts.fraction);
  return out;
}

std::string intervalText(const Interval& interval) {
  std::string out;
  if (interval.months != 0) out += std::to_string(interval.months) + " months ";
  if (interval.days != 0) out += std::to_string(interval.days) + " days ";
  const __int128 time = interval.nanoseconds < 0 ? -interval.nanoseconds : interval.nanoseconds;
  char clock[64];
  std::snprintf(clock, sizeof clock, "%s%02lld:%02lld:%02lld", interval.nanoseconds < 0 ? "-" : "", static_cast<long long>(time / hour),
                static_cast<long long>(time / minute % 60), static_cast<long long>(time / second % 60));
  out += clock;
  if (const auto microseconds = static_cast<long long>(time % second / 1000); microseconds > 0) {
    std::snprintf(clock, sizeof clock, ".%06lld", microseconds);
    out += clock;
  }
  return out;
}

}  // namespace drawbridge::convert
