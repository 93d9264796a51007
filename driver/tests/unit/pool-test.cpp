// The channels of one connection when the engine goes away.
#include "direct-session.h"

using namespace script;
using direct::Session;

TEST("an engine that ends in the middle of one result does not keep a new statement from a new session") {
  const std::string good = parsed() + oneColumn() + row("x") + complete("SELECT 1") + ready();
  const ScriptedServer server({greeting(), parsed() + oneColumn() + row("first")}, true);
  Session session(server);
  SQLHANDLE other = nullptr;
  CHECK_EQUAL(drawbridge::odbc::allocateHandle(SQL_HANDLE_STMT, session.connection, &other), SQL_SUCCESS);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(drawbridge::odbc::fetch(session.statement), SQL_ERROR);
  CHECK_EQUAL(session.statementError().substr(0, 5), "08S01");
  CHECK_EQUAL(drawbridge::odbc::executeDirect(other, direct::wideText("SELECT c").data(), SQL_NTS), SQL_SUCCESS);
}
