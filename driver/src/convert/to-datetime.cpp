#include "convert/to-datetime.h"

#include <ctime>

#include "convert/datetime-text.h"
#include "convert/guid-text.h"
#include "convert/put-fixed.h"

namespace drawbridge::convert {
namespace {

template <typename T>
Outcome putDatetime(const Target& target, const T& value, Outcome outcome = Outcome::done) noexcept {
  putFixed(target, value);
  return outcome;
}

Outcome cutIf(bool cut) noexcept { return cut ? Outcome::fractionCut : Outcome::done; }

// A text may hold a time alone; then the day is today's, as the specification has it. Zero: not a time.
bool readAnyTimestamp(std::string_view cell, SQL_TIMESTAMP_STRUCT& out) noexcept {
  if (readTimestamp(cell, out)) return true;
  SQL_TIME_STRUCT time{};
  SQLUINTEGER fraction = 0;
  if (!readTime(cell, time, fraction)) return false;
  const std::time_t now = std::time(nullptr);
  std::tm today{};
  gmtime_r(&now, &today);
  out = {static_cast<SQLSMALLINT>(today.tm_year + 1900), static_cast<SQLUSMALLINT>(today.tm_mon + 1),
         static_cast<SQLUSMALLINT>(today.tm_mday), time.hour, time.minute, time.second, fraction};
  return true;
}

template <Outcome bad>
Outcome toTimestamp(std::string_view cell, const Target& target) noexcept {
  SQL_TIMESTAMP_STRUCT value{};
  return readAnyTimestamp(cell, value) ? putDatetime(target, value) : bad;
}

template <Outcome bad>
Outcome toDate(std::string_view cell, const Target& target) noexcept {
  SQL_TIMESTAMP_STRUCT value{};
  if (!readTimestamp(cell, value)) return bad;
  const bool cut = value.hour != 0 || value.minute != 0 || value.second != 0 || value.fraction != 0;
  return putDatetime(target, SQL_DATE_STRUCT{value.year, value.month, value.day}, cutIf(cut));
}

template <Outcome bad>
Outcome toTime(std::string_view cell, const Target& target) noexcept {
  SQL_TIMESTAMP_STRUCT value{};
  if (cell.size() <= 10 && readTimestamp(cell, value)) return bad;
  if (!readAnyTimestamp(cell, value)) return bad;
  return putDatetime(target, SQL_TIME_STRUCT{value.hour, value.minute, value.second}, cutIf(value.fraction != 0));
}

Outcome toGuid(std::string_view cell, const Target& target) noexcept {
  SQLGUID value{};
  return readGuid(cell, value) ? putDatetime(target, value) : Outcome::notThisType;
}

}  // namespace

Converter structureConverter(ServerType from, SQLSMALLINT cType) noexcept {
  constexpr Outcome badText = Outcome::notThisType;
  constexpr Outcome badValue = Outcome::badDatetime;
  const bool text = from == ServerType::text;
  switch (cType) {
    case SQL_C_TYPE_TIMESTAMP:
      if (text) return toTimestamp<badText>;
      return from == ServerType::timestamp || from == ServerType::date || from == ServerType::time
                 ? toTimestamp<badValue>
                 : nullptr;
    case SQL_C_TYPE_DATE:
      if (text) return toDate<badText>;
      return from == ServerType::timestamp || from == ServerType::date ? toDate<badValue> : nullptr;
    case SQL_C_TYPE_TIME:
      if (text) return toTime<badText>;
      return from == ServerType::timestamp || from == ServerType::time ? toTime<badValue> : nullptr;
    case SQL_C_GUID: return text || from == ServerType::uuid ? toGuid : nullptr;
    default: return nullptr;
  }
}

}  // namespace drawbridge::convert
