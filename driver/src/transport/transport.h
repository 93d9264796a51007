// The one seam between the wire client and the operating system: a byte stream to the engine.
// A Unix socket today; a named pipe and TCP take their place beside it.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace drawbridge::transport {

// When a wait has to end; nothing means that it may last for ever.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

inline Deadline after(std::chrono::milliseconds span) { return std::chrono::steady_clock::now() + span; }

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
  std::string socketPath;
};

std::unique_ptr<Transport> connect(const Address& address, const Deadline& deadline);

}  // namespace drawbridge::transport
