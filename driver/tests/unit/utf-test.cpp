#include "check.h"
#include "wide/utf.h"

using namespace drawbridge;

namespace {

std::string roundTrip(const std::string& utf8) {
  const auto units = wide::toUtf16(utf8);
  return wide::toUtf8(units.data(), units.size());
}

}  // namespace

TEST("every plane survives the way to UTF-16 and back") {
  for (const char* text : {"", "plain", "grün", "€ 12", "🌱 seed", "a\xF4\x8F\xBF\xBFz"}) CHECK_EQUAL(roundTrip(text), text);
}

TEST("long ASCII with one other character at any place is converted exactly") {
  for (std::size_t at = 0; at < 70; at++) {
    std::string text(70, 'x');
    text.insert(at, "ü");
    CHECK_EQUAL(roundTrip(text), text);
    CHECK_EQUAL(wide::toUtf16(text).size(), 71u);
  }
}

TEST("broken UTF-8 becomes replacement characters and never reads past its end") {
  const std::string replacement = "\xEF\xBF\xBD";
  CHECK_EQUAL(roundTrip("a\x80z"), "a" + replacement + "z");
  CHECK_EQUAL(roundTrip("\xC3"), replacement);
  CHECK_EQUAL(roundTrip("\xE2\x82"), replacement + replacement);
  CHECK_EQUAL(roundTrip("\xF0\x9F\x8C"), replacement + replacement + replacement);
  CHECK_EQUAL(roundTrip("\xED\xA0\x80"), replacement);       // a surrogate
  CHECK_EQUAL(roundTrip("\xC0\xAF"), replacement + replacement);  // overlong
  CHECK_EQUAL(roundTrip("\xF5\x80\x80\x80"), replacement + replacement + replacement + replacement);
}

TEST("lone surrogates become replacement characters") {
  const wide::Unit units[] = {'a', 0xD83C, 'b', 0xDF31, 0xD83C};
  CHECK_EQUAL(wide::toUtf8(units, 5), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST("the length of all is told whatever the room, and nothing is written beyond it") {
  const std::string text = "abcdefghijklmnopqrstuvwxyz 🌱";
  for (std::size_t room = 0; room < 32; room++) {
    wide::Unit out[33];
    for (wide::Unit& unit : out) unit = 0x7777;
    CHECK_EQUAL(wide::toUtf16(text, out, room), sizeof(wide::Unit) == 2 ? 29u : 28u);
    for (std::size_t i = room; i < 33; i++) CHECK_EQUAL(out[i], 0x7777);
  }
}
