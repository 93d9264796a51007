#if defined(_WIN32)
#include "entry/odbc-headers.h"
#include "setup/config-dsn.h"

#include <string>

using namespace drawbridge;

namespace {

std::wstring widened(const char* text, std::size_t length) {
  std::wstring out(length, L'\0');
  const int units = MultiByteToWideChar(CP_ACP, 0, text, static_cast<int>(length), out.data(), static_cast<int>(length));
  out.resize(static_cast<std::size_t>(units));
  return out;
}

// With its last zero, behind which the string's own makes the second.
std::size_t listLength(const char* list) {
  std::size_t length = 0;
  while (list[length] != '\0') length += std::char_traits<char>::length(list + length) + 1;
  return length;
}

}  // namespace

extern "C" {

BOOL INSTAPI ConfigDSNW(HWND window, WORD request, LPCWSTR driver, LPCWSTR attributes) {
  return setup::configureDsn(window, request, driver, attributes);
}
BOOL INSTAPI ConfigDSN(HWND window, WORD request, LPCSTR driver, LPCSTR attributes) {
  const std::wstring name = driver == nullptr ? std::wstring() : widened(driver, std::char_traits<char>::length(driver));
  const std::wstring list = attributes == nullptr ? std::wstring() : widened(attributes, listLength(attributes));
  return setup::configureDsn(window, request, name.c_str(), list.c_str());
}

}  // extern "C"
#endif
