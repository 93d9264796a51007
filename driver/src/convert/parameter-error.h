// Why a parameter cannot be sent.
#pragma once

#include <stdexcept>

namespace drawbridge::convert {

class ParameterError : public std::runtime_error {
 public:
  // `state`: an SQLSTATE of ODBC.
  ParameterError(const char* state, const char* text) : std::runtime_error(text), state_(state) {}
  const char* state() const noexcept { return state_; }

 private:
  const char* state_;
};

}  // namespace drawbridge::convert
