#include <cmath>

#include "check.h"
#include "convert/parameter-text.h"

using namespace drawbridge;

namespace {

template <typename T>
std::string text(SQLSMALLINT cType, SQLSMALLINT sqlType, const T& value) {
  convert::ParameterSource source;
  source.cType = cType;
  source.sqlType = sqlType;
  source.value = &value;
  source.length = sizeof value;
  return convert::parameterText(source);
}

}  // namespace

TEST("numbers are written so that they read back as the same number") {
  CHECK_EQUAL(text(SQL_C_SLONG, SQL_INTEGER, SQLINTEGER(INT32_MIN)), "-2147483648");
  CHECK_EQUAL(text(SQL_C_UBIGINT, SQL_NUMERIC, SQLUBIGINT(UINT64_MAX)), "18446744073709551615");
  CHECK_EQUAL(text(SQL_C_DOUBLE, SQL_DOUBLE, 0.1), "0.1");
  CHECK_EQUAL(text(SQL_C_STINYINT, SQL_TINYINT, SQLSCHAR(-5)), "-5");
  CHECK_EQUAL(text(SQL_C_BIT, SQL_BIT, SQLCHAR(1)), "true");
  CHECK_EQUAL(text(SQL_C_BIT, SQL_INTEGER, SQLCHAR(1)), "1");
}

TEST("SQL_C_NUMERIC gets its point where its scale says") {
  SQL_NUMERIC_STRUCT value{};
  value.precision = 10;
  value.val[0] = 0x39;
  value.val[1] = 0x30;  // 12345
  value.sign = 1;
  value.scale = 2;
  CHECK_EQUAL(text(SQL_C_NUMERIC, SQL_NUMERIC, value), "123.45");
  value.scale = 7;
  value.sign = 0;
  CHECK_EQUAL(text(SQL_C_NUMERIC, SQL_NUMERIC, value), "-0.0012345");
  value.scale = -2;
  CHECK_EQUAL(text(SQL_C_NUMERIC, SQL_NUMERIC, value), "-1234500");
  value.scale = 0;
  CHECK_EQUAL(text(SQL_C_NUMERIC, SQL_NUMERIC, value), "-12345");
  // 39 digits, of which no decimal type of the server's holds all.
  for (SQLCHAR& byte : value.val) byte = 0xFF;
  std::string state;
  try {
    text(SQL_C_NUMERIC, SQL_NUMERIC, value);
  } catch (const convert::ParameterError& e) {
    state = e.state();
  }
  CHECK_EQUAL(state, "22003");
}

TEST("dates and times are written in ISO form, fractions in microseconds") {
  CHECK_EQUAL(text(SQL_C_TYPE_DATE, SQL_TYPE_DATE, SQL_DATE_STRUCT{2026, 2, 3}), "2026-02-03");
  CHECK_EQUAL(text(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, SQL_TIMESTAMP_STRUCT{2026, 2, 3, 4, 5, 6, 123456789}), "2026-02-03 04:05:06.123456");
  CHECK_EQUAL(text(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_DATE, SQL_TIMESTAMP_STRUCT{2026, 2, 3, 0, 0, 0, 0}), "2026-02-03");
}

TEST("zeros behind a text that is measured with its buffer are no part of it") {
  const char padded[8] = {'f', 'o', 'o'};
  CHECK_EQUAL(text(SQL_C_CHAR, SQL_VARCHAR, padded), "foo");
  const SQLWCHAR wide[4] = {'4', '2'};
  CHECK_EQUAL(text(SQL_C_WCHAR, SQL_INTEGER, wide), "42");
  // One in the middle has something behind it, which must not be lost.
  const char broken[8] = {'f', '\0', 'o'};
  CHECK_EQUAL(text(SQL_C_CHAR, SQL_VARCHAR, broken), std::string("f\0o", 3));
}

TEST("bytes become hexadecimal for binary types and stay text for text types") {
  const char bytes[3] = {'a', '\x0f', 'z'};
  CHECK_EQUAL(text(SQL_C_BINARY, SQL_VARBINARY, bytes), "\\x610f7a");
  CHECK_EQUAL(text(SQL_C_BINARY, SQL_VARCHAR, bytes), std::string(bytes, 3));
  // Without a length they end with a zero, as texts do.
  convert::ParameterSource unmeasured;
  unmeasured.cType = SQL_C_BINARY;
  unmeasured.sqlType = SQL_VARBINARY;
  unmeasured.value = "az";
  CHECK_EQUAL(convert::parameterText(unmeasured), "\\x617a");
}

TEST("a text for a binary type is pairs of hexadecimal digits") {
  const char digits[4] = {'0', '0', 'F', 'f'};
  CHECK_EQUAL(text(SQL_C_CHAR, SQL_VARBINARY, digits), "\\x00Ff");
  const SQLWCHAR wide[2] = {'a', '0'};
  CHECK_EQUAL(text(SQL_C_WCHAR, SQL_BINARY, wide), "\\xa0");
}
