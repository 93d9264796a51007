#include "direct-session.h"
#include "odbc/info-table.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

TEST("foreign and null handles are refused") {
  SQLULEN junk[64] = {};
  CHECK_EQUAL(odbc::fetch(nullptr), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::fetch(junk), SQL_INVALID_HANDLE);
  const ScriptedServer server({greeting()});
  Session session(server);
  CHECK_EQUAL(odbc::fetch(session.connection), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::disconnect(session.statement), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::diagnosticRecord(SQL_HANDLE_STMT, session.connection, 1, nullptr, nullptr, nullptr, 0, nullptr), SQL_INVALID_HANDLE);
}

TEST("freed handles are refused, and so are those that went with their connection") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLHANDLE descriptor = nullptr;
  SQLHANDLE columns = nullptr;
  SQLSMALLINT count = 0;
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_DESC, session.connection, &descriptor), SQL_SUCCESS);
  CHECK_EQUAL(odbc::statementAttribute(session.statement, SQL_ATTR_IMP_ROW_DESC, &columns, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(odbc::disconnect(session.connection), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::cancel(session.statement), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::descriptorField(columns, 0, SQL_DESC_COUNT, &count, 0, nullptr), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_DESC, descriptor), SQL_INVALID_HANDLE);
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_STMT, session.statement), SQL_INVALID_HANDLE);
  // As many as make the system take the memory back.
  std::vector<SQLHANDLE> connections(2000);
  for (SQLHANDLE& each : connections) CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_DBC, session.environment, &each), SQL_SUCCESS);
  for (const SQLHANDLE each : connections) CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_DBC, each), SQL_SUCCESS);
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  for (const SQLHANDLE each : connections) CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_DBC, each), SQL_INVALID_HANDLE);
}

TEST("calls out of order are refused with a state") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLSMALLINT count = 0;
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HY010");
  CHECK_EQUAL(odbc::execute(session.statement), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HY010");
  CHECK_EQUAL(odbc::columnCount(session.statement, &count), SQL_ERROR);
  CHECK_EQUAL(odbc::parameterCount(session.statement, &count), SQL_ERROR);
  CHECK_EQUAL(odbc::closeCursor(session.statement), SQL_ERROR);
  CHECK_EQUAL(odbc::moreResults(session.statement), SQL_NO_DATA);
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_DBC, session.connection), SQL_ERROR);
}

TEST("a statement ends at zeros, but has none before its end") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + complete("SELECT 0") + ready()});
  Session session(server);
  std::vector<SQLWCHAR> text = direct::wideText("SELECT 'a b'");
  text.resize(40);
  CHECK_EQUAL(odbc::executeDirect(session.statement, text.data(), 40), SQL_SUCCESS);
  CHECK(server.received().find(std::string("SELECT 'a b'") + '\0') != std::string::npos);
  CHECK_EQUAL(odbc::closeCursor(session.statement), SQL_SUCCESS);
  text[9] = 0;
  CHECK_EQUAL(odbc::executeDirect(session.statement, text.data(), 12), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "42000");
}

TEST("a position behind the result's end is no row") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("x") + complete("SELECT 1") + ready()});
  Session session(server);
  SQLULEN number = 0;
  const auto rowNumber = [&] { return odbc::statementAttribute(session.statement, SQL_ATTR_ROW_NUMBER, &number, 0, nullptr); };
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(rowNumber(), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "24000");
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(odbc::setPosition(session.statement, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE), SQL_SUCCESS);
  CHECK_EQUAL(rowNumber(), SQL_SUCCESS);
  CHECK_EQUAL(number, 1u);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_NO_DATA);
  CHECK_EQUAL(rowNumber(), SQL_ERROR);
  CHECK_EQUAL(odbc::setPosition(session.statement, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "24000");
}

TEST("a wrong buffer length is told before the connection is opened") {
  const ScriptedServer server({greeting()});
  Session session;
  const auto text = direct::wideText("RunDir=" + server.runFolder());
  SQLWCHAR out[8];
  CHECK_EQUAL(odbc::connectString(session.connection, text.data(), SQL_NTS, out, -1, nullptr, SQL_DRIVER_NOPROMPT), SQL_ERROR);
  CHECK_EQUAL(session.connectionError().substr(0, 5), "HY090");
  CHECK_EQUAL(session.connect(server.runFolder()), SQL_SUCCESS);
}

