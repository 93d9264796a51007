// Bytes as the server writes them: `\x0a1b…`.
#pragma once

#include <string_view>

namespace drawbridge::convert {

// -1: none.
inline int hexDigit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The digits behind `\x`; false when the cell has another form.
inline bool hexDigits(std::string_view cell, std::string_view& digits) noexcept {
  if (cell.size() < 2 || cell[0] != '\\' || cell[1] != 'x' || cell.size() % 2 != 0) return false;
  digits = cell.substr(2);
  for (const char c : digits) {
    if (hexDigit(c) < 0) return false;
  }
  return true;
}

}  // namespace drawbridge::convert
