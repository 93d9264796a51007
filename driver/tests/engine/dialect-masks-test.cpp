// What SQLGetInfo tells of the SQL dialect is what the engine runs.
#include "claims.h"

using claims::hold;

namespace {

constexpr const char* two = "(SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y')";

std::string from(const std::string& text) {
  std::string out = text;
  for (std::size_t at; (at = out.find("$2")) != std::string::npos;) out.replace(at, 2, two);
  return out;
}

SQLUSMALLINT small(app::Connection& connection, SQLUSMALLINT type) {
  SQLUSMALLINT value = 0;
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, type, &value, sizeof value, nullptr)));
  return value;
}

void holdFrom(SQLUSMALLINT type, const std::vector<claims::Claim>& list) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  std::vector<claims::Claim> filled;
  for (const claims::Claim& claim : list) {
    texts.push_back(from(claim.sql));
    filled.push_back({claim.bit, texts.back().c_str(), claim.result});
  }
  hold(type, filled);
}

}  // namespace

TEST("the aggregate functions are those that run") {
  holdFrom(SQL_AGGREGATE_FUNCTIONS, {
                                        {SQL_AF_AVG, "SELECT CAST(AVG(a) AS DECIMAL(5, 1)) FROM $2 t", "1.5"},
                                        {SQL_AF_COUNT, "SELECT COUNT(*) FROM $2 t", "2"},
                                        {SQL_AF_MAX, "SELECT MAX(b) FROM $2 t", "y"},
                                        {SQL_AF_MIN, "SELECT MIN(b) FROM $2 t", "x"},
                                        {SQL_AF_SUM, "SELECT SUM(a) FROM $2 t", "3"},
                                        {SQL_AF_DISTINCT, "SELECT COUNT(DISTINCT a) FROM $2 t", "2"},
                                        {SQL_AF_ALL, "SELECT COUNT(ALL a) FROM $2 t", "2"},
                                    });
}

TEST("the predicates are those that run") {
  holdFrom(SQL_SQL92_PREDICATES, {
                                     {SQL_SP_EXISTS, "SELECT 1 WHERE EXISTS (SELECT 1)"},
                                     {SQL_SP_ISNOTNULL, "SELECT 1 WHERE 1 IS NOT NULL"},
                                     {SQL_SP_ISNULL, "SELECT 1 WHERE NULL IS NULL"},
                                     {SQL_SP_MATCH_FULL, "SELECT 1 WHERE ROW(1, 'x') MATCH FULL (SELECT * FROM $2 t)"},
                                     {SQL_SP_MATCH_PARTIAL, "SELECT 1 WHERE ROW(1, 'x') MATCH PARTIAL (SELECT * FROM $2 t)"},
                                     {SQL_SP_MATCH_UNIQUE_FULL, "SELECT 1 WHERE ROW(1, 'x') MATCH UNIQUE FULL (SELECT * FROM $2 t)"},
                                     {SQL_SP_MATCH_UNIQUE_PARTIAL, "SELECT 1 WHERE ROW(1, 'x') MATCH UNIQUE PARTIAL (SELECT * FROM $2 t)"},
                                     {SQL_SP_OVERLAPS, "SELECT 1 WHERE (DATE '2026-01-01', DATE '2026-01-03') OVERLAPS (DATE '2026-01-02', DATE '2026-01-04')"},
                                     {SQL_SP_UNIQUE, "SELECT 1 WHERE UNIQUE (SELECT * FROM $2 t)"},
                                     {SQL_SP_LIKE, "SELECT 1 WHERE 'abc' LIKE 'a%'"},
                                     {SQL_SP_IN, "SELECT 1 WHERE 1 IN (1, 2)"},
                                     {SQL_SP_BETWEEN, "SELECT 1 WHERE 1 BETWEEN 0 AND 2"},
                                     {SQL_SP_COMPARISON, "SELECT 1 WHERE 1 <= 2"},
                                     {SQL_SP_QUANTIFIED_COMPARISON, "SELECT 1 WHERE 2 >= ALL (SELECT a FROM $2 t)"},
                                 });
}

