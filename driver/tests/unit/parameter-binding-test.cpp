// What SQLBindParameter writes down, and what an execution makes of it.
#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

std::string done() { return parsed() + message('n', "") + complete("INSERT 0 1") + ready(); }

SQLRETURN bind(const Session& session, SQLUSMALLINT number, SQLSMALLINT direction, SQLINTEGER& value, SQLLEN* length = nullptr) {
  return odbc::bindParameter(session.statement, number, direction, SQL_C_SLONG, SQL_INTEGER, 10, 0, &value, 0, length);
}

}  // namespace

TEST("parameters go in; a direction that there is not is told from one that is not supported") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLINTEGER value = 1;
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_INPUT, value), SQL_SUCCESS);
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_OUTPUT, value), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HYC00");
  CHECK_EQUAL(bind(session, 1, 99, value), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HY105");
  for (const SQLSMALLINT type : {77, -150, 4711}) {
    CHECK_EQUAL(odbc::bindParameter(session.statement, 1, SQL_PARAM_INPUT, SQL_C_CHAR, type, 0, 0, &value, 4, nullptr), SQL_ERROR);
    CHECK_EQUAL(session.statementError().substr(0, 5), "HY004");
  }
}

TEST("the descriptor of parameters has size and digits where the type keeps them") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLINTEGER value = 1;
  CHECK_EQUAL(odbc::bindParameter(session.statement, 1, SQL_PARAM_INPUT_OUTPUT, SQL_C_SLONG, SQL_DECIMAL, 12, 3, &value, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(odbc::bindParameter(session.statement, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_TYPE_TIMESTAMP, 26, 6, &value, 4, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(odbc::bindParameter(session.statement, 3, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 40, 0, &value, 4, nullptr), SQL_SUCCESS);
  SQLHANDLE descriptor = nullptr;
  CHECK_EQUAL(odbc::statementAttribute(session.statement, SQL_ATTR_IMP_PARAM_DESC, &descriptor, 0, nullptr), SQL_SUCCESS);
  const auto small = [&](SQLSMALLINT record, SQLSMALLINT field) {
    SQLSMALLINT told = -1;
    CHECK_EQUAL(odbc::descriptorField(descriptor, record, field, &told, 0, nullptr), SQL_SUCCESS);
    return told;
  };
  CHECK_EQUAL(small(1, SQL_DESC_PRECISION), 12);
  CHECK_EQUAL(small(1, SQL_DESC_SCALE), 3);
  CHECK_EQUAL(small(1, SQL_DESC_PARAMETER_TYPE), SQL_PARAM_INPUT_OUTPUT);
  CHECK_EQUAL(small(2, SQL_DESC_PRECISION), 6);
  CHECK_EQUAL(small(2, SQL_DESC_SCALE), 0);
  CHECK_EQUAL(small(2, SQL_DESC_PARAMETER_TYPE), SQL_PARAM_INPUT);
  SQLULEN length = 0;
  CHECK_EQUAL(odbc::descriptorField(descriptor, 3, SQL_DESC_LENGTH, &length, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(length, 40u);
}

TEST("a statement without parameters runs once, whatever an earlier one has left bound") {
  const std::string described = message('1', "") + message('t', int16(0)) + message('n', "") + ready();
  const ScriptedServer server({greeting(), described, done(), "", "", ""});
  Session session(server);
  SQLINTEGER values[3] = {1, 2, 3};
  SQLULEN processed = 0;
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_INPUT, values[0]), SQL_SUCCESS);
  odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(3), 0);
  odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMS_PROCESSED_PTR, &processed, 0);
  CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("INSERT").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(odbc::execute(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(processed, 1u);
  SQLLEN rows = 0;
  CHECK_EQUAL(odbc::rowCount(session.statement, &rows), SQL_SUCCESS);
  CHECK_EQUAL(rows, 1);
}

TEST("sets that are all left out write nothing, whatever was written before") {
  const std::string described = message('1', "") + message('t', int16(1) + int32(23)) + message('n', "") + ready();
  const ScriptedServer server({greeting(), described, done()});
  Session session(server);
  SQLINTEGER values[2] = {1, 2};
  SQLUSMALLINT operations[2] = {SQL_PARAM_PROCEED, SQL_PARAM_PROCEED};
  SQLUSMALLINT statuses[2] = {99, 99};
  SQLULEN processed = 99;
  SQLLEN rows = 99;
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_INPUT, values[0]), SQL_SUCCESS);
  CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("INSERT ?").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(odbc::execute(session.statement), SQL_SUCCESS);
  operations[0] = operations[1] = SQL_PARAM_IGNORE;
  odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAM_OPERATION_PTR, operations, 0);
  odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAM_STATUS_PTR, statuses, 0);
  odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMS_PROCESSED_PTR, &processed, 0);
  for (const SQLULEN sets : {1, 2}) {
    odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(sets), 0);
    CHECK_EQUAL(odbc::execute(session.statement), SQL_NO_DATA);
    CHECK_EQUAL(odbc::rowCount(session.statement, &rows), SQL_SUCCESS);
    CHECK_EQUAL(rows, 0);
    // Sets that are left out are gone through, too: the statuses up to there say so.
    CHECK_EQUAL(processed, sets);
    CHECK_EQUAL(statuses[sets - 1], SQL_PARAM_UNUSED);
  }
}

