#if defined(_WIN32)
#include <algorithm>

#include "transport/system-socket.h"
#include "transport/windows-error.h"

namespace drawbridge::transport {
namespace {

constexpr std::size_t largestCall = 1u << 30;

bool startWinsock() noexcept {
  // Once for the library's life: the application may use Winsock, too, and the system counts.
  static const bool started = [] {
    WSADATA data;
    return WSAStartup(MAKEWORD(2, 2), &data) == 0;
  }();
  return started;
}

}  // namespace

SystemSocket openSocket(int family) noexcept {
  if (!startWinsock()) return noSocket;
  const SOCKET socket = WSASocketW(family, SOCK_STREAM, 0, nullptr, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
  u_long on = 1;
  if (socket != INVALID_SOCKET) ioctlsocket(socket, FIONBIO, &on);
  return socket;
}

void closeSocket(SystemSocket socket) noexcept { closesocket(socket); }

int lastSocketError() noexcept { return WSAGetLastError(); }
bool wouldBlock(int error) noexcept { return error == WSAEWOULDBLOCK; }
bool interrupted(int error) noexcept { return error == WSAEINTR; }
bool inProgress(int error) noexcept { return error == WSAEWOULDBLOCK || error == WSAEINPROGRESS; }
std::string socketErrorText(int error) { return windowsErrorText(static_cast<unsigned long>(error)); }

int pendingError(SystemSocket socket) noexcept {
  int error = 0;
  int size = sizeof error;
  return getsockopt(socket, SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&error), &size) == 0 ? error : WSAGetLastError();
}

int pollSocket(PollEntry& entry, int milliseconds) noexcept { return WSAPoll(&entry, 1, milliseconds); }

int pollConnecting(SystemSocket socket, int milliseconds) noexcept {
  // WSAPoll says nothing of a connection that failed before Windows 10 2004; select does.
  fd_set writable;
  fd_set failed;
  FD_ZERO(&writable);
  FD_ZERO(&failed);
  FD_SET(socket, &writable);
  FD_SET(socket, &failed);
  timeval limit{milliseconds / 1000, milliseconds % 1000 * 1000};
  return select(0, nullptr, &writable, &failed, milliseconds < 0 ? nullptr : &limit);
}

std::ptrdiff_t receive(SystemSocket socket, void* into, std::size_t room) noexcept {
  return ::recv(socket, static_cast<char*>(into), static_cast<int>(std::min(room, largestCall)), 0);
}

std::ptrdiff_t send(SystemSocket socket, const void* bytes, std::size_t size) noexcept {
  return ::send(socket, static_cast<const char*>(bytes), static_cast<int>(std::min(size, largestCall)), 0);
}

}  // namespace drawbridge::transport
#endif
