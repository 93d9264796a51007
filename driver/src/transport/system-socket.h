// Sockets of the operating system under one set of names: POSIX's and Winsock's differ in types, in error numbers and
// in how a socket is made not to block.
#pragma once

#if defined(_WIN32)
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#endif

#include <cstddef>
#include <string>

namespace drawbridge::transport {

#if defined(_WIN32)
using SystemSocket = SOCKET;
constexpr SystemSocket noSocket = INVALID_SOCKET;
using PollEntry = WSAPOLLFD;
#else
using SystemSocket = int;
constexpr SystemSocket noSocket = -1;
using PollEntry = pollfd;
#endif

// A stream socket that does not block and is not inherited by other programs; noSocket: see lastSocketError.
SystemSocket openSocket(int family) noexcept;
void closeSocket(SystemSocket socket) noexcept;

int lastSocketError() noexcept;
bool wouldBlock(int error) noexcept;
bool interrupted(int error) noexcept;
bool inProgress(int error) noexcept;
std::string socketErrorText(int error);
// What an asynchronous connect ended with; 0: it is connected.
int pendingError(SystemSocket socket) noexcept;

// As poll(2) for one socket.
int pollSocket(PollEntry& entry, int milliseconds) noexcept;
// The same for a socket that is being connected, which ends the wait when it fails, too.
int pollConnecting(SystemSocket socket, int milliseconds) noexcept;

// As recv and send, without a signal where the other side has gone.
std::ptrdiff_t receive(SystemSocket socket, void* into, std::size_t room) noexcept;
std::ptrdiff_t send(SystemSocket socket, const void* bytes, std::size_t size) noexcept;

}  // namespace drawbridge::transport