TEST("the joins are those that run") {
  holdFrom(SQL_SQL92_RELATIONAL_JOIN_OPERATORS,
           {
               {SQL_SRJO_CORRESPONDING_CLAUSE, "SELECT * FROM $2 t UNION CORRESPONDING SELECT * FROM $2 u"},
               {SQL_SRJO_CROSS_JOIN, "SELECT COUNT(*) FROM $2 t CROSS JOIN $2 u", "4"},
               {SQL_SRJO_EXCEPT_JOIN, "SELECT a FROM $2 t EXCEPT SELECT 1", "2"},
               {SQL_SRJO_FULL_OUTER_JOIN, "SELECT COUNT(*) FROM $2 t FULL OUTER JOIN $2 u ON t.a = u.a + 1", "3"},
               {SQL_SRJO_INNER_JOIN, "SELECT COUNT(*) FROM $2 t INNER JOIN $2 u ON t.a = u.a", "2"},
               {SQL_SRJO_INTERSECT_JOIN, "SELECT a FROM $2 t INTERSECT SELECT 2", "2"},
               {SQL_SRJO_LEFT_OUTER_JOIN, "SELECT COUNT(*) FROM $2 t LEFT OUTER JOIN $2 u ON t.a = u.a + 1", "2"},
               {SQL_SRJO_NATURAL_JOIN, "SELECT COUNT(*) FROM $2 t NATURAL JOIN $2 u", "2"},
               {SQL_SRJO_RIGHT_OUTER_JOIN, "SELECT COUNT(*) FROM $2 t RIGHT OUTER JOIN $2 u ON t.a = u.a + 1", "2"},
               {SQL_SRJO_UNION_JOIN, "SELECT COUNT(*) FROM $2 t UNION JOIN $2 u"},
           });
  holdFrom(SQL_OJ_CAPABILITIES,
           {
               {SQL_OJ_LEFT, "SELECT COUNT(*) FROM {oj $2 t LEFT OUTER JOIN $2 u ON t.a = u.a}", "2"},
               {SQL_OJ_RIGHT, "SELECT COUNT(*) FROM {oj $2 t RIGHT OUTER JOIN $2 u ON t.a = u.a}", "2"},
               {SQL_OJ_FULL, "SELECT COUNT(*) FROM {oj $2 t FULL OUTER JOIN $2 u ON t.a = u.a}", "2"},
               {SQL_OJ_NESTED, "SELECT COUNT(*) FROM {oj $2 t LEFT OUTER JOIN $2 u LEFT OUTER JOIN $2 v ON u.a = v.a ON t.a = u.a}", "2"},
               {SQL_OJ_NOT_ORDERED, "SELECT COUNT(*) FROM {oj $2 t LEFT OUTER JOIN $2 u ON u.a = t.a}", "2"},
               {SQL_OJ_INNER, "SELECT COUNT(*) FROM {oj $2 t LEFT OUTER JOIN ($2 u INNER JOIN $2 v ON u.a = v.a) ON t.a = u.a}", "2"},
               {SQL_OJ_ALL_COMPARISON_OPS, "SELECT COUNT(*) FROM {oj $2 t LEFT OUTER JOIN $2 u ON t.a < u.a}", "2"},
           });
}

TEST("the value expressions and row values are those that run") {
  holdFrom(SQL_SQL92_VALUE_EXPRESSIONS, {
                                            {SQL_SVE_CASE, "SELECT CASE WHEN 1 = 1 THEN 'x' ELSE 'y' END", "x"},
                                            {SQL_SVE_CAST, "SELECT CAST('7' AS INTEGER)", "7"},
                                            {SQL_SVE_COALESCE, "SELECT COALESCE(NULL, 'x')", "x"},
                                            {SQL_SVE_NULLIF, "SELECT NULLIF(1, 1)", "NULL"},
                                        });
  holdFrom(SQL_SQL92_ROW_VALUE_CONSTRUCTOR, {
                                                {SQL_SRVC_VALUE_EXPRESSION, "SELECT 1 WHERE (1 + 1, 'x') = (2, 'x')"},
                                                {SQL_SRVC_NULL, "SELECT 1 WHERE ((1, NULL) = (1, 2)) IS NOT TRUE"},
                                                {SQL_SRVC_DEFAULT, "SELECT 1 WHERE (1, DEFAULT) = (1, 2)"},
                                                {SQL_SRVC_ROW_SUBQUERY, "SELECT 1 WHERE (1, 'x') = (SELECT a, b FROM $2 t WHERE a = 1)"},
                                            });
}

