#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

#include "transport/transport.h"

namespace drawbridge::transport {
namespace {

std::string systemText(int code) {
  char text[128] = "";
  // The GNU form returns the text, which need not be in the buffer.
  return strerror_r(code, text, sizeof text);
}

// Milliseconds for poll(2): -1 for ever, 0 when the deadline has passed.
int remaining(const Deadline& deadline) {
  if (!deadline) return -1;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      *deadline - std::chrono::steady_clock::now() + std::chrono::microseconds(999));
  if (left.count() <= 0) return 0;
  return left.count() > INT_MAX ? INT_MAX : static_cast<int>(left.count());
}

void waitFor(int descriptor, short events, const Deadline& deadline) {
  for (;;) {
    pollfd entry{descriptor, events, 0};
    const int ready = poll(&entry, 1, remaining(deadline));
    if (ready > 0) return;
    if (ready == 0) throw TransportTimeout();
    if (errno != EINTR) throw TransportError(systemText(errno));
  }
}

class UnixSocket final : public Transport {
 public:
  explicit UnixSocket(int descriptor) : descriptor_(descriptor) {}
  ~UnixSocket() override { ::close(descriptor_); }

  std::size_t read(void* into, std::size_t room, const Deadline& deadline) override {
    for (;;) {
      const ssize_t got = ::recv(descriptor_, into, room, 0);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EAGAIN || errno == EWOULDBLOCK) {
        waitFor(descriptor_, POLLIN, deadline);
      } else if (errno != EINTR) {
        throw TransportError(systemText(errno));
      }
    }
  }

  void write(const void* bytes, std::size_t size, const Deadline& deadline) override {
    const auto* p = static_cast<const char*>(bytes);
    while (size > 0) {
      const ssize_t sent = ::send(descriptor_, p, size, MSG_NOSIGNAL);
      if (sent >= 0) {
        p += sent;
        size -= static_cast<std::size_t>(sent);
      } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
        waitFor(descriptor_, POLLOUT, deadline);
      } else if (errno != EINTR) {
        throw TransportError(systemText(errno));
      }
    }
  }

  bool readable() const noexcept override {
    pollfd entry{descriptor_, POLLIN, 0};
    return poll(&entry, 1, 0) > 0;
  }

 private:
  int descriptor_;
};

}  // namespace

std::unique_ptr<Transport> connect(const Address& address, const Deadline& deadline) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (address.socketPath.size() >= sizeof name.sun_path) {
    throw TransportError("the socket's path is longer than the system's limit of " +
                         std::to_string(sizeof name.sun_path - 1) + " bytes");
  }
  std::memcpy(name.sun_path, address.socketPath.c_str(), address.socketPath.size() + 1);
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) throw TransportError(systemText(errno));
  auto socket = std::make_unique<UnixSocket>(descriptor);
  while (::connect(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name) != 0) {
    if (errno == EINTR) continue;
    // A full backlog of a Unix socket is EAGAIN, and no event announces its end.
    if (errno != EAGAIN) throw TransportError(systemText(errno));
    const int left = remaining(deadline);
    if (left == 0) throw TransportTimeout();
    poll(nullptr, 0, left < 0 || left > 10 ? 10 : left);
  }
  return socket;
}

}  // namespace drawbridge::transport
