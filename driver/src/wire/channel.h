// One connection to the engine: startup, messages both ways, the key for cancelling. It knows nothing of
// statements; who uses it keeps the order of the protocol.
//
// Throws TransportError when the connection is lost, ProtocolError when the server breaks the protocol
// (after both the channel is `broken`), TransportTimeout when a deadline passed (the channel stays whole).
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "transport/transport.h"
#include "wire/outbox.h"
#include "wire/reader.h"
#include "wire/receive-buffer.h"
#include "wire/server-error.h"

namespace drawbridge::wire {

struct Message {
  char type = 0;
  // Where the body begins, counted from the start of the connection.
  std::uint64_t position = 0;
  // Valid until the next message is read, or as long as its rows are kept.
  const std::uint8_t* body = nullptr;
  std::size_t size = 0;

  Reader reader() const noexcept { return {body, size}; }
};

struct Startup {
  transport::Address address;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::string user;
  // Of endpoint.json, for transports that ask for it.
  std::string password;
};

class Channel {
 public:
  // Connects and waits for ReadyForQuery. Throws ServerError when the server refuses.
  static std::unique_ptr<Channel> open(const Startup& startup, const transport::Deadline& deadline);
  ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  void send(const Outbox& outbox, const transport::Deadline& deadline);

  // The next message that belongs to a statement; parameter changes are absorbed.
  Message next(const transport::Deadline& deadline);
  // The same when one has already arrived; false: nothing complete is there.
  bool poll(Message& message);

  // Asks the server on a connection of its own to stop what this channel runs, and waits until it took note.
  void cancel(const transport::Deadline& deadline) const;

  // What the server announced at startup, such as drawbridge_session.
  std::string parameter(const std::string& name) const;
  std::vector<ServerReport>& startupNotices() noexcept { return notices_; }

  // Without a round trip, between two statements: whether the other side has gone or said that it goes.
  bool gone() noexcept;
  bool broken() const noexcept { return broken_; }
  void abandon() noexcept { broken_ = true; }
  // Whether a BEGIN of the application's has not ended yet, as the engine last said.
  bool inTransaction() const noexcept { return inTransaction_; }

  ReceiveBuffer& buffer() noexcept { return buffer_; }

  // The limit that `SET drawbridge.max_rows` last gave this channel.
  std::size_t maxRows = 0;

 private:
  explicit Channel(const Startup& startup) : address_(startup.address) {}
  void start(const Startup& startup, const transport::Deadline& deadline);
  bool takeHeader(bool wait, const transport::Deadline& deadline, Message& message);
  bool take(bool wait, const transport::Deadline& deadline, Message& message);

  transport::Address address_;
  std::unique_ptr<transport::Transport> transport_;
  ReceiveBuffer buffer_;
  std::map<std::string, std::string> parameters_;
  std::vector<ServerReport> notices_;
  std::uint32_t process_ = 0;
  std::uint32_t secret_ = 0;
  bool started_ = false;
  bool inTransaction_ = false;
  std::atomic<bool> broken_{false};
};

}  // namespace drawbridge::wire
