#include <cstring>

#include "check.h"
#include "convert/converter.h"
#include "wide/utf.h"

using namespace drawbridge;
using convert::Outcome;
using convert::ServerType;

namespace {

constexpr SQLLEN untouched = -77;

template <typename T>
struct Result {
  Outcome outcome;
  T value;
  SQLLEN length;
};

template <typename T>
Result<T> run(ServerType from, SQLSMALLINT cType, std::string_view cell) {
  Result<T> result{Outcome::done, {}, untouched};
  convert::Target target;
  target.value = &result.value;
  target.room = sizeof result.value;
  target.length = &result.length;
  const convert::Converter converter = convert::findConverter(from, cType);
  CHECK(converter != nullptr);
  result.outcome = converter(cell, target);
  return result;
}

std::string chars(ServerType from, std::string_view cell, SQLLEN room, Outcome expected, SQLLEN expectedLength) {
  char buffer[64];
  std::memset(buffer, '#', sizeof buffer);
  SQLLEN length = untouched;
  convert::Target target;
  target.value = buffer;
  target.room = room;
  target.length = &length;
  const Outcome outcome = convert::findConverter(from, SQL_C_CHAR)(cell, target);
  CHECK(outcome == expected);
  CHECK_EQUAL(length, expectedLength);
  CHECK_EQUAL(buffer[room], '#');
  return room > 0 ? std::string(buffer) : std::string();
}

}  // namespace

TEST("integers keep their bounds") {
  CHECK_EQUAL(run<SQLINTEGER>(ServerType::int4, SQL_C_SLONG, "-2147483648").value, INT32_MIN);
  CHECK_EQUAL(run<SQLBIGINT>(ServerType::int8, SQL_C_SBIGINT, "9223372036854775807").value, INT64_MAX);
  CHECK_EQUAL(run<SQLBIGINT>(ServerType::int8, SQL_C_SBIGINT, "-9223372036854775808").value, INT64_MIN);
  CHECK_EQUAL(run<SQLUBIGINT>(ServerType::numeric, SQL_C_UBIGINT, "18446744073709551615").value, UINT64_MAX);
  CHECK(run<SQLINTEGER>(ServerType::int8, SQL_C_SLONG, "2147483648").outcome == Outcome::outOfRange);
  CHECK(run<SQLSCHAR>(ServerType::int4, SQL_C_STINYINT, "-129").outcome == Outcome::outOfRange);
  CHECK(run<SQLUINTEGER>(ServerType::int4, SQL_C_ULONG, "-1").outcome == Outcome::outOfRange);
  CHECK(run<SQLBIGINT>(ServerType::numeric, SQL_C_SBIGINT, "99999999999999999999999999999999999999999999").outcome == Outcome::outOfRange);
}

TEST("a fraction that is cut off is told, a fraction of zeros is not") {
  const auto cut = run<SQLINTEGER>(ServerType::numeric, SQL_C_SLONG, "12.5");
  CHECK(cut.outcome == Outcome::fractionCut);
  CHECK_EQUAL(cut.value, 12);
  CHECK(run<SQLINTEGER>(ServerType::numeric, SQL_C_SLONG, "12.00").outcome == Outcome::done);
  CHECK_EQUAL(run<SQLINTEGER>(ServerType::float8, SQL_C_SLONG, "1.5e3").value, 1500);
  CHECK(run<SQLINTEGER>(ServerType::float8, SQL_C_SLONG, "1e-9").outcome == Outcome::fractionCut);
  CHECK(run<SQLINTEGER>(ServerType::float8, SQL_C_SLONG, "Infinity").outcome == Outcome::outOfRange);
}

TEST("texts are numbers only when all of them is") {
  CHECK_EQUAL(run<SQLINTEGER>(ServerType::text, SQL_C_SLONG, "  42 ").value, 42);
  for (const char* bad : {"", " ", "-", "4 2", "0x10", "12a", "1e", "."}) {
    CHECK(run<SQLINTEGER>(ServerType::text, SQL_C_SLONG, bad).outcome == Outcome::notThisType);
    CHECK(run<SQLDOUBLE>(ServerType::text, SQL_C_DOUBLE, bad).outcome == Outcome::notThisType);
  }
}

