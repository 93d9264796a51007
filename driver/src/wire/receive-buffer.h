// Bytes from the server in one flat piece of memory, so that a message is always contiguous.
//
// Positions are counted from the start of the connection, so they stay valid while the buffer moves its
// content. Everything from `keepFrom` on is kept: the rows of the current rowset stay readable for
// SQLGetData without having been copied. Memory grows with the bytes that really arrived, never with a
// length that the server only announced.
#pragma once

#include <cstdint>
#include <memory>

#include "transport/transport.h"

namespace drawbridge::wire {

class ReceiveBuffer {
 public:
  ReceiveBuffer();

  // Waits until `size` bytes from the read position on are there. False: the other side has closed.
  bool need(std::size_t size, transport::Transport& from, const transport::Deadline& deadline);
  // The same without waiting: reads what is there; false when that is not enough.
  bool has(std::size_t size, transport::Transport& from);

  // Whether the other side has closed; what came before may still be unread.
  bool ended() const noexcept { return ended_; }

  std::size_t available() const noexcept { return filled_ - read_; }
  const std::uint8_t* data() const noexcept { return memory_.get() + read_; }
  void consume(std::size_t size) noexcept { read_ += size; }

  std::uint64_t position() const noexcept { return base_ + read_; }
  const std::uint8_t* at(std::uint64_t position) const noexcept { return memory_.get() + (position - base_); }

  void keepFrom(std::uint64_t position) noexcept {
    keep_ = position;
    keeping_ = true;
  }
  void keepNothing() noexcept { keeping_ = false; }
  // Bytes that are held only because of keepFrom.
  std::size_t kept() const noexcept { return keeping_ ? static_cast<std::size_t>(position() - keep_) : 0; }

  // Gives memory back after a result with large rows.
  void shrink();

 private:
  void makeRoom();
  bool fill(transport::Transport& from, const transport::Deadline& deadline);
  std::size_t firstNeeded() const noexcept {
    return keeping_ ? static_cast<std::size_t>(keep_ - base_) : read_;
  }

  std::unique_ptr<std::uint8_t[]> memory_;
  std::size_t capacity_;
  std::size_t filled_ = 0;
  std::size_t read_ = 0;
  std::uint64_t base_ = 0;
  std::uint64_t keep_ = 0;
  bool keeping_ = false;
  bool ended_ = false;
};

}  // namespace drawbridge::wire
