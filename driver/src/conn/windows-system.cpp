#if defined(_WIN32)
#include <windows.h>

#include "conn/system.h"
#include "wide/utf.h"

namespace drawbridge::conn {
namespace {

std::wstring wideName(const char* ascii) { return std::wstring(ascii, ascii + std::char_traits<char>::length(ascii)); }

}  // namespace

std::string environment(const char* name) {
  const std::wstring wide = wideName(name);
  wchar_t value[4096];
  const DWORD length = GetEnvironmentVariableW(wide.c_str(), value, 4096);
  return length < 4096 ? wide::toUtf8(value, length) : std::string();
}

std::string userName() {
  wchar_t name[257];
  DWORD size = 257;
  return GetUserNameW(name, &size) ? wide::toUtf8(name, wide::unitLength(name)) : std::string("unknown");
}

std::string programName() {
  wchar_t path[4096];
  const std::string whole = wide::toUtf8(path, GetModuleFileNameW(nullptr, path, 4096));
  const std::size_t slash = whole.find_last_of("\\/");
  return slash == std::string::npos ? whole : whole.substr(slash + 1);
}

}  // namespace drawbridge::conn
#endif
