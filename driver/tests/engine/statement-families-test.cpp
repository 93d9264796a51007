// The shapes of statements that tools send once they have read SQLGetInfo's masks.
#include "claims.h"

using app::Connection;
using app::Statement;

namespace {

// `$t` stands for a table of the sample data.
const char* const accepted[] = {
    "SELECT \"COL\" FROM (SELECT 1 AS \"COL\") AS \"SUBQUERY\"",
    "SELECT CURRENT_TIMESTAMP AS \"COL\"",
    "SELECT TOP 1 * FROM $t",
    "SELECT * FROM $t LIMIT 1",
    "SELECT MAX(1) AS \"TblMax\" FROM (SELECT * FROM $t \"t\") \"t\"",
    "SELECT \"t\".\"State\" AS \"COL\" FROM $t \"t\" GROUP BY 1",
    "SELECT \"t\".\"State\" AS \"COL\" FROM $t \"t\" GROUP BY \"COL\"",
    "SELECT SUM(1) AS \"COL\" FROM $t \"t\" HAVING COUNT(1) > 0",
    "SELECT SUM(1) AS \"COL\", 2 AS \"COL2\" FROM $t \"t\" GROUP BY 2 HAVING (COUNT(1) > 0)",
    "SELECT \"t\".\"State\" AS \"State\" FROM $t \"t\" GROUP BY \"t\".\"State\" ORDER BY 1 ASC",
    "SELECT CAST(EXTRACT(YEAR FROM \"CreatedOn\") AS INTEGER) FROM $t LIMIT 1",
    "SELECT CAST({fn TRUNCATE(EXTRACT(YEAR FROM \"CreatedOn\"),0)} AS INTEGER) FROM $t LIMIT 1",
    "SELECT {fn TIMESTAMPADD(SQL_TSI_DAY,-9,CAST({fn CURRENT_TIMESTAMP(0)} AS DATE))}",
    "SELECT {fn TIMESTAMPADD(SQL_TSI_DAY,1,CURRENT_DATE)}",
    "SELECT COUNT(*) FROM $t \"t\" WHERE \"t\".\"CreatedOn\" >= {ts '2018-08-01 00:00:00'} AND \"t\".\"CreatedOn\" < {d '2099-09-02'}",
    "SELECT SUM({fn CONVERT(\"t\".\"Id\", SQL_BIGINT)}) FROM $t \"t\"",
    "SELECT CASE WHEN 3 >= 0 THEN {fn LEFT(\"Title\",3)} ELSE NULL END FROM $t LIMIT 1",
    "SELECT {fn LCASE(\"Title\")}, {fn UCASE(\"Title\")}, {fn LOCATE('a',\"Title\")}, {fn CHAR_LENGTH(\"Title\")} FROM $t LIMIT 1",
    "SELECT SUBSTRING(\"Title\" FROM 1 FOR 3) FROM $t LIMIT 1",
    "SELECT COUNT(*) FROM $t \"a\" INNER JOIN (SELECT \"State\", COUNT(1) AS \"n\" FROM $t GROUP BY \"State\") \"t0\" ON (\"a\".\"State\" = \"t0\".\"State\")",
    "SELECT COUNT(*) FROM $t \"t\" WHERE (\"t\".\"State\" IN ('OPEN','MERGED'))",
};

const char* const refused[] = {
    "SELECT \"t\".\"State\" AS \"COL\" FROM $t \"t\" GROUP BY 2",
    "CREATE LOCAL TEMPORARY TABLE \"XT_1_Connect_CheckCreateTempTableCap\" ( \"COL\" INTEGER ) ON COMMIT PRESERVE ROWS",
    "DROP TABLE \"XT_1_Connect_CheckCreateTempTableCap\"",
};

std::string onSample(std::string sql) {
  for (std::size_t at; (at = sql.find("$t")) != std::string::npos;) sql.replace(at, 2, "PullRequests");
  return sql;
}

}  // namespace

TEST("an interval that is bound adds to dates, and comes back as it was") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQL_INTERVAL_STRUCT days{};
  days.interval_type = SQL_IS_DAY;
  days.intval.day_second.day = 2;
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_INTERVAL_DAY, SQL_INTERVAL_DAY, 0, 0, &days, 0, nullptr));
  std::string value;
  CHECK(claims::runs(statement, "SELECT CAST(DATE '2026-11-27' + ? AS DATE)", value));
  CHECK_EQUAL(value, "2026-11-29");
  CHECK(claims::runs(statement, "SELECT TIMESTAMP '2026-11-27 04:05:06' - ?", value));
  CHECK_EQUAL(value, "2026-11-25 04:05:06");
  CHECK(claims::runs(statement, "SELECT ?", value));
  CHECK_EQUAL(value, "2 days");
}

TEST("a parameter that only the engine sees in the text has to be bound, too") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  for (const char* sql : {"SELECT $1", "SELECT [?]"}) {
    CHECK_EQUAL(SQLExecDirect(statement.handle, app::chars(sql), SQL_NTS), SQL_ERROR);
    CHECK_EQUAL(statement.state(), "07002");
  }
}

TEST("literals of bytes are written as SQLGetTypeInfo tells") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.ok(SQLGetTypeInfo(statement.handle, SQL_VARBINARY));
  statement.ok(SQLFetch(statement.handle));
  const std::string literal = statement.text(4) + "0aFf" + statement.text(5);
  CHECK_EQUAL(literal, "X'0aFf'");
  std::string value;
  CHECK(claims::runs(statement, "SELECT " + literal, value));
  CHECK_EQUAL(value, "0AFF");
}

TEST("the statements of tools run, and their probes for what is not there fail cleanly") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  std::string wrong;
  for (const char* sql : accepted) {
    std::string value;
    if (!claims::runs(statement, onSample(sql), value)) wrong += "\n       " + onSample(sql) + ": " + value;
  }
  for (const char* sql : refused) {
    std::string value;
    const bool ran = claims::runs(statement, onSample(sql), value);
    const std::string state = value.substr(0, 5);
    if (ran || (state != "42000" && state != "HYC00" && state != "42S02")) wrong += "\n       " + onSample(sql) + ": " + value;
  }
  CHECK_EQUAL(wrong, "");
}
