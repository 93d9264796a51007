// A connected socket as a byte stream, whatever its family.
#pragma once

#include "transport/system-socket.h"
#include "transport/transport.h"

namespace drawbridge::transport {

class StreamSocket final : public Transport {
 public:
  // Takes the socket over, which must not block.
  explicit StreamSocket(SystemSocket socket) : socket_(socket) {}
  ~StreamSocket() override;

  std::size_t read(void* into, std::size_t room, const Deadline& deadline) override;
  void write(const void* bytes, std::size_t size, const Deadline& deadline) override;
  bool readable() const noexcept override;

  // Throws TransportTimeout, or TransportError.
  void waitFor(short events, const Deadline& deadline) const;
  SystemSocket system() const noexcept { return socket_; }

 private:
  SystemSocket socket_;
};

// Opens a socket for connecting; throws TransportError.
std::unique_ptr<StreamSocket> openStream(int family);

}  // namespace drawbridge::transport
