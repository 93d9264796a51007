#if !defined(_WIN32)
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "transport/system-socket.h"

namespace drawbridge::transport {

SystemSocket openSocket(int family) noexcept {
#if defined(SOCK_CLOEXEC)
  return ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
#else
  const int socket = ::socket(family, SOCK_STREAM, 0);
  if (socket < 0) return noSocket;
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
  fcntl(socket, F_SETFD, FD_CLOEXEC);
  fcntl(socket, F_SETFL, O_NONBLOCK);
  return socket;
#endif
}

void closeSocket(SystemSocket socket) noexcept { ::close(socket); }

int lastSocketError() noexcept { return errno; }
bool wouldBlock(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK; }
bool interrupted(int error) noexcept { return error == EINTR; }
bool inProgress(int error) noexcept { return error == EINPROGRESS; }
std::string socketErrorText(int error) { return std::system_category().message(error); }

int pendingError(SystemSocket socket) noexcept {
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

int pollSocket(PollEntry& entry, int milliseconds) noexcept { return ::poll(&entry, 1, milliseconds); }

int pollConnecting(SystemSocket socket, int milliseconds) noexcept {
  PollEntry entry{socket, POLLOUT, 0};
  return pollSocket(entry, milliseconds);
}

std::ptrdiff_t receive(SystemSocket socket, void* into, std::size_t room) noexcept { return ::recv(socket, into, room, 0); }

std::ptrdiff_t send(SystemSocket socket, const void* bytes, std::size_t size) noexcept {
#if defined(MSG_NOSIGNAL)
  return ::send(socket, bytes, size, MSG_NOSIGNAL);
#else
  return ::send(socket, bytes, size, 0);
#endif
}

}  // namespace drawbridge::transport
#endif
