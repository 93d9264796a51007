#include "transport/stream-socket.h"

#if defined(_WIN32)

namespace drawbridge::transport {

std::unique_ptr<Transport> connectUnixSocket(const Address&, const Deadline&) {
  throw TransportError("there are no Unix sockets on Windows");
}

}  // namespace drawbridge::transport

#else
#include <sys/un.h>

#include <cerrno>
#include <cstring>

namespace drawbridge::transport {

std::unique_ptr<Transport> connectUnixSocket(const Address& address, const Deadline& deadline) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (address.place.size() >= sizeof name.sun_path) {
    throw TransportError("the socket's path is longer than the system's limit of " +
                         std::to_string(sizeof name.sun_path - 1) + " bytes");
  }
  std::memcpy(name.sun_path, address.place.c_str(), address.place.size() + 1);
  auto socket = openStream(AF_UNIX);
  while (::connect(socket->system(), reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) {
    if (errno == EINTR) continue;
    // A full backlog of a Unix socket is EAGAIN, and no event announces its end.
    if (errno != EAGAIN) throw TransportError(socketErrorText(errno));
    const int left = remaining(deadline);
    if (left == 0) throw TransportTimeout();
    poll(nullptr, 0, left < 0 || left > 10 ? 10 : left);
  }
  return socket;
}

}  // namespace drawbridge::transport
#endif