TEST("after a set of an array has failed, the rows of the sets before it are counted and told") {
  const std::string failed = error("23000", "no") + ready();
  const std::string described = message('1', "") + message('t', int16(1) + int32(23)) + message('n', "") + ready();
  const ScriptedServer server({greeting(), described, done(), done(), failed});
  Session session(server);
  SQLINTEGER values[3] = {1, 2, 3};
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_INPUT, values[0]), SQL_SUCCESS);
  CHECK_EQUAL(odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(3), 0), SQL_SUCCESS);
  CHECK_EQUAL(session.run("INSERT ?"), SQL_ERROR);
  // The engine's sentence is about the one set alone.
  const std::string told = "23000 [Drawbridge][ODBC Driver]Set 3 of 3 of the parameters failed; the sets before it have written 2 rows, which stay. no";
  CHECK_EQUAL(session.statementError(), told);
  SQLLEN rows = 0;
  CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_STMT, session.statement, 0, SQL_DIAG_ROW_COUNT, &rows, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(rows, 2);
}

TEST("of a set of an array that fails first it is told that the others did not run") {
  const std::string described = message('1', "") + message('t', int16(1) + int32(23)) + message('n', "") + ready();
  const ScriptedServer server({greeting(), described, error("23000", "no") + ready()});
  Session session(server);
  SQLINTEGER values[2] = {1, 2};
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_INPUT, values[0]), SQL_SUCCESS);
  CHECK_EQUAL(odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(2), 0), SQL_SUCCESS);
  CHECK_EQUAL(session.run("INSERT ?"), SQL_ERROR);
  CHECK_EQUAL(session.statementError(), "23000 [Drawbridge][ODBC Driver]Set 1 of 2 of the parameters failed, and none behind it was run. no");
}

TEST("no data are asked for a parameter that the statement does not have") {
  const std::string described = message('1', "") + message('t', int16(1) + int32(23)) + message('n', "") + ready();
  const ScriptedServer server({greeting(), described, done()});
  Session session(server);
  SQLINTEGER value = 7;
  SQLLEN later = SQL_DATA_AT_EXEC;
  CHECK_EQUAL(bind(session, 1, SQL_PARAM_INPUT, value), SQL_SUCCESS);
  CHECK_EQUAL(bind(session, 2, SQL_PARAM_INPUT, value, &later), SQL_SUCCESS);
  CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("INSERT ?").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(odbc::execute(session.statement), SQL_SUCCESS);
}

TEST("the address of a parameter that comes at execution counts the offset of the binding, with one set and with several") {
  for (const SQLULEN sets : {1u, 2u}) {
    const std::string described = message('1', "") + message('t', int16(1) + int32(23)) + message('n', "") + ready();
    const ScriptedServer server({greeting(), described, done(), done()});
    Session session(server);
    SQLINTEGER value = 7;
    struct {
      SQLINTEGER values[2];
      SQLLEN lengths[2];
    } rows = {{0, 0}, {SQL_DATA_AT_EXEC, SQL_DATA_AT_EXEC}};
    SQLLEN offset = 16;
    const auto before = [&](void* address) { return static_cast<char*>(address) - offset; };
    odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(sets), 0);
    odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset, 0);
    CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("INSERT ?").data(), SQL_NTS), SQL_SUCCESS);
    CHECK_EQUAL(odbc::bindParameter(session.statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, before(rows.values), 0,
                                    reinterpret_cast<SQLLEN*>(before(rows.lengths))),
                SQL_SUCCESS);
    CHECK_EQUAL(odbc::execute(session.statement), SQL_NEED_DATA);
    for (SQLULEN set = 0; set < sets; set++) {
      SQLPOINTER asked = nullptr;
      CHECK_EQUAL(odbc::parameterData(session.statement, &asked), SQL_NEED_DATA);
      CHECK(asked == &rows.values[set]);
      CHECK_EQUAL(odbc::putData(session.statement, &value, 0), SQL_SUCCESS);
    }
    CHECK_EQUAL(odbc::parameterData(session.statement, nullptr), SQL_SUCCESS);
  }
}

TEST("unbinding the last column makes the one before it the last of the descriptor") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLINTEGER value = 0;
  SQLHANDLE descriptor = nullptr;
  CHECK_EQUAL(odbc::statementAttribute(session.statement, SQL_ATTR_APP_ROW_DESC, &descriptor, 0, nullptr), SQL_SUCCESS);
  const auto count = [&] {
    SQLSMALLINT told = -1;
    CHECK_EQUAL(odbc::descriptorField(descriptor, 0, SQL_DESC_COUNT, &told, 0, nullptr), SQL_SUCCESS);
    return told;
  };
  for (const SQLUSMALLINT column : {1, 4}) CHECK_EQUAL(odbc::bindColumn(session.statement, column, SQL_C_SLONG, &value, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(count(), 4);
  CHECK_EQUAL(odbc::bindColumn(session.statement, 4, SQL_C_SLONG, nullptr, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(count(), 1);
  CHECK_EQUAL(odbc::bindColumn(session.statement, 1, SQL_C_SLONG, nullptr, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(count(), 0);
}