TEST("floating point numbers are read exactly") {
  CHECK_EQUAL(run<SQLDOUBLE>(ServerType::float8, SQL_C_DOUBLE, "0.1").value, 0.1);
  CHECK_EQUAL(run<SQLDOUBLE>(ServerType::float8, SQL_C_DOUBLE, "1.7976931348623157e308").value, 1.7976931348623157e308);
  CHECK(run<SQLREAL>(ServerType::float8, SQL_C_FLOAT, "1e300").outcome == Outcome::outOfRange);
  CHECK(run<SQLDOUBLE>(ServerType::numeric, SQL_C_DOUBLE, "1e999").outcome == Outcome::outOfRange);
}

TEST("bits are 0 and 1 and nothing else") {
  CHECK_EQUAL(int(run<SQLCHAR>(ServerType::boolean, SQL_C_BIT, "t").value), 1);
  CHECK_EQUAL(int(run<SQLCHAR>(ServerType::boolean, SQL_C_BIT, "f").value), 0);
  CHECK_EQUAL(run<SQLINTEGER>(ServerType::boolean, SQL_C_SLONG, "t").value, 1);
  CHECK(run<SQLCHAR>(ServerType::int4, SQL_C_BIT, "2").outcome == Outcome::outOfRange);
  CHECK(run<SQLCHAR>(ServerType::numeric, SQL_C_BIT, "0.5").outcome == Outcome::fractionCut);
  CHECK_EQUAL(chars(ServerType::boolean, "t", 8, Outcome::done, 1), "1");
}

TEST("SQL_C_NUMERIC carries 38 digits and its scale") {
  SQL_NUMERIC_STRUCT value{};
  convert::Target target;
  target.value = &value;
  target.precision = 38;
  target.scale = 3;
  const auto converter = convert::findConverter(ServerType::numeric, SQL_C_NUMERIC);
  CHECK(converter("-12.3456", target) == Outcome::fractionCut);
  CHECK_EQUAL(int(value.sign), 0);
  CHECK_EQUAL(int(value.val[0]) | int(value.val[1]) << 8, 12345);
  target.scale = 0;
  CHECK(converter("99999999999999999999999999999999999999", target) == Outcome::done);
  CHECK(converter("199999999999999999999999999999999999999", target) == Outcome::outOfRange);
}

TEST("SQL_C_NUMERIC says the scale and precision that it has, if the ones asked for are none") {
  SQL_NUMERIC_STRUCT value{};
  convert::Target target;
  target.value = &value;
  const auto converter = convert::findConverter(ServerType::numeric, SQL_C_NUMERIC);
  target.precision = 200;
  target.scale = -3;
  CHECK(converter("12345", target) == Outcome::done);
  CHECK_EQUAL(int(value.val[0]) | int(value.val[1]) << 8, 12345);
  CHECK_EQUAL(int(value.scale), 0);
  CHECK_EQUAL(int(value.precision), 38);
  target.scale = 99;
  CHECK(converter("0.5", target) == Outcome::done);
  CHECK_EQUAL(int(value.scale), 38);
}

TEST("timestamps keep microseconds as nanoseconds") {
  const auto result = run<SQL_TIMESTAMP_STRUCT>(ServerType::timestamp, SQL_C_TYPE_TIMESTAMP, "2026-11-23 07:08:09.123456");
  CHECK(result.outcome == Outcome::done);
  CHECK_EQUAL(result.value.year, 2026);
  CHECK_EQUAL(result.value.second, 9);
  CHECK_EQUAL(result.value.fraction, 123456000u);
  CHECK_EQUAL(result.length, SQLLEN(sizeof(SQL_TIMESTAMP_STRUCT)));
}

TEST("parts of a timestamp that are cut off are told") {
  CHECK(run<SQL_DATE_STRUCT>(ServerType::timestamp, SQL_C_TYPE_DATE, "2026-11-23 07:08:09").outcome == Outcome::fractionCut);
  CHECK(run<SQL_DATE_STRUCT>(ServerType::timestamp, SQL_C_TYPE_DATE, "2026-11-23 00:00:00").outcome == Outcome::done);
  CHECK(run<SQL_TIME_STRUCT>(ServerType::timestamp, SQL_C_TYPE_TIME, "2026-11-23 07:08:09.5").outcome == Outcome::fractionCut);
}

