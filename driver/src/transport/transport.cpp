#include "transport/transport.h"

#include <climits>

namespace drawbridge::transport {

int remaining(const Deadline& deadline) {
  if (!deadline) return -1;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      *deadline - std::chrono::steady_clock::now() + std::chrono::microseconds(999));
  if (left.count() <= 0) return 0;
  return left.count() > INT_MAX ? INT_MAX : static_cast<int>(left.count());
}

std::string Address::text() const {
  if (kind != Kind::tcp) return place;
  const bool ipv6 = place.find(':') != std::string::npos;
  return (ipv6 ? "[" + place + "]" : place) + ":" + std::to_string(port);
}

std::unique_ptr<Transport> connect(const Address& address, const Deadline& deadline) {
  switch (address.kind) {
    case Address::Kind::unixSocket: return connectUnixSocket(address, deadline);
    case Address::Kind::namedPipe: return connectNamedPipe(address, deadline);
    case Address::Kind::tcp: break;
  }
  return connectTcp(address, deadline);
}

}  // namespace drawbridge::transport
