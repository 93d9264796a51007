// Reads the fields of one message. Every step is checked against the message's end, since the bytes come
// from another process: a field that does not fit throws ProtocolError.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace drawbridge::wire {

// The server broke the protocol; the channel cannot be used any more.
class ProtocolError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline std::uint32_t bigEndian32(const std::uint8_t* p) noexcept {
  return std::uint32_t{p[0]} << 24 | std::uint32_t{p[1]} << 16 | std::uint32_t{p[2]} << 8 | p[3];
}

inline std::uint16_t bigEndian16(const std::uint8_t* p) noexcept {
  return static_cast<std::uint16_t>(p[0] << 8 | p[1]);
}

class Reader {
 public:
  Reader(const std::uint8_t* bytes, std::size_t size) noexcept : at_(bytes), end_(bytes + size) {}

  std::uint8_t byte() { return *take(1); }
  std::uint16_t int16() { return bigEndian16(take(2)); }
  std::uint32_t int32() { return bigEndian32(take(4)); }

  // Up to a zero byte, which is skipped.
  std::string_view text() {
    const auto* zero = static_cast<const std::uint8_t*>(std::memchr(at_, 0, left()));
    if (zero == nullptr) throw ProtocolError("the engine sent a text without an end");
    const std::string_view value(reinterpret_cast<const char*>(at_), static_cast<std::size_t>(zero - at_));
    at_ = zero + 1;
    return value;
  }

  // All that is left.
  std::string_view rest() {
    const std::size_t size = left();
    return {reinterpret_cast<const char*>(take(size)), size};
  }

  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }

 private:
  const std::uint8_t* take(std::size_t size) {
    if (left() < size) throw ProtocolError("the engine sent a message that ends too early");
    const std::uint8_t* p = at_;
    at_ += size;
    return p;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
};

}  // namespace drawbridge::wire
