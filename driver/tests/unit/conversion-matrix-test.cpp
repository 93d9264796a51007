// Every server type with every C type: which pairs exist, what a value becomes, and the SQLSTATE of what does not fit.
#include "convert/interval-text.h"
#include "rendered-value.h"

using drawbridge::convert::ServerType;
namespace convert = drawbridge::convert;

namespace {

constexpr const char* no = nullptr;

// One value of each server type, and what becomes of it in each family of C types; `no`: the pair does not exist.
struct Sample {
  ServerType from;
  const char* cell;
  const char* text;
  const char* bytes;
  const char* number;
  const char* date;
  const char* time;
  const char* timestamp;
  const char* guid;
  // Of the single fields, and of those with several.
  const char* interval;
  const char* intervals;
};

const Sample samples[] = {
    {ServerType::boolean, "t", "1", "01", "1", no, no, no, no, no, no},
    {ServerType::int2, "1", "1", "0100", "1", no, no, no, no, "1", no},
    {ServerType::int4, "1", "1", "01000000", "1", no, no, no, no, "1", no},
    {ServerType::int8, "1", "1", "0100000000000000", "1", no, no, no, no, "1", no},
    {ServerType::float4, "1", "1", "0000803f", "1", no, no, no, no, no, no},
    {ServerType::float8, "1", "1", "000000000000f03f", "1", no, no, no, no, no, no},
    {ServerType::numeric, "1", "1", "26000101000000000000000000000000000000", "1", no, no, no, no, "1", no},
    {ServerType::text, "1", "1", "31", "1", "22018", "22018", "22018", "22018", "1", "22018"},
    {ServerType::date, "2026-02-03", "2026-02-03", "ea0702000300", no, "2026-2-3", no, "2026-2-3 0:0:0", no, no, no},
    {ServerType::time, "04:05:06", "04:05:06", "040005000600", no, no, "4:5:6", "", no, no, no},
    {ServerType::timestamp, "2026-02-03 00:00:00", "2026-02-03 00:00:00", "ea070200030000000000000000000000", no, "2026-2-3", "0:0:0",
     "2026-2-3 0:0:0", no, no, no},
    {ServerType::bytea, "\\x0aff", "0AFF", "0aff", no, no, no, no, no, no, no},
    {ServerType::uuid, "00112233-4455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff", "33221100554477668899aabbccddeeff", no, no,
     no, no, "33221100554477668899aabbccddeeff", no, no},
};

constexpr SQLSMALLINT numbers[] = {SQL_C_BIT,     SQL_C_STINYINT, SQL_C_UTINYINT, SQL_C_SSHORT, SQL_C_USHORT, SQL_C_SLONG,
                                   SQL_C_ULONG,   SQL_C_SBIGINT,  SQL_C_UBIGINT,  SQL_C_FLOAT,  SQL_C_DOUBLE, SQL_C_NUMERIC};

std::string name(const Sample& sample, SQLSMALLINT cType) { return std::string(sample.cell) + " as C type " + std::to_string(cType); }

void expectPair(const Sample& sample, SQLSMALLINT cType, const char* expected) {
  const bool exists = convert::findConverter(sample.from, cType) != nullptr;
  CHECK_EQUAL(name(sample, cType) + (exists ? "" : " does not exist"), name(sample, cType) + (expected == no ? " does not exist" : ""));
  if (!exists) return;
  const auto got = rendered::convertCell(sample.from, sample.cell, cType);
  // The day of a time is today's.
  if (sample.from == ServerType::time && cType == SQL_C_TYPE_TIMESTAMP) {
    CHECK_EQUAL(got.value.substr(got.value.find(' ')), " 4:5:6");
    return;
  }
  const std::string all = got.state.empty() ? got.value : got.state;
  CHECK_EQUAL(name(sample, cType) + ": " + all, name(sample, cType) + ": " + expected);
}

// A single field's "1", written as all fields of the structure.
std::string single(SQLSMALLINT cType) {
  switch (cType) {
    case SQL_C_INTERVAL_YEAR: return "1-0";
    case SQL_C_INTERVAL_MONTH: return "0-1";
    case SQL_C_INTERVAL_DAY: return "1 0 0 0";
    case SQL_C_INTERVAL_HOUR: return "0 1 0 0";
    case SQL_C_INTERVAL_MINUTE: return "0 0 1 0";
    default: return "0 0 0 1";
  }
}

struct Edge {
  ServerType from;
  const char* cell;
  SQLSMALLINT cType;
  // 0: as much as is needed.
  SQLLEN room;
  const char* state;
  const char* value;
  SQLSMALLINT scale = 0;
};

constexpr ServerType text = ServerType::text;

const Edge edges[] = {
    // Texts are cut and say how long they are.
    {text, "orchard", SQL_C_CHAR, 4, "01004", "orc"},
    {text, "orchard", SQL_C_CHAR, 8, "", "orchard"},
    {text, "orchard", SQL_C_WCHAR, 9, "01004", "orc"},
    {text, "orchard", SQL_C_WCHAR, 16, "", "orchard"},
    {text, "orchard", SQL_C_BINARY, 3, "01004", "6f7263"},
    {ServerType::bytea, "\\x0a0b0c", SQL_C_BINARY, 2, "01004", "0a0b"},
    {ServerType::bytea, "\\x0a0b0c", SQL_C_CHAR, 4, "01004", "0A0"},
    {ServerType::bytea, "\\x0a0b0c", SQL_C_WCHAR, 14, "", "0A0B0C"},
    {ServerType::bytea, "0a0b", SQL_C_BINARY, 0, "22018", ""},
    // Numbers, dates, UUIDs and bits are never cut in what they mean.
    {ServerType::int4, "12345", SQL_C_CHAR, 5, "22003", ""},
    {ServerType::int4, "12345", SQL_C_WCHAR, 10, "22003", ""},
    {ServerType::numeric, "12.345", SQL_C_CHAR, 5, "01004", "12.3"},
    {ServerType::numeric, "12.345", SQL_C_CHAR, 3, "01004", "12"},
    {ServerType::numeric, "12.345", SQL_C_CHAR, 2, "22003", ""},
    {ServerType::float8, "1e300", SQL_C_CHAR, 4, "22003", ""},
    {ServerType::date, "2026-02-03", SQL_C_CHAR, 10, "22003", ""},
    {ServerType::time, "04:05:06.25", SQL_C_CHAR, 9, "01004", "04:05:06"},
    {ServerType::time, "04:05:06.25", SQL_C_CHAR, 8, "22003", ""},
    {ServerType::timestamp, "2026-02-03 04:05:06.25", SQL_C_CHAR, 20, "01004", "2026-02-03 04:05:06"},
    {ServerType::timestamp, "2026-02-03 04:05:06.25", SQL_C_WCHAR, 38, "22003", ""},
    // With a time zone, which is always UTC, as long as it was told to be.
    {ServerType::timestamp, "2026-02-03 04:05:06.123456+00", SQL_C_CHAR, 27, "", "2026-02-03 04:05:06.123456"},
    {ServerType::timestamp, "2026-02-03 04:05:06+00", SQL_C_WCHAR, 40, "", "2026-02-03 04:05:06"},
    {ServerType::uuid, "00112233-4455-6677-8899-aabbccddeeff", SQL_C_CHAR, 36, "22003", ""},
    {ServerType::boolean, "t", SQL_C_CHAR, 1, "22003", ""},
    {ServerType::int8, "1", SQL_C_BINARY, 7, "22003", ""},
    {ServerType::timestamp, "2026-02-03 04:05:06", SQL_C_BINARY, 15, "22003", ""},
    // Fractions are cut with a word, whole digits are not.
    {ServerType::numeric, "7.5", SQL_C_SLONG, 0, "01S07", "7"},
    {ServerType::numeric, "-7.5", SQL_C_SLONG, 0, "01S07", "-7"},
    {ServerType::numeric, "7.000", SQL_C_SLONG, 0, "", "7"},
    {ServerType::float8, "1.5e2", SQL_C_USHORT, 0, "", "150"},
    {ServerType::float8, "1e30", SQL_C_SBIGINT, 0, "22003", ""},
    {ServerType::float8, "NaN", SQL_C_SLONG, 0, "22018", ""},
    {ServerType::float8, "1e300", SQL_C_FLOAT, 0, "22003", ""},
    {ServerType::numeric, "12.345", SQL_C_NUMERIC, 0, "01S07", "1234e-2", 2},
    {ServerType::numeric, "12.345", SQL_C_NUMERIC, 0, "", "12345e-3", 3},
    {ServerType::numeric, "-12", SQL_C_NUMERIC, 0, "", "-12"},
    {ServerType::int2, "127", SQL_C_STINYINT, 0, "", "127"},
    {ServerType::int2, "128", SQL_C_STINYINT, 0, "22003", ""},
    {ServerType::int2, "-129", SQL_C_STINYINT, 0, "22003", ""},
    {ServerType::int2, "255", SQL_C_UTINYINT, 0, "", "255"},
    {ServerType::int2, "256", SQL_C_UTINYINT, 0, "22003", ""},
    {ServerType::int4, "32768", SQL_C_SSHORT, 0, "22003", ""},
    {ServerType::int4, "65535", SQL_C_USHORT, 0, "", "65535"},
    {ServerType::int4, "-1", SQL_C_USHORT, 0, "22003", ""},
    {ServerType::int8, "2147483648", SQL_C_SLONG, 0, "22003", ""},
    {ServerType::int8, "4294967295", SQL_C_ULONG, 0, "", "4294967295"},
    {ServerType::numeric, "9223372036854775808", SQL_C_SBIGINT, 0, "22003", ""},
    {ServerType::numeric, "18446744073709551615", SQL_C_UBIGINT, 0, "", "18446744073709551615"},
    {ServerType::int4, "2", SQL_C_BIT, 0, "22003", ""},
    {ServerType::numeric, "1.5", SQL_C_BIT, 0, "01S07", "1"},
    {ServerType::numeric, "-0.5", SQL_C_BIT, 0, "22003", ""},
    // Texts that are no value of the wanted type.
    {text, "seven", SQL_C_SLONG, 0, "22018", ""},
    {text, " 7 ", SQL_C_SLONG, 0, "", "7"},
    {text, "7.5", SQL_C_SLONG, 0, "01S07", "7"},
    {text, "99999999999", SQL_C_SLONG, 0, "22003", ""},
    {text, "true", SQL_C_BIT, 0, "", "1"},
    {text, "yes", SQL_C_BIT, 0, "22018", ""},
    {text, "1e400", SQL_C_DOUBLE, 0, "22003", ""},
    {text, "2026-02-03 04:05:06.25", SQL_C_TYPE_TIMESTAMP, 0, "", "2026-2-3 4:5:6.250000000"},
    {text, "2026-02-03 04:05:06", SQL_C_TYPE_DATE, 0, "01S07", "2026-2-3"},
    {text, "2026-02-03 04:05:06", SQL_C_TYPE_TIME, 0, "", "4:5:6"},
    {text, "04:05:06.5", SQL_C_TYPE_TIME, 0, "01S07", "4:5:6"},
    {text, "2026-02-30", SQL_C_TYPE_DATE, 0, "22018", ""},
    {text, "25:00:00", SQL_C_TYPE_TIME, 0, "22018", ""},
    {text, "{00112233-4455-6677-8899-AABBCCDDEEFF}", SQL_C_GUID, 0, "", "33221100554477668899aabbccddeeff"},
    // Dates that no structure holds.
    {ServerType::timestamp, "infinity", SQL_C_TYPE_TIMESTAMP, 0, "22007", ""},
    {ServerType::date, "12026-02-03", SQL_C_TYPE_DATE, 0, "22007", ""},
    {ServerType::timestamp, "2026-02-03 04:05:06.123456", SQL_C_TYPE_DATE, 0, "01S07", "2026-2-3"},
    {ServerType::timestamp, "2026-02-03 04:05:06.123456", SQL_C_TYPE_TIME, 0, "01S07", "4:5:6"},
    // Intervals.
    {text, "1-2", SQL_C_INTERVAL_YEAR_TO_MONTH, 0, "", "1-2"},
    {text, "-1-2", SQL_C_INTERVAL_YEAR_TO_MONTH, 0, "", "-1-2"},
    {text, "1-2", SQL_C_INTERVAL_YEAR, 0, "01S07", "1-0"},
    {text, "1-12", SQL_C_INTERVAL_YEAR_TO_MONTH, 0, "22018", ""},
    {text, "3 04:05:06.7", SQL_C_INTERVAL_DAY_TO_SECOND, 0, "", "3 4 5 6.700000000"},
    {text, "3 04:05", SQL_C_INTERVAL_DAY_TO_MINUTE, 0, "", "3 4 5 0"},
    {text, "3 4", SQL_C_INTERVAL_DAY_TO_HOUR, 0, "", "3 4 0 0"},
    {text, "04:05", SQL_C_INTERVAL_HOUR_TO_MINUTE, 0, "", "0 4 5 0"},
    {text, "100:05:06", SQL_C_INTERVAL_HOUR_TO_SECOND, 0, "", "0 100 5 6"},
    {text, "999999999:05:06", SQL_C_INTERVAL_HOUR_TO_SECOND, 0, "", "0 999999999 5 6"},
    {text, "05:06.5", SQL_C_INTERVAL_MINUTE_TO_SECOND, 0, "", "0 0 5 6.500000000"},
    {text, "1 year 2 months", SQL_C_INTERVAL_MONTH, 0, "", "0-14"},
    {text, "3 days 04:05:06.789", SQL_C_INTERVAL_DAY_TO_SECOND, 0, "", "3 4 5 6.789000000"},
    {text, "-2 days", SQL_C_INTERVAL_HOUR, 0, "", "-0 48 0 0"},
    {text, "90 minutes", SQL_C_INTERVAL_HOUR, 0, "01S07", "0 1 0 0"},
    {text, "1 month", SQL_C_INTERVAL_DAY, 0, "22015", ""},
    {text, "3 days", SQL_C_INTERVAL_MONTH, 0, "01S07", "0-0"},
    {text, "", SQL_C_INTERVAL_DAY, 0, "22018", ""},
    {text, "3 04:77", SQL_C_INTERVAL_DAY_TO_MINUTE, 0, "22018", ""},
    {text, "9999999999", SQL_C_INTERVAL_DAY, 0, "22018", ""},
    // Digits behind the point are those of seconds.
    {text, "42.75", SQL_C_INTERVAL_SECOND, 0, "", "0 0 0 42.750000000"},
    {text, "42.75", SQL_C_INTERVAL_HOUR, 0, "22018", ""},
    {text, "42.75", SQL_C_INTERVAL_HOUR_TO_SECOND, 0, "22018", ""},
    {text, "3 04:05.5", SQL_C_INTERVAL_DAY_TO_SECOND, 0, "22018", ""},
    {text, "1.5 hours", SQL_C_INTERVAL_MINUTE, 0, "22018", ""},
    {ServerType::int8, "5000000000", SQL_C_INTERVAL_DAY, 0, "22015", ""},
    {ServerType::int4, "-90", SQL_C_INTERVAL_MINUTE, 0, "", "-0 0 90 0"},
    {ServerType::numeric, "1.25", SQL_C_INTERVAL_SECOND, 0, "", "0 0 0 1.250000000"},
    {ServerType::numeric, "1.25", SQL_C_INTERVAL_DAY, 0, "01S07", "1 0 0 0"},
};

}  // namespace

