#include "scram/exchange.h"

#include <random>

#include "scram/base64.h"
#include "scram/sha256.h"

namespace drawbridge::scram {
namespace {

// The engine asks for 4,096. A server that asks for much more wants to keep the application busy.
constexpr std::uint32_t mostIterations = 1'000'000;

// The value of `name=` at the front of what is left, which then begins behind its comma.
std::optional<std::string_view> take(std::string_view& left, char name) {
  if (left.size() < 2 || left[0] != name || left[1] != '=') return std::nullopt;
  const std::size_t comma = left.find(',');
  const std::string_view value = left.substr(2, comma == std::string_view::npos ? comma : comma - 2);
  left = comma == std::string_view::npos ? std::string_view() : left.substr(comma + 1);
  return value;
}

std::optional<std::uint32_t> positive(std::string_view digits) {
  std::uint32_t value = 0;
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value == 0 ? std::nullopt : std::optional(value);
}

// Takes as long for a near miss as for a far one.
bool sameBytes(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); i++) difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
  return difference == 0;
}

}  // namespace

Exchange::Exchange(std::string_view password, std::string nonce, std::string_view user)
    : password_(password), nonce_(std::move(nonce)), firstBare_("n=" + std::string(user) + ",r=" + nonce_) {}

std::string Exchange::randomNonce() {
  std::random_device source;
  std::string bytes;
  for (int i = 0; i < 18; i++) bytes.push_back(static_cast<char>(source() & 0xFF));
  return toBase64(bytes);
}

std::optional<std::string> Exchange::last(std::string_view serverFirst) {
  // One proof for each exchange: a server that asks for more collects them, or wants to keep the application busy.
  if (!serverProof_.empty()) return std::nullopt;
  std::string_view left = serverFirst;
  const auto nonce = take(left, 'r');
  const auto saltText = take(left, 's');
  const auto iterationText = take(left, 'i');
  if (!nonce || !saltText || !iterationText) return std::nullopt;
  const auto salt = fromBase64(*saltText);
  const auto iterations = positive(*iterationText);
  // A nonce that does not go on from ours is another exchange's.
  if (!salt || !iterations || *iterations > mostIterations || nonce->size() <= nonce_.size() || nonce->substr(0, nonce_.size()) != nonce_) {
    return std::nullopt;
  }
  // biws: the header "n,," once more.
  const std::string withoutProof = "c=biws,r=" + std::string(*nonce);
  const std::string all = firstBare_ + "," + std::string(serverFirst) + "," + withoutProof;
  const Digest salted = pbkdf2(password_, *salt, *iterations);
  const Digest clientKey = hmac(bytesOf(salted), "Client Key");
  Digest proof = hmac(bytesOf(sha256(bytesOf(clientKey))), all);
  for (std::size_t i = 0; i < proof.size(); i++) proof[i] = static_cast<std::uint8_t>(proof[i] ^ clientKey[i]);
  serverProof_ = std::string(bytesOf(hmac(bytesOf(hmac(bytesOf(salted), "Server Key")), all)));
  return withoutProof + ",p=" + toBase64(bytesOf(proof));
}

bool Exchange::proves(std::string_view serverLast) const {
  std::string_view left = serverLast;
  const auto text = take(left, 'v');
  const auto proof = text ? fromBase64(*text) : std::nullopt;
  return proof && !serverProof_.empty() && sameBytes(*proof, serverProof_);
}

}  // namespace drawbridge::scram
