// Opening, browsing and giving back connections, and what all connections of an environment have in common.
#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

std::string done(const std::string& tag) { return parsed() + message('n', "") + complete(tag) + ready(); }

struct Browsed {
  SQLRETURN result;
  std::string text;
};

Browsed browse(Session& session, const std::string& text, SQLSMALLINT room = 1024) {
  SQLWCHAR out[1024] = {};
  SQLSMALLINT length = 0;
  const SQLRETURN result = odbc::browseConnect(session.connection, direct::wideText(text).data(), SQL_NTS, out, room, &length);
  return {result, direct::wide::toUtf8(out, direct::wide::unitLength(out))};
}

}  // namespace

TEST("SQLBrowseConnect asks for what is missing and connects once it is there") {
  const ScriptedServer server({greeting()});
  Session session;
  const Browsed asked = browse(session, "Driver={D};RunDir=" + server.runFolder());
  CHECK_EQUAL(asked.result, SQL_NEED_DATA);
  CHECK_EQUAL(asked.text.substr(0, 22), "Workspace:Workspace=?;");
  CHECK_EQUAL(browse(session, "AuthScheme=AccessToken", 4).result, SQL_NEED_DATA);
  CHECK_EQUAL(session.connectionError().substr(0, 5), "01004");
  const Browsed connected = browse(session, "Workspace=orchard");
  CHECK_EQUAL(connected.result, SQL_SUCCESS);
  CHECK_EQUAL(connected.text, "Workspace=orchard;AuthScheme=AccessToken;Driver={D};RunDir=" + server.runFolder());
  CHECK_EQUAL(browse(session, "Workspace=orchard").result, SQL_ERROR);
  CHECK_EQUAL(session.connectionError().substr(0, 5), "08002");
}

TEST("SQLBrowseConnect with a data source connects at once, and SQLDisconnect ends a browsing") {
  const ScriptedServer server({greeting()});
  Session session;
  CHECK_EQUAL(browse(session, "Driver={D};Schema=apples").result, SQL_NEED_DATA);
  odbc::disconnect(session.connection);
  const Browsed connected = browse(session, "DSN=Garden;RunDir=" + server.runFolder());
  CHECK_EQUAL(connected.result, SQL_SUCCESS);
  CHECK_EQUAL(connected.text, "DSN=Garden;RunDir=" + server.runFolder());
}

// Many give the size of their buffer as the length.
TEST("what follows the zero of a connection string or a name is nobody's business") {
  const ScriptedServer server({greeting()});
  Session session;
  std::vector<SQLWCHAR> buffer = direct::wideText("RunDir=" + server.runFolder());
  buffer.insert(buffer.end(), 100, 'z');
  SQLSMALLINT length = 0;
  CHECK_EQUAL(odbc::connectString(session.connection, buffer.data(), static_cast<SQLSMALLINT>(buffer.size()), nullptr, 0, &length, SQL_DRIVER_NOPROMPT), SQL_SUCCESS);
  CHECK_EQUAL(length, static_cast<SQLSMALLINT>(7 + server.runFolder().size()));
  CHECK_EQUAL(odbc::disconnect(session.connection), SQL_SUCCESS);
  const auto browsed = direct::wideText(std::string("DSN=x;RunDir=") + server.runFolder() + '\0' + "zzz");
  CHECK_EQUAL(odbc::browseConnect(session.connection, browsed.data(), static_cast<SQLSMALLINT>(browsed.size()), nullptr, 0, nullptr), SQL_SUCCESS);
}

TEST("a way to complete connection strings that does not exist is HY110") {
  Session session;
  CHECK_EQUAL(odbc::connectString(session.connection, direct::wideText("DSN=x").data(), SQL_NTS, nullptr, 0, nullptr, 9), SQL_ERROR);
  CHECK_EQUAL(session.connectionError().substr(0, 5), "HY110");
}

