#include "scram/sha256.h"

#include <algorithm>
#include <cstring>

namespace drawbridge::scram {
namespace {

constexpr std::size_t blockSize = 64;

constexpr std::uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

std::uint32_t rotated(std::uint32_t value, int by) noexcept { return value >> by | value << (32 - by); }

// HMAC with a key that is used many times: what depends on the key alone is done once.
class Hmac {
 public:
  explicit Hmac(std::string_view key) noexcept {
    std::uint8_t padded[blockSize] = {};
    if (key.size() > blockSize) {
      const Digest digest = sha256(key);
      std::copy(digest.begin(), digest.end(), padded);
    } else {
      std::copy(key.begin(), key.end(), padded);
    }
    char pad[blockSize];
    for (std::size_t i = 0; i < blockSize; i++) pad[i] = static_cast<char>(padded[i] ^ 0x36);
    inner_.update({pad, blockSize});
    for (std::size_t i = 0; i < blockSize; i++) pad[i] = static_cast<char>(padded[i] ^ 0x5c);
    outer_.update({pad, blockSize});
  }
  Digest of(std::string_view first, std::string_view second = {}) const noexcept {
    Sha256 inner = inner_;
    inner.update(first);
    inner.update(second);
    Sha256 outer = outer_;
    outer.update(bytesOf(inner.finish()));
    return outer.finish();
  }

 private:
  Sha256 inner_;
  Sha256 outer_;
};

}  // namespace

void Sha256::block(const std::uint8_t* bytes) noexcept {
  std::uint32_t w[64];
  for (int i = 0; i < 16; i++) {
    w[i] = std::uint32_t{bytes[4 * i]} << 24 | std::uint32_t{bytes[4 * i + 1]} << 16 | std::uint32_t{bytes[4 * i + 2]} << 8 | bytes[4 * i + 3];
  }
  for (int i = 16; i < 64; i++) {
    const std::uint32_t s0 = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3;
    const std::uint32_t s1 = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10;
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  std::uint32_t v[8];
  std::copy(state_, state_ + 8, v);
  for (int i = 0; i < 64; i++) {
    const std::uint32_t s1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25);
    const std::uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
    const std::uint32_t one = v[7] + s1 + choice + constants[i] + w[i];
    const std::uint32_t s0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22);
    const std::uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
    for (int j = 7; j > 0; j--) v[j] = v[j - 1];
    v[4] += one;
    v[0] = one + s0 + majority;
  }
  for (int i = 0; i < 8; i++) state_[i] += v[i];
}

void Sha256::update(std::string_view bytes) noexcept {
  const auto* p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  while (left > 0) {
    const std::size_t used = length_ % blockSize;
    const std::size_t taken = std::min(left, blockSize - used);
    std::memcpy(rest_ + used, p, taken);
    length_ += taken;
    p += taken;
    left -= taken;
    if (length_ % blockSize == 0) block(rest_);
  }
}

Digest Sha256::finish() noexcept {
  const std::uint64_t bits = length_ * 8;
  constexpr char padding[blockSize] = {static_cast<char>(0x80)};
  const std::size_t used = length_ % blockSize;
  update({padding, used < 56 ? 56 - used : 120 - used});
  char size[8];
  for (int i = 0; i < 8; i++) size[i] = static_cast<char>(bits >> (56 - 8 * i) & 0xFF);
  update({size, sizeof size});
  Digest digest;
  for (std::size_t i = 0; i < digest.size(); i++) digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

Digest sha256(std::string_view bytes) noexcept {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

Digest hmac(std::string_view key, std::string_view text) noexcept { return Hmac(key).of(text); }

Digest pbkdf2(std::string_view password, std::string_view salt, std::uint32_t iterations) noexcept {
  const Hmac keyed(password);
  constexpr std::string_view firstBlock("\0\0\0\1", 4);
  Digest round = keyed.of(salt, firstBlock);
  Digest result = round;
  for (std::uint32_t i = 1; i < iterations; i++) {
    round = keyed.of(bytesOf(round));
    for (std::size_t j = 0; j < result.size(); j++) result[j] = static_cast<std::uint8_t>(result[j] ^ round[j]);
  }
  return result;
}

}  // namespace drawbridge::scram
