#if !defined(_WIN32)
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "conn/system.h"

namespace drawbridge::conn {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string userName() {
  passwd entry{};
  passwd* found = nullptr;
  char buffer[4096];
  if (getpwuid_r(getuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr) return found->pw_name;
  return std::to_string(getuid());
}

std::string programName() {
#if defined(__GLIBC__)
  return program_invocation_short_name;
#else
  const char* name = getprogname();
  return name == nullptr ? std::string() : std::string(name);
#endif
}

}  // namespace drawbridge::conn
#endif
