// Attributes of connections and statements: what is taken, what is replaced, what is refused.
#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

SQLPOINTER number(SQLULEN value) { return reinterpret_cast<SQLPOINTER>(value); }

// The SQLSTATE of an attempt; empty: it was taken without a word.
std::string set(const Session& session, SQLINTEGER attribute, SQLULEN value) {
  return odbc::setStatementAttribute(session.statement, attribute, number(value), 0) == SQL_SUCCESS ? "" : session.statementError().substr(0, 5);
}

std::string setOfConnection(const Session& session, SQLINTEGER attribute, SQLULEN value) {
  return odbc::setConnectionAttribute(session.connection, attribute, number(value), 0) == SQL_SUCCESS ? "" : session.connectionError().substr(0, 5);
}

std::string getOfConnection(const Session& session, SQLINTEGER attribute) {
  SQLULEN value = 0;
  return odbc::connectionAttribute(session.connection, attribute, &value, sizeof value, nullptr) == SQL_SUCCESS ? "" : session.connectionError().substr(0, 5);
}

}  // namespace

TEST("an attribute of a statement with one value takes that, replaces a wish, refuses a demand, and knows its values") {
  struct Fixed {
    SQLINTEGER attribute;
    SQLULEN value;
    SQLULEN other;
    const char* state;
    SQLULEN unknown;
  };
  const Fixed list[] = {
      {SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_FORWARD_ONLY, SQL_CURSOR_STATIC, "01S02", 9},
      {SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY, SQL_CONCUR_LOCK, "01S02", 9},
      {SQL_ATTR_SIMULATE_CURSOR, SQL_SC_NON_UNIQUE, SQL_SC_UNIQUE, "01S02", 9},
      {SQL_ATTR_CURSOR_SCROLLABLE, SQL_NONSCROLLABLE, SQL_SCROLLABLE, "HYC00", 9},
      {SQL_ATTR_CURSOR_SENSITIVITY, SQL_UNSPECIFIED, SQL_SENSITIVE, "HYC00", 9},
      {SQL_ATTR_USE_BOOKMARKS, SQL_UB_OFF, SQL_UB_VARIABLE, "HYC00", 9},
      {SQL_ATTR_ENABLE_AUTO_IPD, SQL_FALSE, SQL_TRUE, "HYC00", 9},
      {SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF, SQL_ASYNC_ENABLE_ON, "HYC00", 9},
  };
  const ScriptedServer server({greeting()});
  Session session(server);
  for (const Fixed& fixed : list) {
    CHECK_EQUAL(set(session, fixed.attribute, fixed.value), "");
    CHECK_EQUAL(set(session, fixed.attribute, fixed.other), fixed.state);
    CHECK_EQUAL(set(session, fixed.attribute, fixed.unknown), "HY024");
    SQLULEN told = 99;
    CHECK_EQUAL(odbc::statementAttribute(session.statement, fixed.attribute, &told, 0, nullptr), SQL_SUCCESS);
    CHECK_EQUAL(told, fixed.value);
  }
  CHECK_EQUAL(set(session, SQL_ATTR_KEYSET_SIZE, 100), "01S02");
}

TEST("attributes with two values know no third, and what is read only is not set") {
  const ScriptedServer server({greeting()});
  Session session(server);
  for (const SQLINTEGER attribute : {SQL_ATTR_METADATA_ID, SQL_ATTR_NOSCAN, SQL_ATTR_RETRIEVE_DATA}) {
    CHECK_EQUAL(set(session, attribute, 1), "");
    CHECK_EQUAL(set(session, attribute, 2), "HY024");
  }
  CHECK_EQUAL(set(session, SQL_ATTR_ROW_NUMBER, 1), "HY092");
  for (const SQLINTEGER attribute : {SQL_ATTR_ROW_ARRAY_SIZE, SQL_ATTR_PARAMSET_SIZE, SQL_ROWSET_SIZE}) {
    for (const SQLLEN size : {0, -1, -123}) CHECK_EQUAL(set(session, attribute, static_cast<SQLULEN>(size)), "HY024");
  }
  for (const SQLINTEGER attribute : {SQL_ATTR_ACCESS_MODE, SQL_ATTR_METADATA_ID, SQL_ATTR_AUTOCOMMIT}) {
    CHECK_EQUAL(setOfConnection(session, attribute, 1), "");
    CHECK_EQUAL(setOfConnection(session, attribute, 2), "HY024");
  }
  for (const SQLINTEGER attribute : {SQL_ATTR_AUTO_IPD, SQL_ATTR_CONNECTION_DEAD}) CHECK_EQUAL(setOfConnection(session, attribute, 1), "HY092");
  for (const SQLINTEGER attribute : {SQL_ATTR_TRANSLATE_LIB, SQL_ATTR_TRANSLATE_OPTION, SQL_ATTR_ENLIST_IN_DTC}) {
    CHECK_EQUAL(setOfConnection(session, attribute, 1), "HYC00");
    CHECK_EQUAL(getOfConnection(session, attribute), "HYC00");
  }
  CHECK_EQUAL(setOfConnection(session, SQL_ATTR_TXN_ISOLATION, SQL_TXN_SERIALIZABLE), "");
  for (const SQLULEN level : {0, 3, 64}) CHECK_EQUAL(setOfConnection(session, SQL_ATTR_TXN_ISOLATION, level), "HY024");
  CHECK_EQUAL(setOfConnection(session, 4711, 1), "HY092");
  CHECK_EQUAL(getOfConnection(session, 4711), "HY092");
}

TEST("cursors of a connection have different names, and none that the driver gives") {
  const ScriptedServer server({greeting()});
  Session session(server);
  const auto name = [](SQLHANDLE statement, const char* text) {
    const SQLRETURN result = odbc::setCursorName(statement, direct::wideText(text).data(), SQL_NTS);
    return result == SQL_SUCCESS ? std::string() : direct::diagnostic(SQL_HANDLE_STMT, statement).substr(0, 5);
  };
  SQLHANDLE second = nullptr;
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_STMT, session.connection, &second), SQL_SUCCESS);
  CHECK_EQUAL(name(session.statement, "orchard"), "");
  CHECK_EQUAL(name(session.statement, "orchard"), "");
  CHECK_EQUAL(name(second, "orchard"), "3C000");
  CHECK_EQUAL(name(second, "SQL_CUR1"), "34000");
  CHECK_EQUAL(name(second, "sqlcurves"), "34000");
  CHECK_EQUAL(name(session.statement, "meadow"), "");
  CHECK_EQUAL(name(second, "orchard"), "");
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_STMT, second), SQL_SUCCESS);
  CHECK_EQUAL(name(session.statement, "orchard"), "");
}
