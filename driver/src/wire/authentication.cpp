#include "wire/authentication.h"

namespace drawbridge::wire {
namespace {

constexpr std::uint32_t ok = 0;
constexpr std::uint32_t saslBegin = 10;
constexpr std::uint32_t saslContinue = 11;
constexpr std::uint32_t saslFinal = 12;

}  // namespace

std::optional<Outbox> Authentication::answer(Reader message) {
  switch (message.int32()) {
    case ok:
      if (mustProve_ && !proven_) throw ProtocolError("the engine asked for no proof and gave none");
      return std::nullopt;
    case saslBegin: return begin(message);
    case saslContinue: {
      const auto answer = exchange_ && !proven_ ? exchange_->last(message.rest()) : std::nullopt;
      if (!answer) throw ProtocolError("the engine's side of the proof by password is malformed");
      return Outbox().saslResponse(*answer);
    }
    case saslFinal:
      proven_ = exchange_ && exchange_->proves(message.rest());
      if (!proven_) throw ProtocolError("the engine does not know the password that it asks for");
      return std::nullopt;
    // A password is never sent as it is.
    default: throw ProtocolError("the engine asks for a password in another way than SCRAM-SHA-256");
  }
}

Outbox Authentication::begin(Reader mechanisms) {
  bool offered = false;
  while (mechanisms.left() > 0) offered = mechanisms.text() == scram::mechanism || offered;
  if (!offered || exchange_) throw ProtocolError("the engine asks for a password in another way than SCRAM-SHA-256");
  if (password_.empty()) throw ProtocolError("the engine asks for a password, and endpoint.json holds none");
  exchange_.emplace(password_);
  return Outbox().saslInitial(scram::mechanism, exchange_->first());
}

}  // namespace drawbridge::wire