TEST("an environment ends the transactions of all its connections and is not freed before them") {
  const ScriptedServer server({greeting(), done("INSERT 0 3")});
  Session session(server);
  CHECK_EQUAL(odbc::setConnectionAttribute(session.connection, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), 0), SQL_SUCCESS);
  CHECK_EQUAL(session.run("INSERT INTO t SELECT 1"), SQL_SUCCESS);
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_ENV, session.environment, SQL_ROLLBACK), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_ENV, session.environment).substr(0, 5), "01000");
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_ENV, session.environment, SQL_ROLLBACK), SQL_SUCCESS);
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_ENV, session.environment, 7), SQL_ERROR);
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_ENV, session.environment), SQL_ERROR);
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_ENV, session.environment).substr(0, 5), "HY010");
  CHECK_EQUAL(odbc::endTransaction(SQL_HANDLE_STMT, session.statement, SQL_COMMIT), SQL_INVALID_HANDLE);
}

TEST("a connection that a pool takes back carries nothing over") {
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("1") + complete("SELECT 1") + ready(), done("DISCARD ALL")});
  Session session(server);
  odbc::setConnectionAttribute(session.connection, SQL_ATTR_AUTOCOMMIT, number(SQL_AUTOCOMMIT_OFF), 0);
  odbc::setConnectionAttribute(session.connection, SQL_ATTR_QUERY_TIMEOUT, number(7), 0);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::setConnectionAttribute(session.connection, SQL_ATTR_RESET_CONNECTION, number(SQL_RESET_CONNECTION_YES), 0), SQL_SUCCESS);
  CHECK_EQUAL(server.received().find("DISCARD ALL") != std::string::npos, true);
  SQLUINTEGER autocommit = 99;
  odbc::connectionAttribute(session.connection, SQL_ATTR_AUTOCOMMIT, &autocommit, 0, nullptr);
  CHECK_EQUAL(autocommit, SQLUINTEGER(SQL_AUTOCOMMIT_ON));
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_ERROR);
  SQLHANDLE next = nullptr;
  SQLULEN timeout = 99;
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_STMT, session.connection, &next), SQL_SUCCESS);
  odbc::statementAttribute(next, SQL_ATTR_QUERY_TIMEOUT, &timeout, 0, nullptr);
  CHECK_EQUAL(timeout, 0u);
}

TEST("a connection whose engine has gone is not taken back") {
  const ScriptedServer server({greeting()}, true);
  Session session(server);
  SQLUINTEGER dead = SQL_CD_FALSE;
  while (dead == SQL_CD_FALSE) odbc::connectionAttribute(session.connection, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr);
  CHECK_EQUAL(odbc::setConnectionAttribute(session.connection, SQL_ATTR_RESET_CONNECTION, number(SQL_RESET_CONNECTION_YES), 0), SQL_ERROR);
  CHECK_EQUAL(session.connectionError().substr(0, 5), "08S01");
}

TEST("what an application of version 2 sets for a connection, its statements begin with") {
  const ScriptedServer server({greeting()});
  Session session(server);
  for (const SQLINTEGER attribute : {SQL_ATTR_QUERY_TIMEOUT, SQL_ATTR_MAX_ROWS, SQL_ATTR_MAX_LENGTH, SQL_ROWSET_SIZE}) {
    CHECK_EQUAL(odbc::setConnectionAttribute(session.connection, attribute, number(5), 0), SQL_SUCCESS);
  }
  CHECK_EQUAL(odbc::setConnectionAttribute(session.connection, SQL_ATTR_CURSOR_TYPE, number(SQL_CURSOR_STATIC), 0), SQL_SUCCESS);
  SQLHANDLE statement = nullptr;
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_STMT, session.connection, &statement), SQL_SUCCESS);
  for (const SQLINTEGER attribute : {SQL_ATTR_QUERY_TIMEOUT, SQL_ATTR_MAX_ROWS, SQL_ATTR_MAX_LENGTH, SQL_ROWSET_SIZE}) {
    SQLULEN value = 0;
    CHECK_EQUAL(odbc::statementAttribute(statement, attribute, &value, 0, nullptr), SQL_SUCCESS);
    CHECK_EQUAL(value, 5u);
  }
}
