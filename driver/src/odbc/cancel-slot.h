// What SQLCancel needs of a statement, behind a lock of its own: the statement's lock is held by the call that
// is to be cancelled.
#pragma once

#include <mutex>

#include "wire/channel.h"

namespace drawbridge::odbc {

class CancelSlot {
 public:
  void attach(wire::Channel& channel) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    channel_ = &channel;
  }
  // Waits for a cancel that is on its way, so that it cannot meet the channel's next statement.
  void detach() noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    channel_ = nullptr;
  }
  // Nothing happens when nothing runs. Throws TransportError or TransportTimeout.
  void cancel(const transport::Deadline& deadline) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (channel_ != nullptr) channel_->cancel(deadline);
  }

 private:
  std::mutex mutex_;
  wire::Channel* channel_ = nullptr;
};

}  // namespace drawbridge::odbc