TEST("an array of parameters is refused where each set would return rows") {
  const std::string described = message('1', "") + message('t', int16(1) + int32(23)) + oneColumn(23) + ready();
  const ScriptedServer server({greeting(), described, described});
  Session session(server);
  SQLINTEGER values[2] = {1, 2};
  CHECK_EQUAL(odbc::bindParameter(session.statement, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, values, 0, nullptr), SQL_SUCCESS);
  odbc::setStatementAttribute(session.statement, SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(2), 0);
  CHECK_EQUAL(session.run("SELECT ?"), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HYC00");
  CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("SELECT ?").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(odbc::execute(session.statement), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HYC00");
}

TEST("SQLSetParam of ODBC 2.x, as driver managers map it, binds an input") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLINTEGER value = 1;
  CHECK_EQUAL(odbc::bindParameter(session.statement, 1, SQL_PARAM_INPUT_OUTPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &value, SQL_SETPARAM_VALUE_MAX, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(odbc::bindParameter(session.statement, 1, SQL_PARAM_OUTPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &value, 0, nullptr), SQL_ERROR);
}

TEST("SQLBulkOperations answers in words") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("x") + complete("SELECT 1") + ready()});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(odbc::bulkOperations(session.statement, SQL_ADD), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "HYC00");
}

TEST("SQLGetInfo knows every information type up to ODBC 3.8 that is in use") {
  int missing = 0;
  for (SQLUSMALLINT type = 0; type <= SQL_CONVERT_GUID; type++) missing += odbc::findInfo(type) == nullptr ? 1 : 0;
  CHECK(odbc::findInfo(180) != nullptr);
  CHECK(odbc::findInfo(1750) != nullptr);
  for (const SQLUSMALLINT type : {SQL_GETDATA_EXTENSIONS, SQL_TXN_CAPABLE, SQL_DESCRIBE_PARAMETER, SQL_AGGREGATE_FUNCTIONS, SQL_SQL_CONFORMANCE}) {
    CHECK(odbc::findInfo(type) != nullptr);
  }
  // Those that depend on the connection, plus a few that belong to the driver manager.
  CHECK(missing < 25);
}

TEST("the version that was set is echoed exactly") {
  Session session;
  for (const SQLULEN version : {SQL_OV_ODBC2, SQL_OV_ODBC3, 380ul}) {
    SQLINTEGER echoed = 0;
    CHECK_EQUAL(odbc::setEnvironmentAttribute(session.environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(version), 0), SQL_SUCCESS);
    odbc::environmentAttribute(session.environment, SQL_ATTR_ODBC_VERSION, &echoed, 0, nullptr);
    CHECK_EQUAL(SQLULEN(echoed), version);
  }
  CHECK_EQUAL(odbc::setEnvironmentAttribute(session.environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(7), 0), SQL_ERROR);
}

TEST("a text that is cut is told with its whole length, in bytes here and in characters there") {
  const ScriptedServer server({greeting()});
  Session session(server);
  SQLWCHAR name[4];
  SQLSMALLINT length = 0;
  CHECK_EQUAL(odbc::info(session.connection, SQL_DBMS_NAME, name, sizeof name, &length), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(length, 20);
  CHECK_EQUAL(direct::wide::toUtf8(name, 3), "Dra");
  CHECK_EQUAL(session.connectionError().substr(0, 5), "01004");
  CHECK_EQUAL(odbc::setCursorName(session.statement, direct::wideText("orchard").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(odbc::cursorName(session.statement, name, 4, &length), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(length, 7);
}

TEST("a rollback after writes names them, one after none is silent") {
  const ScriptedServer server({greeting(), parsed() + message('n', "") + complete("INSERT 0 3") + ready()});
  Session session(server);
  odbc::setConnectionAttribute(session.connection, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0);
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_DBC, session.connection, SQL_ROLLBACK), SQL_SUCCESS);
  SQLLEN rows = 0;
  CHECK_EQUAL(session.run("INSERT"), SQL_SUCCESS);
  odbc::rowCount(session.statement, &rows);
  CHECK_EQUAL(rows, 3);
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_DBC, session.connection, SQL_ROLLBACK), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_DBC, session.connection, SQL_ROLLBACK), SQL_SUCCESS);
}