TEST("the functions of SQL-92 are those that run") {
  hold(SQL_SQL92_STRING_FUNCTIONS, {
                                       {SQL_SSF_CONVERT, "SELECT CONVERT('x' USING utf8)"},
                                       {SQL_SSF_LOWER, "SELECT LOWER('ABC')", "abc"},
                                       {SQL_SSF_UPPER, "SELECT UPPER('abc')", "ABC"},
                                       {SQL_SSF_SUBSTRING, "SELECT SUBSTRING('abcdef' FROM 2 FOR 3)", "bcd"},
                                       {SQL_SSF_TRANSLATE, "SELECT TRANSLATE('x' USING utf8)"},
                                       {SQL_SSF_TRIM_BOTH, "SELECT TRIM(BOTH 'x' FROM 'xax')", "a"},
                                       {SQL_SSF_TRIM_LEADING, "SELECT TRIM(LEADING 'x' FROM 'xax')", "ax"},
                                       {SQL_SSF_TRIM_TRAILING, "SELECT TRIM(TRAILING 'x' FROM 'xax')", "xa"},
                                   });
  hold(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS, {
                                              {SQL_SNVF_BIT_LENGTH, "SELECT BIT_LENGTH('abc')", "24"},
                                              {SQL_SNVF_CHAR_LENGTH, "SELECT CHAR_LENGTH('abc')", "3"},
                                              {SQL_SNVF_CHARACTER_LENGTH, "SELECT CHARACTER_LENGTH('abc')", "3"},
                                              {SQL_SNVF_EXTRACT, "SELECT EXTRACT(DAY FROM DATE '2026-11-27')", "27"},
                                              {SQL_SNVF_OCTET_LENGTH, "SELECT OCTET_LENGTH('abc')", "3"},
                                              {SQL_SNVF_POSITION, "SELECT POSITION('c' IN 'abc')", "3"},
                                          });
  hold(SQL_SQL92_DATETIME_FUNCTIONS, {
                                         {SQL_SDF_CURRENT_DATE, "SELECT CURRENT_DATE"},
                                         {SQL_SDF_CURRENT_TIME, "SELECT CURRENT_TIME"},
                                         {SQL_SDF_CURRENT_TIMESTAMP, "SELECT CURRENT_TIMESTAMP"},
                                     });
}

TEST("the literals of dates and times are those that run") {
  hold(SQL_DATETIME_LITERALS, {
                                  {SQL_DL_SQL92_DATE, "SELECT DATE '2026-11-27'", "2026-11-27"},
                                  {SQL_DL_SQL92_TIME, "SELECT TIME '04:05:06'", "04:05:06"},
                                  {SQL_DL_SQL92_TIMESTAMP, "SELECT TIMESTAMP '2026-11-27 04:05:06'", "2026-11-27 04:05:06"},
                                  {SQL_DL_SQL92_INTERVAL_YEAR, "SELECT DATE '2026-11-27' + INTERVAL '1' YEAR"},
                                  {SQL_DL_SQL92_INTERVAL_MONTH, "SELECT DATE '2026-11-27' + INTERVAL '1' MONTH"},
                                  {SQL_DL_SQL92_INTERVAL_DAY, "SELECT DATE '2026-11-27' + INTERVAL '1' DAY"},
                                  {SQL_DL_SQL92_INTERVAL_HOUR, "SELECT DATE '2026-11-27' + INTERVAL '1' HOUR"},
                                  {SQL_DL_SQL92_INTERVAL_MINUTE, "SELECT DATE '2026-11-27' + INTERVAL '1' MINUTE"},
                                  {SQL_DL_SQL92_INTERVAL_SECOND, "SELECT DATE '2026-11-27' + INTERVAL '1' SECOND"},
                                  {SQL_DL_SQL92_INTERVAL_YEAR_TO_MONTH, "SELECT DATE '2026-11-27' + INTERVAL '1-2' YEAR TO MONTH"},
                                  {SQL_DL_SQL92_INTERVAL_DAY_TO_HOUR, "SELECT DATE '2026-11-27' + INTERVAL '1 2' DAY TO HOUR"},
                                  {SQL_DL_SQL92_INTERVAL_DAY_TO_MINUTE, "SELECT DATE '2026-11-27' + INTERVAL '1 2:03' DAY TO MINUTE"},
                                  {SQL_DL_SQL92_INTERVAL_DAY_TO_SECOND, "SELECT DATE '2026-11-27' + INTERVAL '1 2:03:04' DAY TO SECOND"},
                                  {SQL_DL_SQL92_INTERVAL_HOUR_TO_MINUTE, "SELECT DATE '2026-11-27' + INTERVAL '2:03' HOUR TO MINUTE"},
                                  {SQL_DL_SQL92_INTERVAL_HOUR_TO_SECOND, "SELECT DATE '2026-11-27' + INTERVAL '2:03:04' HOUR TO SECOND"},
                                  {SQL_DL_SQL92_INTERVAL_MINUTE_TO_SECOND, "SELECT DATE '2026-11-27' + INTERVAL '3:04' MINUTE TO SECOND"},
                              });
}

