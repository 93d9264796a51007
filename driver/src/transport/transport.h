// The one seam between the wire client and the operating system: a byte stream to the engine. A Unix socket, a named
// pipe of Windows, or TCP on this computer.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace drawbridge::transport {

// When a wait has to end; nothing means that it may last for ever.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

inline Deadline after(std::chrono::milliseconds span) { return std::chrono::steady_clock::now() + span; }

// Milliseconds until then, rounded up: -1 for ever, 0 when the deadline has passed.
int remaining(const Deadline& deadline);

// The connection cannot be made or is lost. The text says what the system said.
class TransportError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The deadline passed; the connection itself is intact.
class TransportTimeout : public std::runtime_error {
 public:
  TransportTimeout() : std::runtime_error("the deadline passed") {}
};

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  // Reads at least one byte; 0 means that the other side has closed.
  virtual std::size_t read(void* into, std::size_t room, const Deadline& deadline) = 0;
  virtual void write(const void* bytes, std::size_t size, const Deadline& deadline) = 0;
  // Whether a read would return at once, be it with bytes, the end or an error.
  virtual bool readable() const noexcept = 0;
};

// Where the engine listens.
struct Address {
  enum class Kind { unixSocket, namedPipe, tcp };

  Kind kind = Kind::unixSocket;
  // The socket's file, or the pipe's name such as \\.\pipe\drawbridge-1a2b; of TCP an address in digits.
  std::string place;
  std::uint16_t port = 0;

  static Address unixSocket(std::string path) { return {Kind::unixSocket, std::move(path), 0}; }
  static Address namedPipe(std::string name) { return {Kind::namedPipe, std::move(name), 0}; }
  static Address tcp(std::string host, std::uint16_t port) { return {Kind::tcp, std::move(host), port}; }

  // For messages.
  std::string text() const;
};

// Throws TransportError, also for a kind that this system does not have, and TransportTimeout.
std::unique_ptr<Transport> connect(const Address& address, const Deadline& deadline);

std::unique_ptr<Transport> connectUnixSocket(const Address& address, const Deadline& deadline);
std::unique_ptr<Transport> connectNamedPipe(const Address& address, const Deadline& deadline);
std::unique_ptr<Transport> connectTcp(const Address& address, const Deadline& deadline);

}  // namespace drawbridge::transport
