#include "convert/number-text.h"

#include <charconv>
#include <cmath>
#include <limits>

#include "convert/digit.h"

namespace drawbridge::convert {
namespace {

// The parts of [sign] digits [. digits] [e exponent].
struct Parts {
  bool valid = false;
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  long exponent = 0;
};

Parts split(std::string_view text) noexcept {
  Parts parts;
  text = trimmed(text);
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    parts.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::size_t i = 0;
  while (i < text.size() && isDigit(text[i])) i++;
  parts.whole = text.substr(0, i);
  if (i < text.size() && text[i] == '.') {
    const std::size_t from = ++i;
    while (i < text.size() && isDigit(text[i])) i++;
    parts.fraction = text.substr(from, i - from);
  }
  if (parts.whole.empty() && parts.fraction.empty()) return parts;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    i++;
    if (i < text.size() && text[i] == '+') i++;
    const auto result = std::from_chars(text.data() + i, text.data() + text.size(), parts.exponent);
    if (result.ec != std::errc() || parts.exponent > 10000 || parts.exponent < -10000) return parts;
    i = static_cast<std::size_t>(result.ptr - text.data());
  }
  parts.valid = i == text.size();
  return parts;
}

// The digit that stands `place` places left of the point once the exponent is applied (negative: right).
char digitAt(const Parts& parts, long place) noexcept {
  const long at = static_cast<long>(parts.whole.size()) - 1 - (place - parts.exponent);
  if (at < 0) return '0';
  if (at < static_cast<long>(parts.whole.size())) return parts.whole[static_cast<std::size_t>(at)];
  const auto inFraction = static_cast<std::size_t>(at) - parts.whole.size();
  return inFraction < parts.fraction.size() ? parts.fraction[inFraction] : '0';
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

ScaledNumber readScaled(std::string_view text, int scale) noexcept {
  ScaledNumber result;
  const Parts parts = split(text);
  if (!parts.valid) return result;
  result.negative = parts.negative;
  result.status = NumberStatus::exact;
  constexpr auto limit = ~static_cast<unsigned __int128>(0) / 10;
  const long highest = static_cast<long>(parts.whole.size()) - 1 + parts.exponent;
  for (long place = highest; place >= -scale; place--) {
    const auto digit = static_cast<unsigned>(digitAt(parts, place) - '0');
    if (result.magnitude > limit || (result.magnitude == limit && digit > 5)) {
      result.status = NumberStatus::outOfRange;
      return result;
    }
    result.magnitude = result.magnitude * 10 + digit;
  }
  const long lowest = parts.exponent - static_cast<long>(parts.fraction.size());
  const long firstCut = highest < -scale - 1L ? highest : -scale - 1L;
  for (long place = firstCut; place >= lowest; place--) {
    if (digitAt(parts, place) != '0') result.status = NumberStatus::fractionCut;
  }
  return result;
}

WholeNumber readWhole(std::string_view text) noexcept {
  WholeNumber result;
  // The usual case: a sign and at most 18 digits.
  if (!text.empty() && text.size() <= 18) {
    std::size_t i = text.front() == '-' ? 1 : 0;
    std::uint64_t value = 0;
    const std::size_t first = i;
    while (i < text.size() && isDigit(text[i])) value = value * 10 + static_cast<unsigned>(text[i++] - '0');
    if (i == text.size() && i > first) return {NumberStatus::exact, first == 1, value};
  }
  const ScaledNumber scaled = readScaled(text, 0);
  result.status = scaled.status;
  result.negative = scaled.negative;
  if (scaled.status == NumberStatus::notANumber) {
    const FloatingNumber special = readFloating(text);  // infinity is a number, only out of range
    if (special.status != NumberStatus::notANumber && !std::isnan(special.value)) result.status = NumberStatus::outOfRange;
    return result;
  }
  if (scaled.magnitude > std::numeric_limits<std::uint64_t>::max()) result.status = NumberStatus::outOfRange;
  result.magnitude = static_cast<std::uint64_t>(scaled.magnitude);
  return result;
}

FloatingNumber readFloating(std::string_view text) noexcept {
  FloatingNumber result;
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), result.value);
  if (parsed.ptr != text.data() + text.size() || text.empty()) return result;
  if (parsed.ec == std::errc()) result.status = NumberStatus::exact;
  if (parsed.ec == std::errc::result_out_of_range) {
    // Too small is zero for every purpose; too large is an error.
    const Parts parts = split(text);
    const bool tiny = parts.exponent < 0 || (!parts.whole.empty() && parts.whole.front() == '0');
    result.status = tiny ? NumberStatus::exact : NumberStatus::outOfRange;
    result.value = 0;
  }
  return result;
}

}  // namespace drawbridge::convert
