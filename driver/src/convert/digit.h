// Digits of ASCII, whatever the locale of the application's process.
#pragma once

namespace drawbridge::convert {

inline bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

}  // namespace drawbridge::convert
