// The functions that SQLGetInfo tells of are those that the engine runs.
#include "claims.h"

using claims::hold;

namespace {

constexpr const char* escaped = "SELECT {fn {}}";

}  // namespace

TEST("the numeric functions are those that run") {
  hold(SQL_NUMERIC_FUNCTIONS,
       {
           {SQL_FN_NUM_ABS, "ABS(-3)", "3"},
           {SQL_FN_NUM_ACOS, "ACOS(1)"},
           {SQL_FN_NUM_ASIN, "ASIN(0)"},
           {SQL_FN_NUM_ATAN, "ATAN(0)"},
           {SQL_FN_NUM_ATAN2, "ATAN2(0, 1)"},
           {SQL_FN_NUM_CEILING, "CEILING(1.2)", "2"},
           {SQL_FN_NUM_COS, "COS(0)"},
           {SQL_FN_NUM_COT, "COT(1)"},
           {SQL_FN_NUM_DEGREES, "DEGREES(0)"},
           {SQL_FN_NUM_EXP, "EXP(0)"},
           {SQL_FN_NUM_FLOOR, "FLOOR(1.8)", "1"},
           {SQL_FN_NUM_LOG, "CEILING({fn LOG(10)})", "3"},
           {SQL_FN_NUM_LOG10, "FLOOR({fn LOG10(1000)})", "3"},
           {SQL_FN_NUM_MOD, "MOD(7, 4)", "3"},
           {SQL_FN_NUM_PI, "FLOOR({fn PI()})", "3"},
           {SQL_FN_NUM_POWER, "FLOOR({fn POWER(2, 10)})", "1024"},
           {SQL_FN_NUM_RADIANS, "RADIANS(0)"},
           {SQL_FN_NUM_RAND, "RAND()"},
           {SQL_FN_NUM_RAND, "FLOOR({fn RAND(7)})", "0"},
           {SQL_FN_NUM_ROUND, "ROUND(1.256, 2)"},
           {SQL_FN_NUM_SIGN, "SIGN(-5)", "-1"},
           {SQL_FN_NUM_SIN, "SIN(0)"},
           {SQL_FN_NUM_SQRT, "FLOOR({fn SQRT(16)})", "4"},
           {SQL_FN_NUM_TAN, "TAN(0)"},
           {SQL_FN_NUM_TRUNCATE, "TRUNCATE(1.789, 1)", "1.7"},
       },
       escaped);
}

TEST("the string functions are those that run") {
  hold(SQL_STRING_FUNCTIONS,
       {
           {SQL_FN_STR_ASCII, "ASCII('A')", "65"},
           {SQL_FN_STR_BIT_LENGTH, "BIT_LENGTH('abc')", "24"},
           {SQL_FN_STR_CHAR, "CHAR(65)", "A"},
           {SQL_FN_STR_CHAR_LENGTH, "CHAR_LENGTH('abc')", "3"},
           {SQL_FN_STR_CHARACTER_LENGTH, "CHARACTER_LENGTH('abc')", "3"},
           {SQL_FN_STR_CONCAT, "CONCAT('a', 'b')", "ab"},
           {SQL_FN_STR_DIFFERENCE, "DIFFERENCE('Smith', 'Smythe')", "4"},
           {SQL_FN_STR_INSERT, "INSERT('abcdef', 2, 3, 'X')", "aXef"},
           {SQL_FN_STR_LCASE, "LCASE('ABC')", "abc"},
           {SQL_FN_STR_LEFT, "LEFT('abc', 2)", "ab"},
           {SQL_FN_STR_LENGTH, "LENGTH('abc')", "3"},
           {SQL_FN_STR_LOCATE, "LOCATE('c', 'abcabc', 4)", "6"},
           {SQL_FN_STR_LOCATE_2, "LOCATE('c', 'abc')", "3"},
           {SQL_FN_STR_LTRIM, "LTRIM('  a')", "a"},
           {SQL_FN_STR_OCTET_LENGTH, "OCTET_LENGTH('abc')", "3"},
           {SQL_FN_STR_POSITION, "POSITION('c' IN 'abc')", "3"},
           {SQL_FN_STR_REPEAT, "REPEAT('ab', 2)", "abab"},
           {SQL_FN_STR_REPLACE, "REPLACE('abc', 'b', 'x')", "axc"},
           {SQL_FN_STR_RIGHT, "RIGHT('abc', 2)", "bc"},
           {SQL_FN_STR_RTRIM, "RTRIM('a  ')", "a"},
           {SQL_FN_STR_SOUNDEX, "SOUNDEX('Smith')", "S530"},
           {SQL_FN_STR_SPACE, "SPACE(3)", "   "},
           {SQL_FN_STR_SUBSTRING, "SUBSTRING('abcdef', 2, 3)", "bcd"},
           {SQL_FN_STR_UCASE, "UCASE('abc')", "ABC"},
       },
       escaped);
}

