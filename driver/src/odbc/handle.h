// What every ODBC handle begins with. The magic number and the kind tell a live handle of the right kind from
// anything else that an application may pass.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <new>

#include "odbc/diagnostics.h"
#include "odbc/handle-memory.h"

namespace drawbridge::odbc {

enum class HandleKind : std::uint32_t { environment, connection, statement, descriptor };

class Handle {
 public:
  explicit Handle(HandleKind kind) noexcept : kind_(kind) {}
  virtual ~Handle() { retire(); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  static void* operator new(std::size_t size) { return allocateHandleMemory(size); }
  static void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
      return allocateHandleMemory(size);
    } catch (const std::bad_alloc&) {
      return nullptr;
    }
  }
  static void operator delete(void* at, std::size_t size) noexcept { keepHandleMemory(at, size); }

  bool is(HandleKind kind) const noexcept { return magic_.load(std::memory_order_relaxed) == alive && kind_ == kind; }
  // From here on it is refused, also by calls that wait for its lock.
  void retire() noexcept { magic_.store(0, std::memory_order_relaxed); }

  std::mutex mutex;
  Diagnostics diagnostics;

 private:
  static constexpr std::uint32_t alive = 0xD4A3B21D;
  std::atomic<std::uint32_t> magic_ = alive;
  HandleKind kind_;
};

// nullptr when the raw handle is none of the wanted class.
template <typename T>
T* handleCast(SQLHANDLE raw) noexcept {
  auto* handle = static_cast<Handle*>(raw);
  return handle != nullptr && handle->is(T::handleKind) ? static_cast<T*>(handle) : nullptr;
}

}  // namespace drawbridge::odbc
