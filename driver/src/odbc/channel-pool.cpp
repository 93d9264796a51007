#include "odbc/channel-pool.h"

#include <algorithm>
#include <charconv>

#include "odbc/server-state.h"

namespace drawbridge::odbc {
namespace {

constexpr std::size_t mostIdle = 4;

SQLULEN numberOr(const std::string& text, SQLULEN otherwise) noexcept {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number > 0 ? number : otherwise;
}

}  // namespace

ChannelPool::ChannelPool(wire::Startup startup, std::unique_ptr<wire::Channel> first, std::uint32_t login)
    : loginTimeout(login),
      readOnly(first->parameter("drawbridge_read_only") == "on"),
      longestText(numberOr(first->parameter("drawbridge_maximum_column_size"), unboundedText)),
      startup_(std::move(startup)), sessionKey_(first->parameter("drawbridge_session")) {
  entries_.push_back({std::move(first), false});
}

std::unique_ptr<wire::Channel> ChannelPool::open(const transport::Deadline& deadline) {
  // With no channel left alive the session has ended, too, and a new one begins.
  const bool alive = std::any_of(entries_.begin(), entries_.end(), [](const Entry& entry) { return !entry.channel->broken(); });
  try {
    if (alive && !sessionKey_.empty()) {
      try {
        return openSibling(deadline);
      } catch (const wire::ServerError& e) {
        // An engine that was started anew knows no session of its predecessor, whose channels may seem alive still.
        if (e.report().state != "28000") throw;
      }
    }
    auto channel = wire::Channel::open(startup_, deadline);
    sessionKey_ = channel->parameter("drawbridge_session");
    return channel;
  } catch (const wire::ServerError& e) {
    throw serverFailure(e.report(), Phase::running);
  }
}

std::unique_ptr<wire::Channel> ChannelPool::openSibling(const transport::Deadline& deadline) {
  wire::Startup startup = startup_;
  for (auto& [name, value] : startup.parameters) {
    if (name == "database") value.clear();
  }
  startup.parameters.emplace_back("drawbridge_session", sessionKey_);
  return wire::Channel::open(startup, deadline);
}

wire::Channel& ChannelPool::acquire(const transport::Deadline& deadline) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto lost = std::remove_if(entries_.begin(), entries_.end(),
                                   [](const Entry& entry) { return !entry.busy && entry.channel->gone(); });
  if (lost != entries_.end()) {
    entries_.erase(lost, entries_.end());
    throw OdbcError("08S01",
                    "The engine has closed the connection. If it runs again, the next statement connects anew; otherwise "
                    "start it with \"drawbridge host\" or \"npm start\".");
  }
  for (Entry& entry : entries_) {
    if (entry.busy) continue;
    entry.busy = true;
    return *entry.channel;
  }
  entries_.push_back({open(deadline), true});
  return *entries_.back().channel;
}

wire::Channel* ChannelPool::acquireInTransaction() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (Entry& entry : entries_) {
    if (entry.busy || entry.channel->broken() || !entry.channel->inTransaction()) continue;
    entry.busy = true;
    return entry.channel.get();
  }
  return nullptr;
}

void ChannelPool::giveBack(wire::Channel& channel) noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& e) { return e.channel.get() == &channel; });
  if (entry == entries_.end()) return;
  const auto idle = std::count_if(entries_.begin(), entries_.end(), [](const Entry& e) { return !e.busy; });
  entry->busy = false;
  const bool first = entry == entries_.begin();
  if (channel.broken() || (!first && static_cast<std::size_t>(idle) >= mostIdle)) entries_.erase(entry);
}

void ChannelPool::dropIdleSiblings() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (entries_.empty()) return;
  entries_.erase(std::remove_if(entries_.begin() + 1, entries_.end(), [](const Entry& entry) { return !entry.busy; }), entries_.end());
}

bool ChannelPool::dead() noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (entries_.empty()) return true;
  Entry& first = entries_.front();
  return first.busy ? first.channel->broken() : first.channel->gone();
}

}  // namespace drawbridge::odbc