TEST("a transaction that the application began as a text ends with SQLEndTran, also after an error, and no other is ended") {
  const auto begun = parsed() + message('n', "") + complete("BEGIN") + message('Z', "T");
  const auto ended = [](const char* tag) { return parsed() + message('n', "") + complete(tag) + ready(); };
  const auto failed = error("42P01", "no") + message('Z', "E");
  const ScriptedServer server({greeting(), begun, failed, ended("ROLLBACK"), begun, ended("COMMIT"), ended("SET")});
  Session session(server);
  const auto end = [&](SQLSMALLINT completion) { return odbc::endTransaction(SQL_HANDLE_DBC, session.connection, completion); };
  const auto sent = [&](const std::string& word) { return server.received().find(word) != std::string::npos; };
  CHECK_EQUAL(session.run("BEGIN"), SQL_SUCCESS);
  CHECK_EQUAL(session.run("SELECT c"), SQL_ERROR);
  CHECK_EQUAL(end(SQL_ROLLBACK), SQL_SUCCESS);
  CHECK(sent("ROLLBACK") && !sent("COMMIT"));
  CHECK_EQUAL(session.run("BEGIN"), SQL_SUCCESS);
  CHECK_EQUAL(end(SQL_COMMIT), SQL_SUCCESS);
  CHECK(sent("COMMIT"));
  const std::size_t before = server.received().size();
  CHECK_EQUAL(end(SQL_ROLLBACK), SQL_SUCCESS);
  CHECK_EQUAL(server.received().size(), before);
  CHECK_EQUAL(session.run("SET x = 1"), SQL_SUCCESS);
}

TEST("a write that returns rows counts among the writes at once, and tells its rows at their end") {
  const std::string returned = parsed() + oneColumn() + row("1") + row("2") + complete("INSERT 0 2") + ready();
  const std::string nothing = parsed() + oneColumn() + complete("UPDATE 0") + ready();
  const ScriptedServer server({greeting(), returned, nothing});
  Session session(server);
  const auto rollback = [&] { return odbc::endTransaction(SQL_HANDLE_DBC, session.connection, SQL_ROLLBACK); };
  const auto rowCount = [&] {
    SQLLEN rows = 99;
    CHECK_EQUAL(odbc::rowCount(session.statement, &rows), SQL_SUCCESS);
    return rows;
  };
  odbc::setConnectionAttribute(session.connection, SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF, 0);
  CHECK_EQUAL(session.run("/* one */ insert RETURNING c"), SQL_SUCCESS);
  CHECK_EQUAL(rollback(), SQL_SUCCESS_WITH_INFO);
  while (odbc::fetch(session.statement) == SQL_SUCCESS) continue;
  CHECK_EQUAL(rowCount(), 2);
  SQLLEN told = 0;
  CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_STMT, session.statement, 0, SQL_DIAG_ROW_COUNT, &told, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(told, 2);
  CHECK_EQUAL(odbc::closeCursor(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(session.run("UPDATE RETURNING c"), SQL_SUCCESS);
  CHECK_EQUAL(rowCount(), 0);
  CHECK_EQUAL(rollback(), SQL_SUCCESS);
}

TEST("every cell of a wide pair of types is told as it is: NULL without indicator, wrong pair, no such column") {
  const std::string answer = parsed() + message('T', int16(2) + column("a", 23) + column("b", 1082)) +
                             message('D', int16(2) + int32(0xFFFFFFFF) + int32(10) + "2026-01-02") + complete("SELECT 1") + ready();
  const ScriptedServer server({greeting(), answer});
  Session session(server);
  SQLINTEGER number = 0;
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::getData(session.statement, 1, SQL_C_SLONG, &number, 0, nullptr), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "24000");
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(odbc::getData(session.statement, 1, SQL_C_SLONG, &number, 0, nullptr), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "22002");
  CHECK_EQUAL(odbc::getData(session.statement, 2, SQL_C_SLONG, &number, 0, nullptr), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "07006");
  CHECK_EQUAL(odbc::getData(session.statement, 3, SQL_C_SLONG, &number, 0, nullptr), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "07009");
  // The type is that of a record which the row descriptor has not.
  CHECK_EQUAL(odbc::getData(session.statement, 2, SQL_ARD_TYPE, &number, 0, nullptr), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "07009");
  for (const SQLUSMALLINT column : {0, 3}) {
    CHECK_EQUAL(odbc::bindColumn(session.statement, column, SQL_C_SLONG, &number, 0, nullptr), SQL_ERROR);
    CHECK_EQUAL(session.statementError().substr(0, 5), "07009");
  }
  CHECK_EQUAL(odbc::bindColumn(session.statement, 3, SQL_C_SLONG, nullptr, 0, nullptr), SQL_SUCCESS);
}
