// What a broken or hostile server can send: always one clear error, never a crash or an endless wait.
#include "direct-session.h"

using namespace script;
using direct::Session;

namespace {

bool starts(const std::string& text, const std::string& with) { return text.compare(0, with.size(), with) == 0; }

std::string startupError(const std::string& answer) {
  const ScriptedServer server({answer}, true);
  Session session;
  CHECK_EQUAL(session.connect(server.runFolder()), SQL_ERROR);
  return session.connectionError();
}

// The error of a statement that is answered with these bytes, be it at execution or at the fetch.
std::string statementError(const std::string& answer) {
  const ScriptedServer server({greeting(), answer}, true);
  Session session(server);
  if (session.run() == SQL_ERROR) return session.statementError();
  SQLRETURN result = SQL_SUCCESS;
  char cell[16];
  SQLLEN length = 0;
  while (SQL_SUCCEEDED(result)) {
    result = drawbridge::odbc::fetch(session.statement);
    if (SQL_SUCCEEDED(result)) result = drawbridge::odbc::getData(session.statement, 1, SQL_C_CHAR, cell, sizeof cell, &length);
  }
  CHECK_EQUAL(result, SQL_ERROR);
  const std::string error = session.statementError();
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_ERROR);  // never the look of a complete result
  return error;
}

}  // namespace

TEST("a server that refuses is quoted with its hint") {
  const std::string error = startupError(script::error("3D000", "There is no data source \"Garden\"", "These exist: Orchard."));
  CHECK(starts(error, "08001"));
  CHECK(error.find("Garden\". These exist: Orchard.") != std::string::npos);
}

TEST("a password that the engine refuses is 28000") { CHECK(starts(startupError(script::error("28P01", "no")), "28000")); }

TEST("a startup that is cut or wrong is 08001") {
  for (const std::string& answer : {std::string(), greeting().substr(0, 11), std::string("HTTP/1.1 400 Bad Request\r\n\r\n"),
                                    std::string("R\0\0\0\3\0\0\0\0", 9), message('R', int32(99)), message('K', "abc"),
                                    message('S', "no end"), message('R', int32(0)) + message('Q', "?")}) {
    CHECK(starts(startupError(answer), "08001"));
  }
}

TEST("a server that does not answer runs into the login timeout") {
  const ScriptedServer server({});
  Session session;
  drawbridge::odbc::setConnectionAttribute(session.connection, SQL_ATTR_LOGIN_TIMEOUT, reinterpret_cast<SQLPOINTER>(1), 0);
  CHECK_EQUAL(session.connect(server.runFolder()), SQL_ERROR);
  CHECK(starts(session.connectionError(), "HYT00"));
}

TEST("a stale socket and an empty run folder name the command that starts the engine") {
  const TemporaryFolder folder;
  Session session;
  CHECK_EQUAL(session.connect(folder.path()), SQL_ERROR);
  CHECK(session.connectionError().find("drawbridge host") != std::string::npos);
  std::ofstream(folder.path() + "/endpoint.json") << R"({"protocol":1,"socket":")" << folder.path() << R"(/gone"})";
  CHECK_EQUAL(session.connect(folder.path()), SQL_ERROR);
  CHECK(starts(session.connectionError(), "08001"));
  CHECK(session.connectionError().find("drawbridge host") != std::string::npos);
}

TEST("a socket path beyond the system's limit says so") {
  const TemporaryFolder folder;
  std::ofstream(folder.path() + "/endpoint.json") << R"({"protocol":1,"socket":"/)" << std::string(200, 'x') << R"("})";
  Session session;
  CHECK_EQUAL(session.connect(folder.path()), SQL_ERROR);
  CHECK(session.connectionError().find("limit of 107 bytes") != std::string::npos);
}

TEST("a connection that is cut in any place of a result is 08S01") {
  const std::string whole = parsed() + oneColumn() + row("first") + row("second") + complete("SELECT 2") + ready();
  for (std::size_t size = 0; size < whole.size(); size++) CHECK(starts(statementError(whole.substr(0, size)), "08S01"));
}

TEST("rows that do not fit their description are 08S01") {
  const std::string good = parsed() + oneColumn();
  for (const std::string& bad : {message('D', ""), message('D', int16(2) + int32(0) + int32(0)), message('D', int16(1) + int32(9) + "short"),
                                 message('D', int16(1) + int32(0x7FFFFFFF)), message('D', int16(1) + int32(0xFFFFFFFE) + "x"),
                                 message('D', int16(1))}) {
    CHECK(starts(statementError(good + bad + ready()), "08S01"));
  }
}

