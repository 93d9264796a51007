#include "check.h"
#include "odbc/parameter-markers.h"

using drawbridge::odbc::countParameterMarkers;

TEST("markers count outside of quotes and comments only") {
  CHECK_EQUAL(countParameterMarkers("SELECT ? + ?"), 2u);
  CHECK_EQUAL(countParameterMarkers("SELECT '?', 'it''s ?', \"a?\", [b?], `c?`, ?"), 1u);
  CHECK_EQUAL(countParameterMarkers("SELECT 1 -- ?\n, ? /* ? */, ?"), 2u);
  CHECK_EQUAL(countParameterMarkers("SELECT 'never ends ?"), 0u);
  CHECK_EQUAL(countParameterMarkers(""), 0u);
}
