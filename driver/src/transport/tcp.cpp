#include "transport/stream-socket.h"

#if !defined(_WIN32)
#include <arpa/inet.h>
#include <netinet/tcp.h>
#endif

namespace drawbridge::transport {
namespace {

struct SocketName {
  sockaddr_storage storage{};
  socklen_t length = 0;
  const sockaddr* get() const noexcept { return reinterpret_cast<const sockaddr*>(&storage); }
};

SocketName nameOf(const Address& address) {
  SocketName name;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&name.storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&name.storage);
  if (inet_pton(AF_INET, address.place.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(address.port);
    name.length = sizeof *v4;
  } else if (inet_pton(AF_INET6, address.place.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(address.port);
    name.length = sizeof *v6;
  } else {
    throw TransportError("'" + address.place + "' is no address in digits");
  }
  return name;
}

void finish(const StreamSocket& socket, const Deadline& deadline) {
  for (;;) {
    const int ready = pollConnecting(socket.system(), remaining(deadline));
    if (ready == 0) throw TransportTimeout();
    const int error = ready > 0 ? pendingError(socket.system()) : lastSocketError();
    if (ready > 0 && error == 0) return;
    if (ready > 0 || !interrupted(error)) throw TransportError(socketErrorText(error));
  }
}

}  // namespace

std::unique_ptr<Transport> connectTcp(const Address& address, const Deadline& deadline) {
  const SocketName name = nameOf(address);
  auto socket = openStream(name.storage.ss_family);
  // Statements are short and wait for their answer: nothing is gained by collecting them.
  const int on = 1;
  setsockopt(socket->system(), IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char*>(&on), sizeof on);
  if (::connect(socket->system(), name.get(), name.length) != 0) {
    const int error = lastSocketError();
    // An interrupted connect goes on by itself.
    if (!inProgress(error) && !interrupted(error)) throw TransportError(socketErrorText(error));
    finish(*socket, deadline);
  }
  return socket;
}

}  // namespace drawbridge::transport
