#include "convert/to-number.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "convert/number-text.h"
#include "convert/put-fixed.h"

namespace drawbridge::convert {
namespace {

// Of SQL_NUMERIC_STRUCT.
constexpr int mostDigits = 38;

Outcome outcomeOf(NumberStatus status) noexcept {
  switch (status) {
    case NumberStatus::exact: return Outcome::done;
    case NumberStatus::fractionCut: return Outcome::fractionCut;
    case NumberStatus::outOfRange: return Outcome::outOfRange;
    default: return Outcome::notThisType;
  }
}

template <typename T>
Outcome toWhole(std::string_view cell, const Target& target) noexcept {
  const WholeNumber number = readWhole(cell);
  if (number.status == NumberStatus::outOfRange || number.status == NumberStatus::notANumber) {
    return outcomeOf(number.status);
  }
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<T>::max());
  if constexpr (std::is_signed_v<T>) {
    if (number.magnitude > most + (number.negative ? 1 : 0)) return Outcome::outOfRange;
    const std::uint64_t bits = number.negative ? std::uint64_t{0} - number.magnitude : number.magnitude;
    putFixed(target, static_cast<T>(bits));
  } else {
    if (number.magnitude > most || (number.negative && number.magnitude > 0)) return Outcome::outOfRange;
    putFixed(target, static_cast<T>(number.magnitude));
  }
  return outcomeOf(number.status);
}

template <typename T>
Outcome toFloating(std::string_view cell, const Target& target) noexcept {
  const FloatingNumber number = readFloating(cell);
  if (number.status != NumberStatus::exact) return outcomeOf(number.status);
  if (std::isfinite(number.value) && std::fabs(number.value) > static_cast<double>(std::numeric_limits<T>::max())) {
    return Outcome::outOfRange;
  }
  putFixed(target, static_cast<T>(number.value));
  return Outcome::done;
}

Outcome toBit(std::string_view cell, const Target& target) noexcept {
  const ScaledNumber number = readScaled(cell, 0);
  if (number.status == NumberStatus::notANumber || number.status == NumberStatus::outOfRange) {
    return outcomeOf(number.status);
  }
  // Minus a half is cut to nothing, but was below it.
  const bool below = number.negative && (number.magnitude > 0 || number.status == NumberStatus::fractionCut);
  if (number.magnitude > 1 || below) return Outcome::outOfRange;
  putFixed(target, static_cast<SQLCHAR>(number.magnitude));
  return outcomeOf(number.status);
}

Outcome toNumeric(std::string_view cell, const Target& target) noexcept {
  const int scale = target.scale < 0 ? 0 : target.scale > mostDigits ? mostDigits : target.scale;
  const int precision = target.precision < 1 || target.precision > mostDigits ? mostDigits : target.precision;
  const ScaledNumber number = readScaled(cell, scale);
  if (number.status == NumberStatus::notANumber || number.status == NumberStatus::outOfRange) {
    return outcomeOf(number.status);
  }
  unsigned __int128 limit = 1;
  for (int i = 0; i < precision; i++) limit *= 10;
  if (number.magnitude >= limit) return Outcome::outOfRange;
  SQL_NUMERIC_STRUCT value{};
  value.precision = static_cast<SQLCHAR>(precision);
  value.scale = static_cast<SQLSCHAR>(scale);
  value.sign = number.negative ? 0 : 1;
  for (int i = 0; i < SQL_MAX_NUMERIC_LEN; i++) value.val[i] = static_cast<SQLCHAR>(number.magnitude >> (8 * i));
  putFixed(target, value);
  return outcomeOf(number.status);
}

// Booleans arrive as t and f.
template <Converter convert>
Outcome fromBoolean(std::string_view cell, const Target& target) noexcept {
  return convert(!cell.empty() && cell.front() == 't' ? "1" : "0", target);
}

// Words for bits are allowed in texts only.
Outcome textToBit(std::string_view cell, const Target& target) noexcept {
  const std::string_view text = trimmed(cell);
  if (text == "true") return toBit("1", target);
  if (text == "false") return toBit("0", target);
  return toBit(text, target);
}

template <Converter convert>
Converter of(ServerType from) noexcept {
  return from == ServerType::boolean ? fromBoolean<convert> : convert;
}

}  // namespace

Converter numberConverter(ServerType from, SQLSMALLINT cType) noexcept {
  switch (from) {
    case ServerType::date:
    case ServerType::time:
    case ServerType::timestamp:
    case ServerType::bytea:
    case ServerType::uuid: return nullptr;
    default: break;
  }
  switch (cType) {
    case SQL_C_STINYINT: return of<toWhole<std::int8_t>>(from);
    case SQL_C_UTINYINT: return of<toWhole<std::uint8_t>>(from);
    case SQL_C_SSHORT: return of<toWhole<std::int16_t>>(from);
    case SQL_C_USHORT: return of<toWhole<std::uint16_t>>(from);
    case SQL_C_SLONG: return of<toWhole<std::int32_t>>(from);
    case SQL_C_ULONG: return of<toWhole<std::uint32_t>>(from);
    case SQL_C_SBIGINT: return of<toWhole<std::int64_t>>(from);
    case SQL_C_UBIGINT: return of<toWhole<std::uint64_t>>(from);
    case SQL_C_FLOAT: return of<toFloating<float>>(from);
    case SQL_C_DOUBLE: return of<toFloating<double>>(from);
    case SQL_C_NUMERIC: return of<toNumeric>(from);
    case SQL_C_BIT: return from == ServerType::text ? textToBit : of<toBit>(from);
    default: return nullptr;
  }
}

}  // namespace drawbridge::convert