TEST("the functions of dates and times are those that run") {
  hold(SQL_TIMEDATE_FUNCTIONS,
       {
           {SQL_FN_TD_CURDATE, "CURDATE()"},
           {SQL_FN_TD_CURRENT_DATE, "CURRENT_DATE()"},
           {SQL_FN_TD_CURRENT_TIME, "CURRENT_TIME()"},
           {SQL_FN_TD_CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP(0)"},
           {SQL_FN_TD_CURTIME, "CURTIME()"},
           {SQL_FN_TD_DAYNAME, "DAYNAME({d '2026-11-27'})", "Friday"},
           {SQL_FN_TD_DAYOFMONTH, "DAYOFMONTH({d '2026-11-27'})", "27"},
           {SQL_FN_TD_DAYOFWEEK, "DAYOFWEEK({d '2026-11-27'})", "6"},
           {SQL_FN_TD_DAYOFYEAR, "DAYOFYEAR({d '2026-02-01'})", "32"},
           {SQL_FN_TD_EXTRACT, "EXTRACT(YEAR FROM {d '2026-11-27'})", "2026"},
           {SQL_FN_TD_HOUR, "HOUR({t '04:05:06'})", "4"},
           {SQL_FN_TD_MINUTE, "MINUTE({t '04:05:06'})", "5"},
           {SQL_FN_TD_MONTH, "MONTH({d '2026-11-27'})", "11"},
           {SQL_FN_TD_MONTHNAME, "MONTHNAME({d '2026-11-27'})", "November"},
           {SQL_FN_TD_NOW, "NOW()"},
           {SQL_FN_TD_QUARTER, "QUARTER({d '2026-11-27'})", "4"},
           {SQL_FN_TD_SECOND, "SECOND({t '04:05:06'})", "6"},
           {SQL_FN_TD_TIMESTAMPADD, "TIMESTAMPADD(SQL_TSI_DAY, 1, {ts '2026-11-27 01:02:03'})", "2026-11-28 01:02:03"},
           {SQL_FN_TD_TIMESTAMPDIFF, "TIMESTAMPDIFF(SQL_TSI_DAY, {d '2026-11-20'}, {d '2026-11-27'})", "7"},
           {SQL_FN_TD_WEEK, "WEEK({d '2026-02-01'})"},
           {SQL_FN_TD_YEAR, "YEAR({d '2026-11-27'})", "2026"},
       },
       escaped);
}

TEST("the system functions are those that run") {
  hold(SQL_SYSTEM_FUNCTIONS,
       {
           {SQL_FN_SYS_DBNAME, "DATABASE()", "Bitbucket"},
           {SQL_FN_SYS_IFNULL, "IFNULL(NULL, 'x')", "x"},
           {SQL_FN_SYS_USERNAME, "USER()"},
       },
       escaped);
}

TEST("the intervals to add and to subtract are those that run") {
  hold(SQL_TIMEDATE_ADD_INTERVALS,
       {
           {SQL_FN_TSI_FRAC_SECOND, "SQL_TSI_FRAC_SECOND, 5000", "2026-01-31 00:00:00.000005"},
           {SQL_FN_TSI_SECOND, "SQL_TSI_SECOND, 1", "2026-01-31 00:00:01"},
           {SQL_FN_TSI_MINUTE, "SQL_TSI_MINUTE, 1", "2026-01-31 00:01:00"},
           {SQL_FN_TSI_HOUR, "SQL_TSI_HOUR, 1", "2026-01-31 01:00:00"},
           {SQL_FN_TSI_DAY, "SQL_TSI_DAY, 1", "2026-02-01 00:00:00"},
           {SQL_FN_TSI_WEEK, "SQL_TSI_WEEK, 1", "2026-02-07 00:00:00"},
           {SQL_FN_TSI_MONTH, "SQL_TSI_MONTH, 1", "2026-02-28 00:00:00"},
           {SQL_FN_TSI_QUARTER, "SQL_TSI_QUARTER, 1", "2026-04-30 00:00:00"},
           {SQL_FN_TSI_YEAR, "SQL_TSI_YEAR, 1", "2027-01-31 00:00:00"},
       },
       "SELECT {fn TIMESTAMPADD({}, {ts '2026-01-31 00:00:00'})}");
  hold(SQL_TIMEDATE_DIFF_INTERVALS,
       {
           {SQL_FN_TSI_FRAC_SECOND, "SQL_TSI_FRAC_SECOND, {ts '2027-11-28 00:00:00'}", "86400000000000"},
           {SQL_FN_TSI_SECOND, "SQL_TSI_SECOND, {ts '2027-11-28 00:00:00'}", "86400"},
           {SQL_FN_TSI_MINUTE, "SQL_TSI_MINUTE, {ts '2027-11-28 00:00:00'}", "1440"},
           {SQL_FN_TSI_HOUR, "SQL_TSI_HOUR, {ts '2027-11-28 00:00:00'}", "24"},
           {SQL_FN_TSI_DAY, "SQL_TSI_DAY, {ts '2027-11-27 00:00:00'}", "2"},
           {SQL_FN_TSI_WEEK, "SQL_TSI_WEEK, {ts '2027-11-15 00:00:00'}", "2"},
           {SQL_FN_TSI_MONTH, "SQL_TSI_MONTH, {ts '2027-09-29 00:00:00'}", "2"},
           {SQL_FN_TSI_QUARTER, "SQL_TSI_QUARTER, {ts '2027-05-29 00:00:00'}", "2"},
           {SQL_FN_TSI_YEAR, "SQL_TSI_YEAR, {ts '2025-11-29 00:00:00'}", "2"},
       },
       "SELECT {fn TIMESTAMPDIFF({}, {ts '2027-11-29 00:00:00'})}");
}