TEST("each pair of a server type and a C type exists or not, and gives the value that the specification has") {
  for (const Sample& sample : samples) {
    expectPair(sample, SQL_C_CHAR, sample.text);
    expectPair(sample, SQL_C_WCHAR, sample.text);
    expectPair(sample, SQL_C_BINARY, sample.bytes);
    for (const SQLSMALLINT cType : numbers) expectPair(sample, cType, sample.number);
    expectPair(sample, SQL_C_TYPE_DATE, sample.date);
    expectPair(sample, SQL_C_TYPE_TIME, sample.time);
    expectPair(sample, SQL_C_TYPE_TIMESTAMP, sample.timestamp);
    expectPair(sample, SQL_C_GUID, sample.guid);
    for (SQLSMALLINT cType = SQL_C_INTERVAL_YEAR; cType <= SQL_C_INTERVAL_MINUTE_TO_SECOND; cType++) {
      if (!convert::isSingleField(cType)) {
        // "1" is a whole literal of the intervals that begin with a year, a day or hours.
        const bool literal = sample.intervals != no && convert::findConverter(sample.from, cType) != nullptr &&
                             rendered::convertCell(sample.from, sample.cell, cType).state.empty();
        if (!literal) expectPair(sample, cType, sample.intervals);
        continue;
      }
      const std::string expected = single(cType);
      expectPair(sample, cType, sample.interval == no ? no : expected.c_str());
    }
  }
  CHECK_EQUAL(sizeof samples / sizeof *samples, std::size_t(convert::serverTypeCount));
}

