#include "check.h"
#include "odbc/time-limit.h"

using drawbridge::odbc::TimeLimit;

TEST("of two limits the shorter one holds, and its state says whose it is") {
  CHECK_EQUAL(TimeLimit{5}.within(0).passed("").state(), "HYT00");
  CHECK_EQUAL(TimeLimit{5}.within(5).passed("").state(), "HYT00");
  CHECK_EQUAL(TimeLimit{5}.within(3).passed("").state(), "HYT01");
  CHECK_EQUAL(TimeLimit{0}.within(3).seconds, 3u);
  CHECK(!TimeLimit{0}.within(0).deadline());
}