TEST("no date that the calendar does not have") {
  for (const char* bad : {"2026-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "infinity", "", "0044-03-15 BC"}) {
    CHECK(run<SQL_DATE_STRUCT>(ServerType::text, SQL_C_TYPE_DATE, bad).outcome == Outcome::notThisType);
    CHECK(run<SQL_TIMESTAMP_STRUCT>(ServerType::timestamp, SQL_C_TYPE_TIMESTAMP, bad).outcome == Outcome::badDatetime);
  }
  CHECK(run<SQL_DATE_STRUCT>(ServerType::date, SQL_C_TYPE_DATE, "2024-02-29").outcome == Outcome::done);
}

TEST("a text that is cut fills its buffer and tells its whole length") {
  CHECK_EQUAL(chars(ServerType::text, "hello", 6, Outcome::done, 5), "hello");
  CHECK_EQUAL(chars(ServerType::text, "hello", 5, Outcome::textCut, 5), "hell");
  CHECK_EQUAL(chars(ServerType::text, "hello", 1, Outcome::textCut, 5), "");
  CHECK_EQUAL(chars(ServerType::text, "hello", 0, Outcome::textCut, 5), "");
  CHECK_EQUAL(chars(ServerType::text, "", 1, Outcome::done, 0), "");
}

TEST("a number in a text buffer may lose digits behind the point only") {
  CHECK_EQUAL(chars(ServerType::numeric, "123.456", 6, Outcome::textCut, 7), "123.4");
  chars(ServerType::numeric, "123456", 4, Outcome::outOfRange, 6);
  chars(ServerType::int4, "123", 3, Outcome::outOfRange, 3);
}

TEST("UTF-16 lengths are in bytes at every buffer size, odd ones too") {
  for (SQLLEN room = 0; room < 14; room++) {
    wide::Unit buffer[8];
    std::memset(buffer, 0x23, sizeof buffer);
    SQLLEN length = untouched;
    convert::Target target;
    target.value = buffer;
    target.room = room;
    target.length = &length;
    const Outcome outcome = convert::findConverter(ServerType::text, SQL_C_WCHAR)("grün", target);
    CHECK_EQUAL(length, 8);
    CHECK((outcome == Outcome::done) == (room >= 10));
    CHECK_EQUAL(buffer[room / 2], 0x2323);
    if (room >= 2) CHECK_EQUAL(buffer[outcome == Outcome::done ? 4 : room / 2 - 1], 0);
  }
}

TEST("bytes come decoded, or as hexadecimal text") {
  unsigned char bytes[4] = {};
  SQLLEN length = 0;
  convert::Target target;
  target.value = bytes;
  target.room = 2;
  target.length = &length;
  CHECK(convert::findConverter(ServerType::bytea, SQL_C_BINARY)("\\x0aFF10", target) == Outcome::textCut);
  CHECK_EQUAL(length, 3);
  CHECK_EQUAL(int(bytes[1]), 0xFF);
  CHECK_EQUAL(int(bytes[2]), 0);
  CHECK_EQUAL(chars(ServerType::bytea, "\\x0aff", 8, Outcome::done, 4), "0AFF");
  CHECK(convert::findConverter(ServerType::bytea, SQL_C_BINARY)("\\x0", target) == Outcome::notThisType);
}

TEST("a UUID is read with and without Bitbucket's braces") {
  for (const char* text : {"00112233-4455-6677-8899-aabbccddeeff", "{00112233-4455-6677-8899-AABBCCDDEEFF}"}) {
    const auto result = run<SQLGUID>(ServerType::text, SQL_C_GUID, text);
    CHECK(result.outcome == Outcome::done);
    CHECK_EQUAL(result.value.Data1, 0x00112233u);
    CHECK_EQUAL(int(result.value.Data4[7]), 0xFF);
  }
  CHECK(run<SQLGUID>(ServerType::text, SQL_C_GUID, "00112233").outcome == Outcome::notThisType);
}

TEST("pairs of types that make no sense are refused when they are bound") {
  CHECK(convert::findConverter(ServerType::date, SQL_C_SLONG) == nullptr);
  CHECK(convert::findConverter(ServerType::int4, SQL_C_TYPE_DATE) == nullptr);
  CHECK(convert::findConverter(ServerType::int4, SQL_C_GUID) == nullptr);
  CHECK(convert::findConverter(ServerType::date, SQL_C_INTERVAL_DAY) == nullptr);
}

TEST("the whole value of a cell is what its pieces add up to") {
  CHECK_EQUAL(convert::wholeValue(ServerType::text, SQL_C_CHAR, "grün"), "grün");
  CHECK_EQUAL(convert::wholeValue(ServerType::text, SQL_C_WCHAR, "grün").size(), 8u);
  CHECK_EQUAL(convert::wholeValue(ServerType::bytea, SQL_C_BINARY, "\\x0a0b").size(), 2u);
  CHECK_EQUAL(convert::wholeValue(ServerType::bytea, SQL_C_CHAR, "\\x0a0b"), "0A0B");
}
