#include "transport/stream-socket.h"

namespace drawbridge::transport {
namespace {

[[noreturn]] void failed(int error) { throw TransportError(socketErrorText(error)); }

}  // namespace

StreamSocket::~StreamSocket() { closeSocket(socket_); }

std::size_t StreamSocket::read(void* into, std::size_t room, const Deadline& deadline) {
  for (;;) {
    const std::ptrdiff_t got = receive(socket_, into, room);
    if (got >= 0) return static_cast<std::size_t>(got);
    const int error = lastSocketError();
    if (wouldBlock(error)) {
      waitFor(POLLIN, deadline);
    } else if (!interrupted(error)) {
      failed(error);
    }
  }
}

void StreamSocket::write(const void* bytes, std::size_t size, const Deadline& deadline) {
  const auto* p = static_cast<const char*>(bytes);
  while (size > 0) {
    const std::ptrdiff_t sent = send(socket_, p, size);
    if (sent >= 0) {
      p += sent;
      size -= static_cast<std::size_t>(sent);
      continue;
    }
    const int error = lastSocketError();
    if (wouldBlock(error)) {
      waitFor(POLLOUT, deadline);
    } else if (!interrupted(error)) {
      failed(error);
    }
  }
}

bool StreamSocket::readable() const noexcept {
  PollEntry entry{socket_, POLLIN, 0};
  return pollSocket(entry, 0) > 0;
}

void StreamSocket::waitFor(short events, const Deadline& deadline) const {
  for (;;) {
    PollEntry entry{socket_, events, 0};
    const int ready = pollSocket(entry, remaining(deadline));
    if (ready > 0) return;
    if (ready == 0) throw TransportTimeout();
    const int error = lastSocketError();
    if (!interrupted(error)) failed(error);
  }
}

std::unique_ptr<StreamSocket> openStream(int family) {
  const SystemSocket socket = openSocket(family);
  if (socket == noSocket) failed(lastSocketError());
  return std::make_unique<StreamSocket>(socket);
}

}  // namespace drawbridge::transport
