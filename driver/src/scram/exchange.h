// The client's half of SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding, as PostgreSQL speaks it: the user's
// name stands in the startup message, and the one in the exchange is empty. Both sides prove that they know the
// password, and neither learns it from the other.
//
// Passwords of the engine are plain ASCII, in which SASLprep changes nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace drawbridge::scram {

inline constexpr std::string_view mechanism = "SCRAM-SHA-256";

class Exchange {
 public:
  explicit Exchange(std::string_view password) : Exchange(password, randomNonce(), "") {}
  // `user` and a nonce of one's own are for the vectors of the RFC.
  Exchange(std::string_view password, std::string nonce, std::string_view user);

  std::string first() const { return "n,," + firstBare_; }
  // The answer to the server's first message; nothing when that one is malformed, asks for too much work or is not the first.
  std::optional<std::string> last(std::string_view serverFirst);
  // Whether the server's last message proves that it knows the password.
  bool proves(std::string_view serverLast) const;

 private:
  static std::string randomNonce();

  std::string password_;
  std::string nonce_;
  std::string firstBare_;
  std::string serverProof_;
};

}  // namespace drawbridge::scram
