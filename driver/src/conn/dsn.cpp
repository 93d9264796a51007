#include "conn/dsn.h"

#include <odbcinst.h>

namespace drawbridge::conn {

std::string dsnRunFolder(const std::string& dsn) {
  char folder[4096] = "";
  const int length = SQLGetPrivateProfileString(dsn.c_str(), "RunDir", "", folder, sizeof folder, "odbc.ini");
  return length > 0 ? std::string(folder) : std::string();
}

}  // namespace drawbridge::conn
