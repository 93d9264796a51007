// What every ODBC handle begins with. The magic number and the kind tell a live handle of the right kind from
// anything else that an application may pass.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <mutex>

#include "odbc/diagnostics.h"

namespace drawbridge::odbc {

enum class HandleKind : std::uint32_t { environment, connection, statement, descriptor };

class Handle {
 public:
  explicit Handle(HandleKind kind) noexcept : kind_(kind) {}
  virtual ~Handle() { magic_ = 0; }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  bool is(HandleKind kind) const noexcept { return magic_ == alive && kind_ == kind; }

  std::mutex mutex;
  Diagnostics diagnostics;

 private:
  static constexpr std::uint32_t alive = 0xD4A3B21D;
  // volatile: the write in the destructor must really happen.
  volatile std::uint32_t magic_ = alive;
  HandleKind kind_;
};

// nullptr when the raw handle is none of the wanted class.
template <typename T>
T* handleCast(SQLHANDLE raw) noexcept {
  auto* handle = static_cast<Handle*>(raw);
  return handle != nullptr && handle->is(T::handleKind) ? static_cast<T*>(handle) : nullptr;
}

}  // namespace drawbridge::odbc
