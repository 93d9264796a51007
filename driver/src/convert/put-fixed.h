// What every converter to a C type of fixed length, and every one that tells a length, does at its end.
#pragma once

#include <cstring>

#include "convert/converter.h"

namespace drawbridge::convert {

// Buffers of row-wise binding need not be aligned.
template <typename T>
void putFixed(const Target& target, const T& value) noexcept {
  std::memcpy(target.value, &value, sizeof value);
  if (target.length != nullptr) *target.length = sizeof value;
}

inline void setLength(const Target& target, std::size_t bytes) noexcept {
  if (target.length != nullptr) *target.length = static_cast<SQLLEN>(bytes);
}

}  // namespace drawbridge::convert