TEST("subqueries and unions are those that run") {
  holdFrom(SQL_SUBQUERIES, {
                               {SQL_SQ_COMPARISON, "SELECT 1 WHERE 2 = (SELECT MAX(a) FROM $2 t)"},
                               {SQL_SQ_EXISTS, "SELECT 1 WHERE EXISTS (SELECT 1)"},
                               {SQL_SQ_IN, "SELECT 1 WHERE 2 IN (SELECT a FROM $2 t)"},
                               {SQL_SQ_QUANTIFIED, "SELECT 1 WHERE 2 = ANY (SELECT a FROM $2 t)"},
                               {SQL_SQ_CORRELATED_SUBQUERIES, "SELECT a FROM $2 t WHERE a = (SELECT MAX(u.a) FROM $2 u WHERE u.b = t.b)"},
                           });
  hold(SQL_UNION, {{SQL_U_UNION, "SELECT 1 UNION SELECT 1"}, {SQL_U_UNION_ALL, "SELECT 1 UNION ALL SELECT 1"}});
}

TEST("groups, NULLs and order behave as told") {
  app::Connection connection;
  connection.open();
  app::Statement statement(connection);
  std::string value;
  CHECK_EQUAL(small(connection, SQL_GROUP_BY), SQL_GB_GROUP_BY_CONTAINS_SELECT);
  CHECK(!claims::runs(statement, from("SELECT a, b FROM $2 t GROUP BY a"), value));
  CHECK(claims::runs(statement, from("SELECT MAX(b) FROM $2 t GROUP BY a"), value));
  CHECK_EQUAL(small(connection, SQL_NULL_COLLATION), SQL_NC_HIGH);
  const std::string nulls = "SELECT a FROM (SELECT NULL AS a UNION ALL SELECT 1) t ORDER BY a";
  CHECK(claims::runs(statement, nulls, value));
  CHECK_EQUAL(value, "1");
  CHECK(claims::runs(statement, nulls + " DESC", value));
  CHECK_EQUAL(value, "NULL");
  CHECK_EQUAL(small(connection, SQL_CONCAT_NULL_BEHAVIOR), SQL_CB_NULL);
  CHECK(claims::runs(statement, "SELECT 'a' || NULL", value));
  CHECK_EQUAL(value, "NULL");
  CHECK(claims::runs(statement, from("SELECT a FROM $2 t ORDER BY b || 'x', -a"), value));
  CHECK(claims::runs(statement, "SELECT 1 WHERE 'a%' LIKE 'a!%' {escape '!'}", value));
}

