#if defined(_WIN32)
#include "transport/windows-error.h"

#include <windows.h>

#include "wide/utf.h"

namespace drawbridge::transport {

std::string windowsErrorText(unsigned long error) {
  wchar_t text[512];
  DWORD length = FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr, error, 0, text, 512, nullptr);
  while (length > 0 && (text[length - 1] == L'\n' || text[length - 1] == L'\r' || text[length - 1] == L'.')) length--;
  if (length == 0) return "Windows error " + std::to_string(error);
  return wide::toUtf8(text, length);
}

}  // namespace drawbridge::transport
#endif
