#include "convert/to-variable.h"

#include <cstring>

#include "convert/hex-text.h"
#include "convert/put-fixed.h"
#include "convert/to-binary.h"
#include "wide/utf.h"

namespace drawbridge::convert {
namespace {

Outcome putChars(std::string_view text, const Target& target) noexcept {
  setLength(target, text.size());
  const auto room = static_cast<std::size_t>(target.room > 0 ? target.room : 0);
  auto* out = static_cast<char*>(target.value);
  if (text.size() < room) {
    std::memcpy(out, text.data(), text.size());
    out[text.size()] = '\0';
    return Outcome::done;
  }
  // Filled to the last byte, even if that cuts a character: applications that read in pieces count on it.
  if (room > 0) {
    std::memcpy(out, text.data(), room - 1);
    out[room - 1] = '\0';
  }
  return Outcome::textCut;
}

Outcome putWide(std::string_view text, const Target& target) noexcept {
  const std::size_t room = static_cast<std::size_t>(target.room > 0 ? target.room : 0) / sizeof(SQLWCHAR);
  auto* out = static_cast<wide::Unit*>(target.value);
  const std::size_t units = wide::toUtf16(text, out, room > 0 ? room - 1 : 0);
  setLength(target, units * sizeof(SQLWCHAR));
  if (room > 0) out[units < room ? units : room - 1] = 0;
  return units < room ? Outcome::done : Outcome::textCut;
}

using Put = Outcome (*)(std::string_view, const Target&) noexcept;

// A number, date or UUID that does not fit has lost its meaning, not only its end; only digits behind the point
// may go.
template <Put put, std::size_t unit>
Outcome putNumber(std::string_view text, const Target& target) noexcept {
  const Outcome outcome = put(text, target);
  if (outcome != Outcome::textCut || target.room == 0) return outcome;
  const std::size_t point = text.find('.');
  const std::size_t whole = point == std::string_view::npos ? text.size() : point;
  const bool exponent = text.find_first_of("eE") != std::string_view::npos;
  return !exponent && whole < static_cast<std::size_t>(target.room) / unit ? Outcome::textCut : Outcome::outOfRange;
}

// ODBC's form of a timestamp has no time zone; the engine knows UTC only.
template <Put put, std::size_t unit>
Outcome putTimestamp(std::string_view text, const Target& target) noexcept {
  constexpr std::string_view utc = "+00";
  if (text.size() > utc.size() && text.substr(text.size() - utc.size()) == utc) text.remove_suffix(utc.size());
  return putNumber<put, unit>(text, target);
}

template <Put put, std::size_t unit>
Outcome putBoolean(std::string_view cell, const Target& target) noexcept {
  return putNumber<put, unit>(!cell.empty() && cell.front() == 't' ? "1" : "0", target);
}

char upperHex(char c) noexcept { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; }

// Bytes as text are two hexadecimal digits each, whole pairs only.
template <typename Character>
Outcome putHex(std::string_view cell, const Target& target) noexcept {
  std::string_view digits;
  if (!hexDigits(cell, digits)) return Outcome::notThisType;
  setLength(target, digits.size() * sizeof(Character));
  const std::size_t room = static_cast<std::size_t>(target.room > 0 ? target.room : 0) / sizeof(Character);
  auto* out = static_cast<Character*>(target.value);
  const std::size_t fit = room > 0 ? room - 1 : 0;
  const std::size_t count = digits.size() < fit ? digits.size() : fit;
  for (std::size_t i = 0; i < count; i++) out[i] = static_cast<Character>(upperHex(digits[i]));
  if (room > 0) out[count] = 0;
  return digits.size() < room ? Outcome::done : Outcome::textCut;
}

}  // namespace

Converter variableConverter(ServerType from, SQLSMALLINT cType) noexcept {
  if (cType == SQL_C_BINARY) return binaryConverter(from);
  const bool wideText = cType == SQL_C_WCHAR;
  switch (from) {
    case ServerType::boolean: return wideText ? putBoolean<putWide, sizeof(SQLWCHAR)> : putBoolean<putChars, 1>;
    case ServerType::bytea: return wideText ? putHex<wide::Unit> : putHex<char>;
    case ServerType::timestamp: return wideText ? putTimestamp<putWide, sizeof(SQLWCHAR)> : putTimestamp<putChars, 1>;
    case ServerType::text: return wideText ? putWide : putChars;
    default: return wideText ? putNumber<putWide, sizeof(SQLWCHAR)> : putNumber<putChars, 1>;
  }
}

}  // namespace drawbridge::convert
