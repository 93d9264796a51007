// Every C type with every family of SQL types: which pairs exist, what is sent, and the SQLSTATE of what cannot be.
#include <cstring>

#include "check.h"
#include "convert/parameter-text.h"

namespace convert = drawbridge::convert;
using convert::SqlFamily;

namespace {

constexpr const char* no = "07006";

struct Value {
  std::string bytes;
};

template <typename T>
Value of(const T& value) {
  return {std::string(reinterpret_cast<const char*>(&value), sizeof value)};
}
Value of(const char* text) { return {text}; }
Value wide(const char16_t* text) { return {std::string(reinterpret_cast<const char*>(text), std::char_traits<char16_t>::length(text) * 2)}; }

SQL_INTERVAL_STRUCT days(SQLUINTEGER count) {
  SQL_INTERVAL_STRUCT value{};
  value.interval_type = SQL_IS_DAY;
  value.intval.day_second.day = count;
  return value;
}

SQL_NUMERIC_STRUCT numeric(unsigned char magnitude, SQLSCHAR scale) {
  SQL_NUMERIC_STRUCT value{};
  value.precision = 10;
  value.scale = scale;
  value.sign = 1;
  value.val[0] = magnitude;
  return value;
}

constexpr SQLGUID guid = {0x00112233, 0x4455, 0x6677, {0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff}};
constexpr const char* guidText = "00112233-4455-6677-8899-aabbccddeeff";

std::string sent(SQLSMALLINT cType, SQLSMALLINT sqlType, const Value& value, SQLULEN most = 0) {
  convert::ParameterSource source;
  source.cType = cType;
  source.sqlType = sqlType;
  source.value = value.bytes.data();
  source.length = static_cast<SQLLEN>(value.bytes.size());
  source.mostCharacters = most;
  try {
    return convert::parameterText(source);
  } catch (const convert::ParameterError& e) {
    return e.state();
  }
}

// In the order of `types`.
struct Row {
  SQLSMALLINT cType;
  Value value;
  const char* character;
  const char* whole;
  const char* decimal;
  const char* floating;
  const char* bit;
  const char* binary;
  const char* date;
  const char* time;
  const char* timestamp;
  const char* guid;
  const char* interval;
};

constexpr SQLSMALLINT types[] = {SQL_VARCHAR,   SQL_INTEGER,   SQL_DECIMAL,        SQL_DOUBLE, SQL_BIT,         SQL_VARBINARY,
                                 SQL_TYPE_DATE, SQL_TYPE_TIME, SQL_TYPE_TIMESTAMP, SQL_GUID,   SQL_INTERVAL_DAY};

const char* expected(const Row& row, std::size_t type) {
  const char* const all[] = {row.character, row.whole, row.decimal,   row.floating, row.bit,     row.binary,
                             row.date,      row.time,  row.timestamp, row.guid,     row.interval};
  return all[type];
}

// Of a number 1.
Row numberRow(SQLSMALLINT cType, Value value) { return {cType, std::move(value), "1", "1", "1", "1", "true", no, no, no, no, no, "1 days 00:00:00"}; }

const Row rows[] = {
    {SQL_C_CHAR, of("1"), "1", "1", "1", "1", "true", "22018", "22018", "22018", "22018", "22018", "1 days 00:00:00"},
    {SQL_C_WCHAR, wide(u"1"), "1", "1", "1", "1", "true", "22018", "22018", "22018", "22018", "22018", "1 days 00:00:00"},
    {SQL_C_BINARY, of("1234"), "1234", "875770417", "22003", "22003", "22003", "\\x31323334", "22003", "22003", "22003", "22003", "22003"},
    numberRow(SQL_C_BIT, of(SQLCHAR{1})),
    numberRow(SQL_C_STINYINT, of(SQLSCHAR{1})),
    numberRow(SQL_C_TINYINT, of(SQLSCHAR{1})),
    numberRow(SQL_C_UTINYINT, of(SQLCHAR{1})),
    numberRow(SQL_C_SSHORT, of(SQLSMALLINT{1})),
    numberRow(SQL_C_SHORT, of(SQLSMALLINT{1})),
    numberRow(SQL_C_USHORT, of(SQLUSMALLINT{1})),
    numberRow(SQL_C_SLONG, of(SQLINTEGER{1})),
    numberRow(SQL_C_LONG, of(SQLINTEGER{1})),
    numberRow(SQL_C_ULONG, of(SQLUINTEGER{1})),
    numberRow(SQL_C_SBIGINT, of(SQLBIGINT{1})),
    numberRow(SQL_C_UBIGINT, of(SQLUBIGINT{1})),
    numberRow(SQL_C_FLOAT, of(SQLREAL{1})),
    numberRow(SQL_C_DOUBLE, of(SQLDOUBLE{1})),
    numberRow(SQL_C_NUMERIC, of(numeric(1, 0))),
    {SQL_C_TYPE_DATE, of(SQL_DATE_STRUCT{2026, 2, 3}), "2026-02-03", no, no, no, no, no, "2026-02-03", no, "2026-02-03 00:00:00", no, no},
    {SQL_C_DATE, of(SQL_DATE_STRUCT{2026, 2, 3}), "2026-02-03", no, no, no, no, no, "2026-02-03", no, "2026-02-03 00:00:00", no, no},
    {SQL_C_TYPE_TIMESTAMP, of(SQL_TIMESTAMP_STRUCT{2026, 2, 3, 4, 5, 6, 7000}), "2026-02-03 04:05:06.000007", no, no, no, no, no, "22008",
     "04:05:06.000007", "2026-02-03 04:05:06.000007", no, no},
    {SQL_C_GUID, of(guid), guidText, no, no, no, no, no, no, no, no, guidText, no},
    {SQL_C_INTERVAL_DAY, of(days(2)), "2 days 00:00:00", "2", "2", no, no, no, no, no, no, no, "2 days 00:00:00"},
};

struct Edge {
  SQLSMALLINT cType;
  SQLSMALLINT sqlType;
  Value value;
  const char* sent;
  // Characters or bytes that the type takes; 0: any number.
  SQLULEN most = 0;
};

const Edge edges[] = {
    // Texts and bytes that are longer than their type.
    {SQL_C_CHAR, SQL_VARCHAR, of("orchard"), "22001", 6},
    {SQL_C_CHAR, SQL_VARCHAR, of("orchard"), "orchard", 7},
    {SQL_C_CHAR, SQL_VARCHAR, of("grün"), "grün", 4},
    {SQL_C_WCHAR, SQL_WVARCHAR, wide(u"grün"), "22001", 3},
    {SQL_C_BINARY, SQL_BINARY, of("abc"), "22001", 2},
    {SQL_C_CHAR, SQL_BINARY, of("0a0b0c"), "22001", 2},
    {SQL_C_CHAR, SQL_BINARY, of("0a0b"), "\\x0a0b", 2},
    {SQL_C_CHAR, SQL_BINARY, of("0a0"), "22018"},
    {SQL_C_SLONG, SQL_CHAR, of(SQLINTEGER{12345}), "22001", 4},
    {SQL_C_TYPE_DATE, SQL_CHAR, of(SQL_DATE_STRUCT{2026, 2, 3}), "22001", 9},
    // A text must be the number; of a number the fraction may go.
    {SQL_C_CHAR, SQL_INTEGER, of("7.5"), "22001"},
    {SQL_C_CHAR, SQL_INTEGER, of("7.0"), "7"},
    {SQL_C_CHAR, SQL_INTEGER, of("3000000000"), "22001"},
    {SQL_C_CHAR, SQL_INTEGER, of("seven"), "22018"},
    {SQL_C_CHAR, SQL_DECIMAL, of(" 7.25 "), "7.25"},
    {SQL_C_CHAR, SQL_DECIMAL, of(""), "22018"},
    {SQL_C_CHAR, SQL_DOUBLE, of("1e400"), "22003"},
    {SQL_C_CHAR, SQL_BIT, of("2"), "22003"},
    {SQL_C_CHAR, SQL_BIT, of("0.5"), "22001"},
    {SQL_C_DOUBLE, SQL_INTEGER, of(SQLDOUBLE{-7.9}), "-7"},
    {SQL_C_DOUBLE, SQL_INTEGER, of(SQLDOUBLE{3e9}), "22003"},
    {SQL_C_DOUBLE, SQL_REAL, of(SQLDOUBLE{1e300}), "22003"},
    {SQL_C_SBIGINT, SQL_SMALLINT, of(SQLBIGINT{-32768}), "-32768"},
    {SQL_C_SBIGINT, SQL_SMALLINT, of(SQLBIGINT{-32769}), "22003"},
    {SQL_C_UBIGINT, SQL_BIGINT, of(SQLUBIGINT{9223372036854775808ull}), "22003"},
    {SQL_C_SLONG, SQL_TINYINT, of(SQLINTEGER{128}), "22003"},
    {SQL_C_SLONG, SQL_BIT, of(SQLINTEGER{2}), "22003"},
    {SQL_C_NUMERIC, SQL_DECIMAL, of(numeric(125, 2)), "1.25"},
    {SQL_C_NUMERIC, SQL_INTEGER, of(numeric(125, 2)), "1"},
    // Dates and times.
    {SQL_C_TYPE_DATE, SQL_TYPE_DATE, of(SQL_DATE_STRUCT{2026, 2, 30}), "22007"},
    {SQL_C_TYPE_TIME, SQL_TYPE_TIME, of(SQL_TIME_STRUCT{4, 5, 6}), "04:05:06"},
    {SQL_C_TYPE_TIME, SQL_TYPE_TIME, of(SQL_TIME_STRUCT{25, 0, 0}), "22007"},
    {SQL_C_TYPE_TIME, SQL_TYPE_DATE, of(SQL_TIME_STRUCT{4, 5, 6}), no},
    {SQL_C_TYPE_TIMESTAMP, SQL_TYPE_DATE, of(SQL_TIMESTAMP_STRUCT{2026, 2, 3, 0, 0, 0, 0}), "2026-02-03"},
    {SQL_C_TYPE_TIMESTAMP, SQL_TIMESTAMP, of(SQL_TIMESTAMP_STRUCT{2026, 2, 3, 4, 5, 6, 123456789}), "2026-02-03 04:05:06.123456"},
    {SQL_C_CHAR, SQL_TYPE_TIMESTAMP, of("{ts '2026-02-03 04:05:06'}"), "2026-02-03 04:05:06"},
    {SQL_C_CHAR, SQL_TYPE_TIMESTAMP, of("2026-02-03"), "2026-02-03 00:00:00"},
    {SQL_C_CHAR, SQL_TYPE_DATE, of("2026-02-03 00:00:00"), "2026-02-03"},
    {SQL_C_CHAR, SQL_TYPE_DATE, of("2026-02-03 04:05:06"), "22008"},
    {SQL_C_CHAR, SQL_TYPE_TIME, of("{t '04:05:06'}"), "04:05:06"},
    {SQL_C_CHAR, SQL_TYPE_TIME, of("2026-02-03"), "22018"},
    {SQL_C_BINARY, SQL_TYPE_DATE, of(SQL_DATE_STRUCT{2026, 2, 3}), "2026-02-03"},
    // UUIDs and intervals.
    {SQL_C_CHAR, SQL_GUID, of("{00112233-4455-6677-8899-AABBCCDDEEFF}"), guidText},
    {SQL_C_BINARY, SQL_GUID, of(guid), guidText},
    {SQL_C_CHAR, SQL_INTERVAL_YEAR_TO_MONTH, of("1-2"), "14 months 00:00:00"},
    {SQL_C_CHAR, SQL_INTERVAL_DAY_TO_SECOND, of("-3 04:05:06.5"), "-3 days -04:05:06.500000"},
    {SQL_C_CHAR, SQL_INTERVAL_DAY, of("1 month"), "22015"},
    {SQL_C_SLONG, SQL_INTERVAL_DAY_TO_HOUR, of(SQLINTEGER{1}), no},
    // SQL_C_DEFAULT is the C type of the SQL type.
    {SQL_C_DEFAULT, SQL_INTEGER, of(SQLINTEGER{7}), "7"},
    {SQL_C_DEFAULT, SQL_BIGINT, of(SQLBIGINT{7}), "7"},
    {SQL_C_DEFAULT, SQL_REAL, of(SQLREAL{0.5}), "0.5"},
    {SQL_C_DEFAULT, SQL_DECIMAL, of("7.5"), "7.5"},
    {SQL_C_DEFAULT, SQL_WVARCHAR, wide(u"grün"), "grün"},
    {SQL_C_DEFAULT, SQL_VARBINARY, of("ab"), "\\x6162"},
    {SQL_C_DEFAULT, SQL_TYPE_DATE, of(SQL_DATE_STRUCT{2026, 2, 3}), "2026-02-03"},
    {SQL_C_DEFAULT, SQL_INTERVAL_DAY, of(days(3)), "3 days 00:00:00"},
};

std::string name(SQLSMALLINT cType, SQLSMALLINT sqlType) { return "C type " + std::to_string(cType) + " to SQL type " + std::to_string(sqlType) + ": "; }

}  // namespace

