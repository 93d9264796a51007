// The attributes of a connection that are plain values.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <tuple>

#include "odbc/statement-settings.h"

namespace drawbridge::odbc {

struct ConnectionSettings {
  SQLUINTEGER loginTimeout = 30;
  SQLUINTEGER connectionTimeout = 0;
  SQLUINTEGER accessMode = SQL_MODE_READ_WRITE;
  SQLUINTEGER metadataId = SQL_FALSE;
  SQLUINTEGER isolation = 0;
  SQLUINTEGER packetSize = 0;
  SQLUINTEGER odbcCursors = SQL_CUR_USE_DRIVER;
  SQLPOINTER quietWindow = nullptr;
  // What new statements begin with.
  StatementAttributes statementDefaults;
};

inline bool operator==(const ConnectionSettings& a, const ConnectionSettings& b) noexcept {
  const auto all = [](const ConnectionSettings& s) {
    return std::tie(s.loginTimeout, s.connectionTimeout, s.accessMode, s.metadataId, s.isolation, s.packetSize, s.odbcCursors, s.quietWindow,
                    s.statementDefaults);
  };
  return all(a) == all(b);
}

}  // namespace drawbridge::odbc
