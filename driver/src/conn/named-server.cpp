#include "conn/named-server.h"

#include <algorithm>
#include <charconv>

namespace drawbridge::conn {
namespace {

std::string hostInDigits(std::string host) {
  std::transform(host.begin(), host.end(), host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (host == "localhost") return "127.0.0.1";
  if (host == "::1" || host == "[::1]") return "::1";
  const bool digits = host.find_first_not_of("0123456789.") == std::string::npos;
  return digits && host.compare(0, 4, "127.") == 0 ? host : std::string();
}

}  // namespace

std::optional<std::uint16_t> portNumber(std::string_view digits) {
  std::uint16_t port = 0;
  const char* end = digits.data() + digits.size();
  const auto [stopped, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc() || stopped != end || port == 0) return std::nullopt;
  return port;
}

std::optional<transport::Address> namedServer(const ConnectionString& string) {
  const auto port = portNumber(string.value("Port").value_or(std::string()));
  const std::string host = hostInDigits(string.value("Server").value_or(std::string()));
  if (!port || host.empty()) return std::nullopt;
  return transport::Address::tcp(host, *port);
}

}  // namespace drawbridge::conn
