// The attributes of a statement that are plain values.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <tuple>

namespace drawbridge::odbc {

struct StatementAttributes {
  SQLULEN maxRows = 0;
  SQLULEN maxLength = 0;
  SQLULEN queryTimeout = 0;
  SQLULEN metadataId = SQL_FALSE;
  SQLULEN noScan = SQL_NOSCAN_OFF;
  SQLULEN retrieveData = SQL_RD_ON;
  // SQLExtendedFetch's own rowset size, of ODBC 2.x.
  SQLULEN rowsetSize = 1;
};

inline bool operator==(const StatementAttributes& a, const StatementAttributes& b) noexcept {
  const auto all = [](const StatementAttributes& s) {
    return std::tie(s.maxRows, s.maxLength, s.queryTimeout, s.metadataId, s.noScan, s.retrieveData, s.rowsetSize);
  };
  return all(a) == all(b);
}

}  // namespace drawbridge::odbc
