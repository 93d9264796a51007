// Numbers as text: what the server sends and what applications write into strings.
#pragma once

#include <cstdint>
#include <string_view>

namespace drawbridge::convert {

enum class NumberStatus : std::uint8_t { exact, fractionCut, outOfRange, notANumber };

struct WholeNumber {
  NumberStatus status = NumberStatus::notANumber;
  bool negative = false;
  std::uint64_t magnitude = 0;
};

// Digits after the point are cut off. Spaces around the number and exponents are allowed.
WholeNumber readWhole(std::string_view text) noexcept;

struct FloatingNumber {
  NumberStatus status = NumberStatus::notANumber;
  double value = 0;
};

FloatingNumber readFloating(std::string_view text) noexcept;

// 128-bit magnitude scaled by 10^scale, as SQL_NUMERIC_STRUCT wants it.
struct ScaledNumber {
  NumberStatus status = NumberStatus::notANumber;
  bool negative = false;
  unsigned __int128 magnitude = 0;
};

// `scale` 0..38.
ScaledNumber readScaled(std::string_view text, int scale) noexcept;

std::string_view trimmed(std::string_view text) noexcept;

}  // namespace drawbridge::convert
