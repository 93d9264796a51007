// Memory of handles, which is never given back to the system: an application that still has a freed handle must find the
// cleared magic number there, and not a page that is gone.
#pragma once

#include <cstddef>

namespace drawbridge::odbc {

// Throws std::bad_alloc.
void* allocateHandleMemory(std::size_t size);

// To be used again, but only after some others, so that a freed handle does not soon mean another one.
void keepHandleMemory(void* at, std::size_t size) noexcept;

}  // namespace drawbridge::odbc