TEST("each pair of a C type and an SQL type exists or not, and sends what the specification has") {
  std::string wrong;
  for (const Row& row : rows) {
    for (std::size_t type = 0; type < sizeof types / sizeof *types; type++) {
      const std::string got = sent(row.cType, types[type], row.value);
      if (got != expected(row, type)) wrong += "\n       " + name(row.cType, types[type]) + got + ", not " + expected(row, type);
    }
  }
  CHECK_EQUAL(wrong, "");
}

TEST("a time goes with the day that it is now") {
  CHECK_EQUAL(sent(SQL_C_TYPE_TIME, SQL_TYPE_TIMESTAMP, of(SQL_TIME_STRUCT{4, 5, 6})).substr(10), " 04:05:06");
  CHECK_EQUAL(sent(SQL_C_CHAR, SQL_TYPE_TIMESTAMP, of("04:05:06")).substr(10), " 04:05:06");
}

TEST("a parameter that does not fit its type has the state of the specification") {
  std::string wrong;
  for (const Edge& edge : edges) {
    const std::string got = sent(edge.cType, edge.sqlType, edge.value, edge.most);
    if (got != edge.sent) wrong += "\n       " + name(edge.cType, edge.sqlType) + got + ", not " + edge.sent;
  }
  CHECK_EQUAL(wrong, "");
}
