// The words of Windows for one of its error numbers.
#pragma once

#if defined(_WIN32)
#include <string>

namespace drawbridge::transport {

// In UTF-8, without the line's end.
std::string windowsErrorText(unsigned long error);

}  // namespace drawbridge::transport
#endif