TEST("what does not fit has the state of the specification") {
  std::string wrong;
  for (const Edge& edge : edges) {
    const auto got = rendered::convertCell(edge.from, edge.cell, edge.cType, edge.room, edge.scale);
    if (got.state == edge.state && got.value == edge.value) continue;
    wrong += "\n       '" + std::string(edge.cell) + "' as " + std::to_string(edge.cType) + ": " + got.state + " '" + got.value + "', not " +
             edge.state + " '" + edge.value + "'";
  }
  CHECK_EQUAL(wrong, "");
}

TEST("every byte of rubbish that a server may send is refused or converted, whatever the pair") {
  for (int type = 0; type < convert::serverTypeCount; type++) {
    for (SQLSMALLINT cType = -30; cType <= SQL_C_INTERVAL_MINUTE_TO_SECOND; cType++) {
      if (convert::findConverter(static_cast<ServerType>(type), cType) == nullptr) continue;
      for (const char* cell : {"", " ", "-", "+", ".", "e", "1e", "\\x", "\\xg0", "\xff\xfe", "\xed\xa0\x80", "--1", "1-", ":", "99999999999999999999999999e99999",
                               "0000-00-00", "2026-02-03T", "::", "1 1 1", "\t", "{}"}) {
        for (const SQLLEN room : {1, 2, 3, 5}) rendered::convertCell(static_cast<ServerType>(type), cell, cType, room);
      }
    }
  }
}
