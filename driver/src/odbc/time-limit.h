// How long a call may wait for the engine, and whose limit that is: the statement's (SQL_ATTR_QUERY_TIMEOUT) or the
// connection's (SQL_ATTR_CONNECTION_TIMEOUT, SQL_ATTR_LOGIN_TIMEOUT).
#pragma once

#include "odbc/odbc-error.h"
#include "transport/transport.h"

namespace drawbridge::odbc {

struct TimeLimit {
  // 0: none.
  std::uint64_t seconds = 0;
  bool ofStatement = true;

  transport::Deadline deadline() const {
    if (seconds == 0) return std::nullopt;
    return transport::after(std::chrono::seconds(seconds));
  }
  // This limit, or the connection's where that one is shorter.
  TimeLimit within(std::uint64_t connectionSeconds) const noexcept {
    const bool shorter = connectionSeconds > 0 && (seconds == 0 || connectionSeconds < seconds);
    return shorter ? TimeLimit{connectionSeconds, false} : *this;
  }
  OdbcError passed(const char* meanwhile) const {
    return OdbcError(ofStatement ? "HYT00" : "HYT01", std::string(ofStatement ? "The query" : "The connection") + " timeout of " +
                                                          std::to_string(seconds) + " s passed " + meanwhile);
  }
};

}  // namespace drawbridge::odbc
