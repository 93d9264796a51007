// The one exception of the ODBC layer: what the application reads with SQLGetDiagRec.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <stdexcept>
#include <string>

namespace drawbridge::odbc {

class OdbcError : public std::runtime_error {
 public:
  // `state` has five characters; so has `serverState`, the engine's own word where the error came from it.
  OdbcError(std::string state, const std::string& message, std::string serverState = {})
      : std::runtime_error(message), state_(std::move(state)), serverState_(std::move(serverState)) {}
  const std::string& state() const noexcept { return state_; }
  const std::string& serverState() const noexcept { return serverState_; }

 private:
  std::string state_;
  std::string serverState_;
};

}  // namespace drawbridge::odbc
