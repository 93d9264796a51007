#include "wire/receive-buffer.h"

#include <cstring>

namespace drawbridge::wire {
namespace {

// Large enough for few system calls, small enough to stay in the processor's cache.
constexpr std::size_t usualCapacity = 256 * 1024;
constexpr std::size_t leastRead = 16 * 1024;

}  // namespace

ReceiveBuffer::ReceiveBuffer() : memory_(new std::uint8_t[usualCapacity]), capacity_(usualCapacity) {}

void ReceiveBuffer::makeRoom() {
  if (filled_ + leastRead <= capacity_) return;
  const std::size_t from = firstNeeded();
  const std::size_t used = filled_ - from;
  if (from > 0 && used <= capacity_ / 2) {
    std::memmove(memory_.get(), memory_.get() + from, used);
  } else {
    const std::size_t larger = capacity_ * 2;
    std::unique_ptr<std::uint8_t[]> memory(new std::uint8_t[larger]);
    std::memcpy(memory.get(), memory_.get() + from, used);
    memory_ = std::move(memory);
    capacity_ = larger;
  }
  base_ += from;
  read_ -= from;
  filled_ = used;
}

bool ReceiveBuffer::fill(transport::Transport& from, const transport::Deadline& deadline) {
  const std::size_t got = from.read(memory_.get() + filled_, capacity_ - filled_, deadline);
  filled_ += got;
  if (got == 0) ended_ = true;
  return got > 0;
}

bool ReceiveBuffer::need(std::size_t size, transport::Transport& from, const transport::Deadline& deadline) {
  if (available() == 0 && !keeping_) {
    base_ += read_;
    read_ = filled_ = 0;
  }
  while (available() < size) {
    makeRoom();
    if (!fill(from, deadline)) return false;
  }
  return true;
}

bool ReceiveBuffer::has(std::size_t size, transport::Transport& from) {
  while (available() < size) {
    if (!from.readable()) return false;
    makeRoom();
    if (!fill(from, transport::after(std::chrono::milliseconds(0)))) return false;
  }
  return true;
}

void ReceiveBuffer::shrink() {
  if (capacity_ <= 4 * usualCapacity || keeping_ || available() > usualCapacity) return;
  std::unique_ptr<std::uint8_t[]> memory(new std::uint8_t[usualCapacity]);
  const std::size_t used = available();
  std::memcpy(memory.get(), data(), used);
  memory_ = std::move(memory);
  capacity_ = usualCapacity;
  base_ += read_;
  read_ = 0;
  filled_ = used;
}

}  // namespace drawbridge::wire
