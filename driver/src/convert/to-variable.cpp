#include "convert/to-variable.h"

#include <cstring>

#include "convert/guid-text.h"
#include "wide/utf.h"

namespace drawbridge::convert {
namespace {

void setLength(const Target& target, std::size_t bytes) noexcept {
  if (target.length != nullptr) *target.length = static_cast<SQLLEN>(bytes);
}

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

Outcome putBytes(std::string_view bytes, const Target& target) noexcept {
  setLength(target, bytes.size());
  const auto room = static_cast<std::size_t>(target.room > 0 ? target.room : 0);
  std::memcpy(target.value, bytes.data(), bytes.size() < room ? bytes.size() : room);
  return bytes.size() <= room ? Outcome::done : Outcome::textCut;
}

using Put = Outcome (*)(std::string_view, const Target&) noexcept;

// A number or date that does not fit has lost its meaning, not only its end; only digits behind the point
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

template <Put put>
Outcome putBoolean(std::string_view cell, const Target& target) noexcept {
  return put(!cell.empty() && cell.front() == 't' ? "1" : "0", target);
}

int hexDigit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The digits of `\x0a1b…`; false when the cell has another form.
bool hexDigits(std::string_view cell, std::string_view& digits) noexcept {
  if (cell.size() < 2 || cell[0] != '\\' || cell[1] != 'x' || cell.size() % 2 != 0) return false;
  digits = cell.substr(2);
  for (const char c : digits) {
    if (hexDigit(c) < 0) return false;
  }
  return true;
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

Outcome putDecoded(std::string_view cell, const Target& target) noexcept {
  std::string_view digits;
  if (!hexDigits(cell, digits)) return Outcome::notThisType;
  const std::size_t bytes = digits.size() / 2;
  setLength(target, bytes);
  const auto room = static_cast<std::size_t>(target.room > 0 ? target.room : 0);
  auto* out = static_cast<unsigned char*>(target.value);
  for (std::size_t i = 0; i < bytes && i < room; i++) {
    out[i] = static_cast<unsigned char>(hexDigit(digits[2 * i]) << 4 | hexDigit(digits[2 * i + 1]));
  }
  return bytes <= room ? Outcome::done : Outcome::textCut;
}

Outcome putGuidBytes(std::string_view cell, const Target& target) noexcept {
  SQLGUID guid{};
  if (!readGuid(cell, guid)) return Outcome::notThisType;
  return putBytes({reinterpret_cast<const char*>(&guid), sizeof guid}, target);
}

}  // namespace

Converter variableConverter(ServerType from, SQLSMALLINT cType) noexcept {
  if (cType == SQL_C_BINARY) {
    switch (from) {
      case ServerType::bytea: return putDecoded;
      case ServerType::uuid: return putGuidBytes;
      case ServerType::text: return putBytes;
      default: return nullptr;
    }
  }
  const bool wideText = cType == SQL_C_WCHAR;
  switch (from) {
    case ServerType::boolean: return wideText ? putBoolean<putWide> : putBoolean<putChars>;
    case ServerType::bytea: return wideText ? putHex<wide::Unit> : putHex<char>;
    case ServerType::text:
    case ServerType::uuid: return wideText ? putWide : putChars;
    default: return wideText ? putNumber<putWide, sizeof(SQLWCHAR)> : putNumber<putChars, 1>;
  }
}

}  // namespace drawbridge::convert
