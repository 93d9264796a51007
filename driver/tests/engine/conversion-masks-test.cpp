// The pairs of SQL_CONVERT_… are those that {fn CONVERT} runs.
#include "claims.h"

namespace {

struct Type {
  SQLUSMALLINT infoType;
  SQLUINTEGER bit;
  const char* name;
  // A value that becomes one of this type when it is converted, of each kind that is asked for below.
  const char* sample;
};

constexpr Type types[] = {
    {SQL_CONVERT_CHAR, SQL_CVT_CHAR, "SQL_CHAR", "'1'"},
    {SQL_CONVERT_VARCHAR, SQL_CVT_VARCHAR, "SQL_VARCHAR", "'1'"},
    {SQL_CONVERT_LONGVARCHAR, SQL_CVT_LONGVARCHAR, "SQL_LONGVARCHAR", "'1'"},
    {SQL_CONVERT_WCHAR, SQL_CVT_WCHAR, "SQL_WCHAR", "'1'"},
    {SQL_CONVERT_WVARCHAR, SQL_CVT_WVARCHAR, "SQL_WVARCHAR", "'1'"},
    {SQL_CONVERT_WLONGVARCHAR, SQL_CVT_WLONGVARCHAR, "SQL_WLONGVARCHAR", "'1'"},
    {SQL_CONVERT_BIT, SQL_CVT_BIT, "SQL_BIT", "1"},
    {SQL_CONVERT_TINYINT, SQL_CVT_TINYINT, "SQL_TINYINT", "1"},
    {SQL_CONVERT_SMALLINT, SQL_CVT_SMALLINT, "SQL_SMALLINT", "1"},
    {SQL_CONVERT_INTEGER, SQL_CVT_INTEGER, "SQL_INTEGER", "1"},
    {SQL_CONVERT_BIGINT, SQL_CVT_BIGINT, "SQL_BIGINT", "1"},
    {SQL_CONVERT_REAL, SQL_CVT_REAL, "SQL_REAL", "1"},
    {SQL_CONVERT_FLOAT, SQL_CVT_FLOAT, "SQL_FLOAT", "1"},
    {SQL_CONVERT_DOUBLE, SQL_CVT_DOUBLE, "SQL_DOUBLE", "1"},
    {SQL_CONVERT_NUMERIC, SQL_CVT_NUMERIC, "SQL_NUMERIC", "1"},
    {SQL_CONVERT_DECIMAL, SQL_CVT_DECIMAL, "SQL_DECIMAL", "1"},
    {SQL_CONVERT_DATE, SQL_CVT_DATE, "SQL_DATE", "'2026-02-03'"},
    {SQL_CONVERT_TIME, SQL_CVT_TIME, "SQL_TIME", "'04:05:06'"},
    {SQL_CONVERT_TIMESTAMP, SQL_CVT_TIMESTAMP, "SQL_TIMESTAMP", "'2026-02-03 04:05:06'"},
    {SQL_CONVERT_GUID, SQL_CVT_GUID, "SQL_GUID", "'00112233-4455-6677-8899-aabbccddeeff'"},
    {SQL_CONVERT_BINARY, SQL_CVT_BINARY, "SQL_BINARY", "'ab'"},
    {SQL_CONVERT_VARBINARY, SQL_CVT_VARBINARY, "SQL_VARBINARY", "'ab'"},
    {SQL_CONVERT_LONGVARBINARY, SQL_CVT_LONGVARBINARY, "SQL_LONGVARBINARY", "'ab'"},
};

bool isText(const Type& type) { return std::strstr(type.name, "CHAR") != nullptr; }

std::string convert(const std::string& value, const char* type) { return "{fn CONVERT(" + value + ", " + type + ")}"; }

}  // namespace

TEST("the pairs of types that CONVERT takes are those that are told") {
  app::Connection connection;
  connection.open();
  app::Statement statement(connection);
  std::string wrong;
  for (const Type& from : types) {
    const SQLUINTEGER told = claims::mask(connection, from.infoType);
    // Those that are told all run in one statement; each of the others fails in one of its own.
    std::string list;
    std::string value;
    for (const Type& to : types) {
      // A text becomes anything, if it is one of that type.
      const std::string call = convert(convert(isText(from) ? to.sample : from.sample, from.name), to.name);
      if ((told & to.bit) != 0) list += (list.empty() ? "" : ", ") + call;
      else if (claims::runs(statement, "SELECT " + call, value)) wrong += "\n       not told: " + call;
    }
    if (!claims::runs(statement, "SELECT " + list, value)) wrong += "\n       does not hold: " + list + ": " + value;
  }
  CHECK_EQUAL(wrong, "");
}
