#include "conn/dsn.h"

#include <odbcinst.h>

namespace drawbridge::conn {
namespace {

#if !defined(_WIN32) && !defined(DRAWBRIDGE_IODBC)
// As unixODBC reads its own switches.
bool isOn(const char* text) noexcept {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
  return text[0] == '1' || letter(text[0]) == 'y' || (letter(text[0]) == 'o' && letter(text[1]) == 'n');
}
#endif

}  // namespace

std::string dsnRunFolder(const std::string& dsn) {
  char folder[4096] = "";
  const int length = SQLGetPrivateProfileString(dsn.c_str(), "RunDir", "", folder, sizeof folder, "odbc.ini");
  return length > 0 ? std::string(folder) : std::string();
}

bool managerPools() {
#if defined(_WIN32) || defined(DRAWBRIDGE_IODBC)
  return false;
#else
  char value[8] = "";
  SQLGetPrivateProfileString("ODBC", "Pooling", "0", value, sizeof value, "odbcinst.ini");
  return isOn(value);
#endif
}

}  // namespace drawbridge::conn
