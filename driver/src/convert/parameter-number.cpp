#include "convert/parameter-number.h"

#include <cmath>
#include <cstdint>
#include <limits>

#include "convert/number-text.h"
#include "convert/parameter-error.h"
#include "convert/sql-type.h"

namespace drawbridge::convert {
namespace {

[[noreturn]] void notANumber() { throw ParameterError("22018", "the text is no number"); }
[[noreturn]] void outOfRange() { throw ParameterError("22003", "the number is out of its type's range"); }
[[noreturn]] void digitsLost() { throw ParameterError("22001", "digits of the number would be lost"); }

std::uint64_t largest(SQLSMALLINT sqlType) noexcept {
  switch (sqlType) {
    case SQL_TINYINT: return std::numeric_limits<std::int8_t>::max();
    case SQL_SMALLINT: return std::numeric_limits<std::int16_t>::max();
    case SQL_INTEGER: return std::numeric_limits<std::int32_t>::max();
    default: return std::numeric_limits<std::int64_t>::max();
  }
}

std::string wholeFor(SQLSMALLINT sqlType, const std::string& number, NumberOrigin origin) {
  const WholeNumber whole = readWhole(number);
  if (whole.status == NumberStatus::notANumber) notANumber();
  const std::uint64_t most = largest(sqlType) + (whole.negative ? 1 : 0);
  if (whole.status == NumberStatus::outOfRange || whole.magnitude > most) {
    if (origin == NumberOrigin::text) digitsLost();
    outOfRange();
  }
  if (whole.status == NumberStatus::fractionCut && origin == NumberOrigin::text) digitsLost();
  return (whole.negative && whole.magnitude > 0 ? "-" : "") + std::to_string(whole.magnitude);
}

std::string floatingFor(SQLSMALLINT sqlType, const std::string& number) {
  const FloatingNumber value = readFloating(number);
  if (value.status == NumberStatus::notANumber) notANumber();
  const bool tooLarge = sqlType == SQL_REAL && std::isfinite(value.value) &&
                        std::fabs(value.value) > static_cast<double>(std::numeric_limits<float>::max());
  if (value.status == NumberStatus::outOfRange || tooLarge) outOfRange();
  return std::string(trimmed(number));
}

std::string bitFor(const std::string& number, NumberOrigin origin) {
  const ScaledNumber value = readScaled(number, 0);
  if (value.status == NumberStatus::notANumber) notANumber();
  const bool cut = value.status == NumberStatus::fractionCut;
  if (value.status == NumberStatus::outOfRange || value.magnitude > 1 || (value.negative && (value.magnitude > 0 || cut))) outOfRange();
  if (cut && origin == NumberOrigin::text) digitsLost();
  return value.magnitude == 1 ? "true" : "false";
}

}  // namespace

std::string numberFor(SQLSMALLINT sqlType, const std::string& number, NumberOrigin origin) {
  switch (sqlFamily(sqlType)) {
    case SqlFamily::whole: return wholeFor(sqlType, number, origin);
    case SqlFamily::bit: return bitFor(number, origin);
    case SqlFamily::decimal:
      // Infinity and its like are no decimals.
      if (readScaled(number, 0).status == NumberStatus::notANumber) notANumber();
      return std::string(trimmed(number));
    default: return floatingFor(sqlType, number);
  }
}

}  // namespace drawbridge::convert
