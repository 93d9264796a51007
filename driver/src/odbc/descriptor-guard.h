// The frame around calls with a descriptor. One that belongs to a statement shares the statement's lock, since the
// statement's calls read and write it.
#pragma once

#include "odbc/guard.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {

template <typename Body>
SQLRETURN guardedDescriptor(SQLHDESC raw, Body&& body) noexcept {
  auto* descriptor = handleCast<Descriptor>(raw);
  if (descriptor == nullptr) return SQL_INVALID_HANDLE;
  std::unique_lock<std::mutex> lock;
  if (descriptor->statement != nullptr) {
    lock = std::unique_lock<std::mutex>(descriptor->statement->mutex);
    if (!descriptor->statement->is(HandleKind::statement)) return SQL_INVALID_HANDLE;
  }
  return guarded<Descriptor>(raw, std::forward<Body>(body));
}

}  // namespace drawbridge::odbc
