#include "odbc/handle-memory.h"

#include <deque>
#include <map>
#include <mutex>
#include <new>

namespace drawbridge::odbc {
namespace {

constexpr std::size_t leastAtRest = 64;

struct Kept {
  std::mutex mutex;
  // By size, the one that has rested longest first.
  std::map<std::size_t, std::deque<void*>> blocks;
};

// Never destroyed: other threads may free handles while the process ends.
Kept& kept() {
  static Kept* const all = new Kept;
  return *all;
}

}  // namespace

void* allocateHandleMemory(std::size_t size) {
  {
    Kept& all = kept();
    const std::lock_guard<std::mutex> lock(all.mutex);
    std::deque<void*>& resting = all.blocks[size];
    if (resting.size() > leastAtRest) {
      void* const oldest = resting.front();
      resting.pop_front();
      return oldest;
    }
  }
  return ::operator new(size);
}

void keepHandleMemory(void* at, std::size_t size) noexcept {
  try {
    Kept& all = kept();
    const std::lock_guard<std::mutex> lock(all.mutex);
    all.blocks[size].push_back(at);
  } catch (...) {
    // No memory to remember it: it stays unused, which harms less than a handle that points nowhere.
  }
}

}  // namespace drawbridge::odbc
