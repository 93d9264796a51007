#include "check.h"
#include "odbc/max-length.h"

using drawbridge::convert::ServerType;
using drawbridge::odbc::limited;

TEST("SQL_ATTR_MAX_LENGTH cuts texts between characters, bytes between bytes and numbers never") {
  CHECK_EQUAL(limited("abcdef", ServerType::text, 4), "abcd");
  CHECK_EQUAL(limited("abcdef", ServerType::text, 0), "abcdef");
  CHECK_EQUAL(limited("abc", ServerType::text, 3), "abc");
  CHECK_EQUAL(limited("a\xC3\xA9z", ServerType::text, 2), "a");
  CHECK_EQUAL(limited("a\xC3\xA9z", ServerType::text, 3), "a\xC3\xA9");
  CHECK_EQUAL(limited("\\x00ff11", ServerType::bytea, 2), "\\x00ff");
  CHECK_EQUAL(limited("12345", ServerType::int4, 2), "12345");
}
