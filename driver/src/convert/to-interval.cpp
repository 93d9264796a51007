#include "convert/to-interval.h"

#include "convert/interval-text.h"
#include "convert/number-text.h"
#include "convert/put-fixed.h"

namespace drawbridge::convert {
namespace {

Outcome putInterval(const Interval& interval, SQLSMALLINT type, const Target& target) noexcept {
  SQL_INTERVAL_STRUCT value;
  const IntervalStatus status = toStructure(interval, type, value);
  if (status == IntervalStatus::overflow) return Outcome::intervalOverflow;
  putFixed(target, value);
  return status == IntervalStatus::cut ? Outcome::fractionCut : Outcome::done;
}

template <SQLSMALLINT type>
Outcome textToInterval(std::string_view cell, const Target& target) noexcept {
  Interval interval;
  return readInterval(cell, type, interval) ? putInterval(interval, type, target) : Outcome::notThisType;
}

// A number counts the unit of the one field.
template <SQLSMALLINT type>
Outcome numberToInterval(std::string_view cell, const Target& target) noexcept {
  constexpr std::int64_t units[] = {12, 1, 1, 3600, 60, 1};
  constexpr std::int64_t most = 0xFFFFFFFF;
  constexpr std::int64_t nanoseconds = 1000000000;
  constexpr bool seconds = type == SQL_C_INTERVAL_SECOND;
  const ScaledNumber number = readScaled(cell, seconds ? 9 : 0);
  if (number.status == NumberStatus::notANumber) return Outcome::notThisType;
  const unsigned __int128 limit = static_cast<unsigned __int128>(most) * (seconds ? nanoseconds : 1);
  if (number.status == NumberStatus::outOfRange || number.magnitude > limit) return Outcome::intervalOverflow;
  const auto value = static_cast<std::int64_t>(number.magnitude) * (number.negative ? -1 : 1);
  Interval interval;
  constexpr int field = type - SQL_C_INTERVAL_YEAR;
  if constexpr (field <= 1) interval.months = value * units[field];
  else if constexpr (field == 2) interval.days = value;
  else if constexpr (seconds) interval.nanoseconds = value;
  else interval.nanoseconds = static_cast<__int128>(value) * units[field] * nanoseconds;
  const Outcome outcome = putInterval(interval, type, target);
  return outcome == Outcome::done && number.status == NumberStatus::fractionCut ? Outcome::fractionCut : outcome;
}

template <SQLSMALLINT type>
Converter of(ServerType from) noexcept {
  switch (from) {
    case ServerType::text: return textToInterval<type>;
    case ServerType::int2:
    case ServerType::int4:
    case ServerType::int8:
    case ServerType::numeric:
      if constexpr (type <= SQL_C_INTERVAL_SECOND) return numberToInterval<type>;
      return nullptr;
    default: return nullptr;
  }
}

}  // namespace

Converter intervalConverter(ServerType from, SQLSMALLINT cType) noexcept {
  switch (cType) {
    case SQL_C_INTERVAL_YEAR: return of<SQL_C_INTERVAL_YEAR>(from);
    case SQL_C_INTERVAL_MONTH: return of<SQL_C_INTERVAL_MONTH>(from);
    case SQL_C_INTERVAL_DAY: return of<SQL_C_INTERVAL_DAY>(from);
    case SQL_C_INTERVAL_HOUR: return of<SQL_C_INTERVAL_HOUR>(from);
    case SQL_C_INTERVAL_MINUTE: return of<SQL_C_INTERVAL_MINUTE>(from);
    case SQL_C_INTERVAL_SECOND: return of<SQL_C_INTERVAL_SECOND>(from);
    case SQL_C_INTERVAL_YEAR_TO_MONTH: return of<SQL_C_INTERVAL_YEAR_TO_MONTH>(from);
    case SQL_C_INTERVAL_DAY_TO_HOUR: return of<SQL_C_INTERVAL_DAY_TO_HOUR>(from);
    case SQL_C_INTERVAL_DAY_TO_MINUTE: return of<SQL_C_INTERVAL_DAY_TO_MINUTE>(from);
    case SQL_C_INTERVAL_DAY_TO_SECOND: return of<SQL_C_INTERVAL_DAY_TO_SECOND>(from);
    case SQL_C_INTERVAL_HOUR_TO_MINUTE: return of<SQL_C_INTERVAL_HOUR_TO_MINUTE>(from);
    case SQL_C_INTERVAL_HOUR_TO_SECOND: return of<SQL_C_INTERVAL_HOUR_TO_SECOND>(from);
    case SQL_C_INTERVAL_MINUTE_TO_SECOND: return of<SQL_C_INTERVAL_MINUTE_TO_SECOND>(from);
    default: return nullptr;
  }
}

}  // namespace drawbridge::convert
