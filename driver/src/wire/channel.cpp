#include "wire/channel.h"

#include "wire/authentication.h"

namespace drawbridge::wire {
namespace {

// A row holds one page object at most; anything else is a sentence.
constexpr std::size_t longestRow = 256u << 20;
constexpr std::size_t longestOther = 8u << 20;
constexpr std::size_t headerSize = 5;
constexpr std::size_t mostParameters = 200;
// Of what a server may say without being asked, as much as is read at once where nobody waits for it.
constexpr int mostUnasked = 1000;

std::size_t longestBody(char type) { return type == 'D' ? longestRow : longestOther; }

}  // namespace

std::unique_ptr<Channel> Channel::open(const Startup& startup, const transport::Deadline& deadline) {
  std::unique_ptr<Channel> channel(new Channel(startup));
  channel->transport_ = transport::connect(startup.address, deadline);
  channel->start(startup, deadline);
  return channel;
}

Channel::~Channel() {
  if (!transport_ || broken_ || !started_) return;
  try {
    transport_->write(Outbox().terminate().bytes().data(), headerSize, transport::after(std::chrono::milliseconds(0)));
  } catch (const std::exception&) {
    // The socket closes in any case, which says the same.
  }
}

void Channel::send(const Outbox& outbox, const transport::Deadline& deadline) {
  try {
    transport_->write(outbox.bytes().data(), outbox.bytes().size(), deadline);
  } catch (const std::exception&) {
    // Part of a message may be out; nothing sensible can follow it.
    broken_ = true;
    throw;
  }
}

bool Channel::takeHeader(bool wait, const transport::Deadline& deadline, Message& message) {
  if (wait ? !buffer_.need(headerSize, *transport_, deadline) : !buffer_.has(headerSize, *transport_)) {
    if (wait) throw transport::TransportError("the engine closed the connection");
    return false;
  }
  message.type = static_cast<char>(buffer_.data()[0]);
  const std::size_t length = bigEndian32(buffer_.data() + 1);
  if (length < 4 || length - 4 > longestBody(message.type)) {
    throw ProtocolError("the engine sent a message with the length " + std::to_string(length));
  }
  message.size = length - 4;
  return true;
}

bool Channel::take(bool wait, const transport::Deadline& deadline, Message& message) {
  try {
    for (int taken = 0;; taken++) {
      // Whoever sends without end would keep a call beyond every deadline.
      if (wait && deadline && transport::remaining(deadline) == 0) throw transport::TransportTimeout();
      if (!wait && taken == mostUnasked) return false;
      if (!takeHeader(wait, deadline, message)) return false;
      const std::size_t whole = headerSize + message.size;
      if (wait ? !buffer_.need(whole, *transport_, deadline) : !buffer_.has(whole, *transport_)) {
        if (wait) throw transport::TransportError("the engine closed the connection in the middle of a message");
        return false;
      }
      message.position = buffer_.position() + headerSize;
      message.body = buffer_.data() + headerSize;
      buffer_.consume(whole);
      if (message.type == 'Z' && message.size > 0) inTransaction_ = *message.body != 'I';
      if (message.type != 'S') return true;
      Reader reader = message.reader();
      const std::string name(reader.text());
      if (parameters_.size() < mostParameters || parameters_.count(name) > 0) {
        parameters_[name] = std::string(reader.text());
      }
    }
  } catch (const transport::TransportTimeout&) {
    throw;
  } catch (const std::exception&) {
    broken_ = true;
    throw;
  }
}

Message Channel::next(const transport::Deadline& deadline) {
  Message message;
  take(true, deadline, message);
  return message;
}

bool Channel::poll(Message& message) {
  if (take(false, std::nullopt, message)) return true;
  if (!buffer_.ended()) return false;
  broken_ = true;
  throw transport::TransportError("the engine closed the connection");
}

bool Channel::gone() noexcept {
  if (broken_) return true;
  try {
    Message message;
    for (int taken = 0; transport_->readable() || buffer_.available() > 0; taken++) {
      if (!poll(message)) return false;
      if (message.type != 'N' || taken == mostUnasked) broken_ = true;
      if (broken_) return true;
    }
  } catch (const std::exception&) {
    broken_ = true;
  }
  return broken_;
}

void Channel::start(const Startup& startup, const transport::Deadline& deadline) {
  send(Outbox().startup(startup.parameters), deadline);
  Authentication authentication(startup.password, startup.address.kind != transport::Address::Kind::unixSocket);
  for (;;) {
    const Message message = next(deadline);
    switch (message.type) {
      case 'R':
        if (const auto answer = authentication.answer(message.reader())) send(*answer, deadline);
        break;
      case 'K': {
        Reader reader = message.reader();
        process_ = reader.int32();
        secret_ = reader.int32();
        break;
      }
      case 'N':
        if (notices_.size() < mostParameters) notices_.push_back(readReport(message.reader()));
        break;
      case 'E': throw ServerError(readReport(message.reader()));
      case 'Z': started_ = true; return;
      default:
        throw ProtocolError(std::string("the engine answered the startup with a message of the type ") + message.type);
    }
  }
}

void Channel::cancel(const transport::Deadline& deadline) const {
  const auto line = transport::connect(address_, deadline);
  const Outbox request = Outbox().cancelRequest(process_, secret_);
  line->write(request.bytes().data(), request.bytes().size(), deadline);
  // The server closes when it has passed the request on. Without this wait the request could meet the
  // channel's next statement.
  char ignored = 0;
  while (transport::remaining(deadline) != 0 && line->read(&ignored, 1, deadline) > 0) continue;
}

std::string Channel::parameter(const std::string& name) const {
  const auto found = parameters_.find(name);
  return found == parameters_.end() ? std::string() : found->second;
}

}  // namespace drawbridge::wire
