// SHA-256 (FIPS 180-4), HMAC (RFC 2104) and PBKDF2 (RFC 8018) over it: what SCRAM-SHA-256 is made of. Written here,
// since the driver is loaded into other people's processes and brings no library for three functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace drawbridge::scram {

using Digest = std::array<std::uint8_t, 32>;

inline std::string_view bytesOf(const Digest& digest) noexcept {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

class Sha256 {
 public:
  void update(std::string_view bytes) noexcept;
  // The digest of all that was given; the object is used up then.
  Digest finish() noexcept;

 private:
  void block(const std::uint8_t* bytes) noexcept;

  std::uint32_t state_[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::uint8_t rest_[64] = {};
  std::uint64_t length_ = 0;
};

Digest sha256(std::string_view bytes) noexcept;
Digest hmac(std::string_view key, std::string_view text) noexcept;
// The first 32 bytes, which is all that SCRAM wants.
Digest pbkdf2(std::string_view password, std::string_view salt, std::uint32_t iterations) noexcept;

}  // namespace drawbridge::scram
