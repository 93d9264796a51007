// Finding an engine that answers, and opening the first channel to it.
#pragma once

#include <memory>

#include "conn/connection-string.h"
#include "odbc/server-state.h"
#include "wire/channel.h"

namespace drawbridge::odbc {

struct EngineChannel {
  wire::Startup startup;
  std::unique_ptr<wire::Channel> channel;
};

// `loginTimeout` in seconds, 0: for ever. Throws OdbcError: 08001 nobody answers, HYT00, or what the engine says.
EngineChannel findEngine(const conn::ConnectionString& string, SQLUINTEGER loginTimeout);

}  // namespace drawbridge::odbc