TEST("the views of information_schema are those that are there") {
  const std::pair<SQLUINTEGER, const char*> views[] = {
      {SQL_ISV_ASSERTIONS, "assertions"}, {SQL_ISV_CHARACTER_SETS, "character_sets"}, {SQL_ISV_CHECK_CONSTRAINTS, "check_constraints"},
      {SQL_ISV_COLLATIONS, "collations"}, {SQL_ISV_COLUMN_DOMAIN_USAGE, "column_domain_usage"}, {SQL_ISV_COLUMN_PRIVILEGES, "column_privileges"},
      {SQL_ISV_COLUMNS, "columns"}, {SQL_ISV_CONSTRAINT_COLUMN_USAGE, "constraint_column_usage"},
      {SQL_ISV_CONSTRAINT_TABLE_USAGE, "constraint_table_usage"}, {SQL_ISV_DOMAIN_CONSTRAINTS, "domain_constraints"}, {SQL_ISV_DOMAINS, "domains"},
      {SQL_ISV_KEY_COLUMN_USAGE, "key_column_usage"}, {SQL_ISV_REFERENTIAL_CONSTRAINTS, "referential_constraints"}, {SQL_ISV_SCHEMATA, "schemata"},
      {SQL_ISV_SQL_LANGUAGES, "sql_languages"}, {SQL_ISV_TABLE_CONSTRAINTS, "table_constraints"}, {SQL_ISV_TABLE_PRIVILEGES, "table_privileges"},
      {SQL_ISV_TABLES, "tables"}, {SQL_ISV_TRANSLATIONS, "translations"}, {SQL_ISV_USAGE_PRIVILEGES, "usage_privileges"},
      {SQL_ISV_VIEW_COLUMN_USAGE, "view_column_usage"}, {SQL_ISV_VIEW_TABLE_USAGE, "view_table_usage"}, {SQL_ISV_VIEWS, "views"},
  };
  std::vector<claims::Claim> claimed;
  for (const auto& [bit, name] : views) claimed.push_back({bit, name});
  hold(SQL_INFO_SCHEMA_VIEWS, claimed, "SELECT count(*) FROM information_schema.{}");
}

TEST("what is told to be a keyword needs quotes as a name, and so does no other word that the engine reserves") {
  app::Connection connection;
  connection.open();
  app::Statement statement(connection);
  SQLCHAR told[2048] = "";
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, SQL_KEYWORDS, told, sizeof told, nullptr)));
  const std::string keywords = "," + std::string(reinterpret_cast<char*>(told)) + ",";
  // Those that ODBC itself reserves (SQL_ODBC_KEYWORDS) are not listed again.
  const std::string known = "," + std::string(SQL_ODBC_KEYWORDS) + ",";
  std::string wrong;
  for (const char* word : {"ANALYSE", "ANALYZE", "ANTI", "ARRAY", "ASOF", "ASYMMETRIC", "BOTH", "CONCURRENTLY", "DESCRIBE", "DO", "EXCLUDE", "FILTER", "FREEZE",
                           "GLOB", "ILIKE", "ISNULL", "LAMBDA", "LATERAL", "LIMIT", "MAP", "NOTNULL", "OFFSET", "OVERLAPS", "PIVOT", "PIVOT_LONGER",
                           "PIVOT_WIDER", "PLACING", "POSITIONAL", "QUALIFY", "REPLACE", "RETURNING", "SAMPLE", "SEMI", "SHOW", "SIMILAR", "STRUCT", "SUMMARIZE",
                           "SYMMETRIC", "TABLESAMPLE", "TRY_CAST", "UNPIVOT", "VARIADIC", "VERBOSE", "WINDOW", "ORCHARD"}) {
    const std::string name = word;
    std::string value;
    const bool isFree = claims::runs(statement, "SELECT " + name + " FROM (SELECT 1 AS \"" + name + "\") AS t", value) &&
                        claims::runs(statement, "SELECT 1 FROM (SELECT 1) AS " + name, value);
    const bool isListed = keywords.find("," + name + ",") != std::string::npos || known.find("," + name + ",") != std::string::npos;
    if (isFree == isListed) wrong += (isFree ? "\n       no keyword: " : "\n       a keyword: ") + name + " " + value;
  }
  CHECK_EQUAL(wrong, "");
}

TEST("procedures are called with the names of their catalog and schema before them, as told") {
  app::Connection connection;
  connection.open();
  CHECK((claims::mask(connection, SQL_CATALOG_USAGE) & SQL_CU_PROCEDURE_INVOCATION) != 0);
  CHECK((claims::mask(connection, SQL_SCHEMA_USAGE) & SQL_SU_PROCEDURE_INVOCATION) != 0);
  app::Statement statement(connection);
  // The source is read only: whoever is refused for that has been found.
  CHECK_EQUAL(SQLExecDirect(statement.handle, app::chars("{call Bitbucket.\"harbor-app\".MergePullRequest(1)}"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "25006");
}
