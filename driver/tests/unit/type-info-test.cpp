// SQLGetTypeInfo, and the arguments that catalog functions refuse.
#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

constexpr SQLSMALLINT noValue = -999;

SQLSMALLINT small(const Session& session, SQLUSMALLINT column) {
  SQLSMALLINT value = 0;
  SQLLEN length = 0;
  CHECK_EQUAL(odbc::getData(session.statement, column, SQL_C_SSHORT, &value, 0, &length), SQL_SUCCESS);
  return length == SQL_NULL_DATA ? noValue : value;
}

std::vector<SQLSMALLINT> typesOf(SQLULEN version) {
  const ScriptedServer server({greeting()});
  Session session(server);
  odbc::setEnvironmentAttribute(session.environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(version), 0);
  CHECK_EQUAL(odbc::typeInfo(session.statement, SQL_ALL_TYPES), SQL_SUCCESS);
  std::vector<SQLSMALLINT> types;
  while (odbc::fetch(session.statement) == SQL_SUCCESS) types.push_back(small(session, 2));
  return types;
}

}  // namespace

TEST("types come in the order of their numbers, which are others in version 2") {
  for (const SQLULEN version : {SQL_OV_ODBC2, SQL_OV_ODBC3}) {
    const std::vector<SQLSMALLINT> types = typesOf(version);
    CHECK(types.size() > 20);
    CHECK(std::is_sorted(types.begin(), types.end()));
    CHECK_EQUAL(std::count(types.begin(), types.end(), version == SQL_OV_ODBC2 ? SQL_TIMESTAMP : SQL_TYPE_TIMESTAMP), 1);
  }
}

TEST("a type has the scales that its values have") {
  struct Scales {
    SQLSMALLINT type;
    SQLSMALLINT least;
    SQLSMALLINT most;
  };
  for (const Scales& each : {Scales{SQL_INTEGER, 0, 0}, {SQL_DECIMAL, 0, 38}, {SQL_TYPE_TIMESTAMP, 0, 6}, {SQL_DOUBLE, noValue, noValue},
                             {SQL_REAL, noValue, noValue}, {SQL_WVARCHAR, noValue, noValue}, {SQL_TYPE_DATE, noValue, noValue}}) {
    const ScriptedServer server({greeting()});
    Session session(server);
    CHECK_EQUAL(odbc::typeInfo(session.statement, each.type), SQL_SUCCESS);
    CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
    CHECK_EQUAL(small(session, 14), each.least);
    CHECK_EQUAL(small(session, 15), each.most);
  }
}

TEST("a type that ODBC does not have is refused, one that no column has gives no row") {
  const ScriptedServer server({greeting()});
  Session session(server);
  CHECK_EQUAL(odbc::typeInfo(session.statement, 4711), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HY004");
  for (const SQLSMALLINT type : {SQL_TINYINT, SQL_INTERVAL_DAY}) {
    CHECK_EQUAL(odbc::typeInfo(session.statement, type), SQL_SUCCESS);
    CHECK_EQUAL(odbc::fetch(session.statement), SQL_NO_DATA);
    CHECK_EQUAL(odbc::closeCursor(session.statement), SQL_SUCCESS);
  }
}

TEST("catalog functions refuse kinds, scopes and accuracies that there are not") {
  const ScriptedServer server({greeting()});
  Session session(server);
  const auto name = direct::wideText("Branches");
  const odbc::TableArgument table = {{nullptr, 0}, {nullptr, 0}, {name.data(), SQL_NTS}};
  const auto state = [&](SQLRETURN result) { return result == SQL_ERROR ? session.statementError().substr(0, 5) : std::string(); };
  CHECK_EQUAL(state(odbc::statistics(session.statement, table, 9, SQL_QUICK)), "HY100");
  CHECK_EQUAL(state(odbc::statistics(session.statement, table, SQL_INDEX_ALL, 9)), "HY101");
  CHECK_EQUAL(state(odbc::specialColumns(session.statement, 9, table, SQL_SCOPE_CURROW, SQL_NULLABLE)), "HY097");
  CHECK_EQUAL(state(odbc::specialColumns(session.statement, SQL_ROWVER, table, 9, SQL_NULLABLE)), "HY098");
  CHECK_EQUAL(state(odbc::specialColumns(session.statement, SQL_ROWVER, table, SQL_SCOPE_CURROW, 9)), "HY099");
}
