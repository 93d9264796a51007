// SQLGetInfo.
#include <cstdio>
#include <cstring>

#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/info-table.h"
#include "odbc/statement.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

constexpr const char* driverVersion = DRAWBRIDGE_VERSION;

// ##.##.#### as the specification has it; what follows the three numbers is left out.
std::string odbcVersion(const std::string& version) {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned patch = 0;
  std::sscanf(version.c_str(), "%3u.%3u.%5u", &major, &minor, &patch);
  char out[32];
  std::snprintf(out, sizeof out, "%02u.%02u.%04u", major, minor, patch);
  return out;
}

// Answers that depend on the connection.
bool changingText(const Connection& connection, SQLUSMALLINT type, std::string& out) {
  switch (type) {
    case SQL_DATA_SOURCE_NAME: out = connection.dataSource; return true;
    case SQL_USER_NAME: out = connection.user; return true;
    case SQL_DRIVER_VER: out = odbcVersion(driverVersion); return true;
    case SQL_DBMS_VER: out = odbcVersion(connection.serverVersion); return true;
    case SQL_DATA_SOURCE_READ_ONLY: out = connection.connected() && connection.channels->readOnly ? "Y" : "N"; return true;
    default: return false;
  }
}

#ifdef _WIN32
constexpr bool hasUnixOdbcsLibrary = false;
#else
constexpr bool hasUnixOdbcsLibrary = true;
#endif

// unixODBC loads its cursor library where an application leaves that to it, as PDO does, and static cursors have no
// absolute positions. That library knows no Unicode functions, so that with a driver that has only those every call
// fails without a word: the question is answered as if the library were not needed. It is the first of a connection,
// asked before the application has it, and without a place for the length (__connect_part_two of unixODBC 2.3.11's
// SQLConnect.c). Applications that ask are told that there are no static cursors.
bool asksForCursorLibrary(Connection& connection, SQLUSMALLINT type, const SQLSMALLINT* length) noexcept {
  const bool first = !connection.infoAsked;
  connection.infoAsked = true;
  return hasUnixOdbcsLibrary && first && type == SQL_STATIC_CURSOR_ATTRIBUTES1 && length == nullptr;
}

template <typename T>
void put(SQLPOINTER value, SQLSMALLINT* length, T number) noexcept {
  if (value != nullptr) std::memcpy(value, &number, sizeof number);
  if (length != nullptr) *length = sizeof number;
}

}  // namespace

SQLRETURN info(SQLHDBC raw, SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT room, SQLSMALLINT* length) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) {
    std::string changing;
    const InfoEntry* entry = findInfo(type);
    if (asksForCursorLibrary(connection, type, length)) {
      put(value, length, static_cast<SQLUINTEGER>(SQL_CA1_ABSOLUTE));
    } else if (changingText(connection, type, changing)) {
      setIf(length, textOutBytes(changing, value, room, connection.diagnostics));
    } else if (entry == nullptr) {
      throw OdbcError("HY096", "SQLGetInfo has no information type " + std::to_string(type));
    } else if (entry->kind == InfoKind::text) {
      setIf(length, textOutBytes(entry->text, value, room, connection.diagnostics));
    } else if (entry->kind == InfoKind::int16) {
      put(value, length, static_cast<SQLUSMALLINT>(entry->number));
    } else {
      put(value, length, static_cast<SQLUINTEGER>(entry->number));
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
