#include <string>

#include "check.h"
#include "wide/utf.h"

using namespace drawbridge;

TEST("a wide character is one code point, also beyond the first plane") {
  CHECK_EQUAL(sizeof(wide::Unit), 4u);
  const auto units = wide::toUtf16("a\u00fc\U0001F331");
  CHECK_EQUAL(units.size(), 3u);
  CHECK_EQUAL(static_cast<unsigned>(units[2]), 0x1F331u);
  CHECK_EQUAL(wide::toUtf8(units.data(), 3), "a\u00fc\U0001F331");
}

TEST("what is no code point becomes a replacement character") {
  const wide::Unit broken[] = {L'a', static_cast<wide::Unit>(0x110000), static_cast<wide::Unit>(0xFFFFFFFF), 0xD800, L'z'};
  CHECK_EQUAL(wide::toUtf8(broken, 5), "a\uFFFD\uFFFD\uFFFDz");
}