TEST("messages with impossible lengths or out of turn are 08S01") {
  CHECK(starts(statementError(std::string("T\0\0\0\1", 5)), "08S01"));
  CHECK(starts(statementError("T\x7F\xFF\xFF\xFF"), "08S01"));
  CHECK(starts(statementError("D\xFF\xFF\xFF\xFF"), "08S01"));
  CHECK(starts(statementError(parsed() + row("without a description")), "08S01"));
  CHECK(starts(statementError(parsed() + message('G', "copy")), "08S01"));
  CHECK(starts(statementError(message('T', int16(3) + column("only one", 25))), "08S01"));
  CHECK(starts(statementError(message('T', int16(1) + "name without an end")), "08S01"));
}

TEST("a result that ends without saying so is 08S01, not a short result") {
  CHECK(starts(statementError(parsed() + oneColumn() + row("first") + ready()), "08S01"));
  CHECK(starts(statementError(parsed() + oneColumn() + ready()), "08S01"));
  CHECK(starts(statementError(ready()), "08S01"));
}

TEST("an engine that falls silent runs into the connection timeout") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("first")}, false, script::error("57014", "cancelled") + ready());
  Session session(server);
  drawbridge::odbc::setConnectionAttribute(session.connection, SQL_ATTR_CONNECTION_TIMEOUT, reinterpret_cast<SQLPOINTER>(1), 0);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_ERROR);
  CHECK(starts(session.statementError(), "HYT01"));
}

TEST("an error after rows fails the fetch and the statement works again") {
  const std::string good = parsed() + oneColumn(23) + row("5") + complete("SELECT 1") + ready();
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("a") + script::error("58000", "Page 3 stayed broken") + ready(), good});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_ERROR);
  CHECK(starts(session.statementError(), "HY000"));
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  SQLINTEGER value = 0;
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::getData(session.statement, 1, SQL_C_SLONG, &value, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(value, 5);
}

TEST("a server that claims a huge row costs no memory before its bytes come") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + "D" + int32(200u << 20) + "little"}, true);
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_ERROR);
  CHECK(starts(session.statementError(), "08S01"));
}

TEST("an error report full of rubbish is still one record") {
  const ScriptedServer server({greeting(), message('E', "C" + text("toolong") + "M" + text(std::string(100000, 'm')) + "?" + text("") + '\0') + ready()});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 6), "toolo ");
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_STMT, session.statement, 2), "");
}

TEST("a message that is longer than ODBC can count is told with the greatest length") {
  const std::string report = "C" + text("58000") + "M" + text(std::string(16000, 'm')) + "D" + text(std::string(16000, 'd')) + "H" + text(std::string(16000, 'h')) + '\0';
  const ScriptedServer server({greeting(), message('E', report) + ready()});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_ERROR);
  SQLWCHAR few[8];
  SQLSMALLINT length = 0;
  CHECK_EQUAL(drawbridge::odbc::diagnosticRecord(SQL_HANDLE_STMT, session.statement, 1, nullptr, nullptr, few, 8, &length), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(length, SQLSMALLINT(32767));
}

TEST("a result with more columns than ODBC can count is refused") {
  std::string columns;
  for (int i = 0; i < 40000; i++) columns += column("c", 20);
  const std::string error = statementError(parsed() + message('T', int16(40000) + columns) + complete("SELECT 0") + ready());
  CHECK(starts(error, "08S01"));
  CHECK(error.find("40000 columns") != std::string::npos);
}

TEST("after a cut connection the next statement tells it once and the one after works") {
  const std::string good = parsed() + oneColumn() + row("x") + complete("SELECT 1") + ready();
  const ScriptedServer server({greeting(), good}, true);
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  drawbridge::odbc::closeCursor(session.statement);
  CHECK_EQUAL(session.run(), SQL_ERROR);
  CHECK(starts(session.statementError(), "08S01"));
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
}

TEST("a dead connection is seen without a round trip") {
  const ScriptedServer server({greeting()}, true);
  Session session(server);
  SQLUINTEGER dead = SQL_CD_FALSE;
  for (int i = 0; i < 1000 && dead == SQL_CD_FALSE; i++) {
    drawbridge::odbc::connectionAttribute(session.connection, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr);
    std::this_thread::yield();
  }
  CHECK_EQUAL(dead, SQLUINTEGER(SQL_CD_TRUE));
}

TEST("a result that is closed early is cancelled once") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("first")}, false,
                              script::error("57014", "cancelled") + ready());
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::closeCursor(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(server.cancels(), 1);
}

TEST("a result whose rest has arrived is closed without a cancel") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("1") + row("2") + row("3") + complete("SELECT 3") + ready()});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::closeCursor(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(server.cancels(), 0);
}

TEST("the notice of a cut comes with the last rows") {
  const std::string notice = message('N', "S" + text("WARNING") + "C" + text("01000") + "M" + text("Max Rows cut the result at 1 row") + '\0');
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("1") + notice + complete("SELECT 1") + ready()});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(session.statementError(), "01000 [Drawbridge][ODBC Driver]Max Rows cut the result at 1 row");
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_NO_DATA);
}
