// The channels of one connection. A statement holds one while its result streams; the next statement gets
// another, a sibling that the engine knows by the session key.
//
// When the engine has gone, the statement that notices gets 08S01; after that a new first channel is opened,
// so that an application survives a restart of the engine. Safe for several threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "odbc/type-table.h"
#include "wire/channel.h"

namespace drawbridge::odbc {

class ChannelPool {
 public:
  // `loginTimeout`: seconds that opening a further channel may take; 0: for ever.
  ChannelPool(wire::Startup startup, std::unique_ptr<wire::Channel> first, std::uint32_t loginTimeout = 0);

  // Throws OdbcError 08S01, or what opening a channel throws.
  wire::Channel& acquire(const transport::Deadline& deadline);
  // An idle channel with a transaction that has not ended, or null.
  wire::Channel* acquireInTransaction() noexcept;
  void giveBack(wire::Channel& channel) noexcept;
  // All idle channels but the first are closed.
  void dropIdleSiblings() noexcept;

  // Whether the engine has gone, as far as can be seen without asking it.
  bool dead() noexcept;

  const std::uint32_t loginTimeout;
  // Whether the data source refuses every write, and how many characters a text without a limit is told as.
  const bool readOnly;
  const SQLULEN longestText;
  // SQL_ATTR_CONNECTION_TIMEOUT: seconds that the engine may be silent; 0: for ever. May change at any time.
  std::atomic<std::uint32_t> connectionTimeout{0};
  // Whether a statement may have left something behind in the engine's session, such as a setting.
  std::atomic<bool> sessionChanged{false};

 private:
  struct Entry {
    std::unique_ptr<wire::Channel> channel;
    bool busy = false;
  };
  std::unique_ptr<wire::Channel> open(const transport::Deadline& deadline);
  std::unique_ptr<wire::Channel> openSibling(const transport::Deadline& deadline);

  wire::Startup startup_;
  std::string sessionKey_;
  std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace drawbridge::odbc
