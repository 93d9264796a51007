// The frame around every call: checks the handle, takes its lock, clears its diagnostics, runs the body and
// turns whatever it throws into diagnostics. No exception passes this border.
#pragma once

#include <new>

#include "odbc/handle.h"
#include "odbc/odbc-error.h"
#include "transport/transport.h"
#include "wire/reader.h"

namespace drawbridge::odbc {

// Turns the exception in flight into a record; rethrows nothing.
inline SQLRETURN recordException(Diagnostics& diagnostics) noexcept {
  try {
    try {
      throw;
    } catch (const OdbcError& e) {
      diagnostics.error({e.state(), e.what(), e.row(), e.column()});
    } catch (const transport::TransportTimeout&) {
      diagnostics.error({"HYT01", "The engine did not answer in time"});
    } catch (const transport::TransportError& e) {
      diagnostics.error({"08S01", std::string("The connection to the engine is lost: ") + e.what()});
    } catch (const wire::ProtocolError& e) {
      diagnostics.error({"08S01", std::string("The connection to the engine had to be given up: ") + e.what()});
    } catch (const std::bad_alloc&) {
      diagnostics.error({"HY001", "Out of memory"});
    } catch (const std::exception& e) {
      diagnostics.error({"HY000", e.what()});
    } catch (...) {
      diagnostics.error({"HY000", "Unexpected failure in the driver"});
    }
  } catch (...) {
    // No memory even for the record: the return code has to say it alone.
  }
  return SQL_ERROR;
}

template <typename T, typename Body>
SQLRETURN guarded(SQLHANDLE raw, Body&& body) noexcept {
  T* handle = handleCast<T>(raw);
  if (handle == nullptr) return SQL_INVALID_HANDLE;
  const std::lock_guard<std::mutex> lock(handle->mutex);
  // Freed by another thread meanwhile.
  if (!handle->is(T::handleKind)) return SQL_INVALID_HANDLE;
  handle->diagnostics.clear();
  SQLRETURN result = SQL_ERROR;
  try {
    result = body(*handle);
    if (result == SQL_SUCCESS && !handle->diagnostics.records().empty()) result = SQL_SUCCESS_WITH_INFO;
  } catch (...) {
    result = recordException(handle->diagnostics);
  }
  handle->diagnostics.returnCode = result;
  return result;
}

}  // namespace drawbridge::odbc
