// The attributes of a statement that are plain values.
#pragma once

#include <sql.h>
#include <sqlext.h>

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

}  // namespace drawbridge::odbc
