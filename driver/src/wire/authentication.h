// How client and engine prove to each other who they are, during startup. On a Unix socket the folder is the proof and
// the engine asks for nothing; elsewhere both prove that they know the password of endpoint.json, by SCRAM-SHA-256.
#pragma once

#include <optional>
#include <string>

#include "scram/exchange.h"
#include "wire/outbox.h"
#include "wire/reader.h"

namespace drawbridge::wire {

class Authentication {
 public:
  // `mustProve`: an engine that lets us in without having proven itself is refused.
  Authentication(const std::string& password, bool mustProve) : password_(password), mustProve_(mustProve) {}

  // The answer to a message of the type R, if it wants one. Throws ProtocolError.
  std::optional<Outbox> answer(Reader message);

 private:
  Outbox begin(Reader mechanisms);

  std::string password_;
  bool mustProve_;
  bool proven_ = false;
  std::optional<scram::Exchange> exchange_;
};

}  // namespace drawbridge::wire
