// ErrorResponse and NoticeResponse: what the server says, in its own SQLSTATEs.
#pragma once

#include <string>

#include "wire/reader.h"

namespace drawbridge::wire {

struct ServerReport {
  std::string state;
  std::string message;
  std::string detail;
  std::string hint;
  // 1-based character of the statement; empty where the server names none.
  std::string position;
};

ServerReport readReport(Reader reader);

// The server answered with an ErrorResponse. The channel goes on after ReadyForQuery.
class ServerError : public std::runtime_error {
 public:
  explicit ServerError(ServerReport report) : std::runtime_error(report.message), report_(std::move(report)) {}
  const ServerReport& report() const noexcept { return report_; }

 private:
  ServerReport report_;
};

}  // namespace drawbridge::wire
