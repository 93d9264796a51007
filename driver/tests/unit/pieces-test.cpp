// SQLGetData in pieces: whatever the size of the buffers, the pieces add up to the value.
#include <algorithm>

#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

// A surrogate pair, characters of two and three bytes, a lone surrogate in UTF-8, a cut sequence at the end.
const std::string awkward = std::string("a\xF0\x9F\x8C\xB1grün €\xED\xA0\x80z\xF0\x9F");

std::string answerOf(unsigned oid, const std::string& cell) { return parsed() + oneColumn(oid) + row(cell) + complete("SELECT 1") + ready(); }

std::size_t terminatorOf(SQLSMALLINT cType) { return cType == SQL_C_CHAR ? 1 : cType == SQL_C_WCHAR ? 2 : 0; }

// Reads the first column in buffers of `room` bytes; checks lengths and states on the way.
std::string readInPieces(const Session& session, SQLSMALLINT cType, SQLLEN room, std::size_t whole) {
  std::string all;
  for (int calls = 0; calls < 1000; calls++) {
    std::string buffer(static_cast<std::size_t>(room) + 8, '#');
    SQLLEN length = -99;
    const SQLRETURN result = odbc::getData(session.statement, 1, cType, buffer.data(), room, &length);
    CHECK_EQUAL(buffer.substr(static_cast<std::size_t>(room)), "########");
    if (result == SQL_NO_DATA) return all;
    CHECK(SQL_SUCCEEDED(result));
    CHECK_EQUAL(length, static_cast<SQLLEN>(whole - all.size()));
    const std::size_t unit = cType == SQL_C_WCHAR ? 2 : 1;
    const std::size_t roomInside = static_cast<std::size_t>(room) > terminatorOf(cType) ? (static_cast<std::size_t>(room) - terminatorOf(cType)) / unit * unit : 0;
    const std::size_t given = std::min(static_cast<std::size_t>(length), roomInside);
    CHECK_EQUAL(result, given == static_cast<std::size_t>(length) && static_cast<std::size_t>(room) >= terminatorOf(cType) ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO);
    if (result == SQL_SUCCESS_WITH_INFO) CHECK_EQUAL(session.statementError().substr(0, 5), "01004");
    if (roomInside == 0 && length > 0) return "no room";
    all += buffer.substr(0, given);
  }
  return "endless";
}

std::string wholeIn(const Session& session, SQLSMALLINT cType) {
  std::string buffer(4096, '#');
  SQLLEN length = 0;
  CHECK_EQUAL(odbc::getData(session.statement, 1, cType, buffer.data(), static_cast<SQLLEN>(buffer.size()), &length), SQL_SUCCESS);
  return buffer.substr(0, static_cast<std::size_t>(length));
}

void piecesAddUp(unsigned oid, const std::string& cell) {
  for (const SQLSMALLINT cType : {SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY}) {
    const ScriptedServer server(std::vector<std::string>{greeting(), answerOf(oid, cell)});
    Session session(server);
    CHECK_EQUAL(session.run(), SQL_SUCCESS);
    CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
    const std::string whole = wholeIn(session, cType);
    for (SQLLEN room = 0; room < 24; room++) {
      // Another column or the position set anew begins a value again.
      CHECK_EQUAL(odbc::setPosition(session.statement, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE), SQL_SUCCESS);
      const std::string got = readInPieces(session, cType, room, whole.size());
      if (got != "no room") CHECK(got == whole);
      else CHECK(static_cast<std::size_t>(room) < terminatorOf(cType) * 2 || room == 0);
    }
  }
}

}  // namespace

TEST("a text with surrogates and broken sequences comes in pieces of any size") { piecesAddUp(1043, awkward); }

TEST("an empty text comes once") {
  const ScriptedServer server({greeting(), answerOf(1043, "")});
  Session session(server);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  for (const SQLSMALLINT cType : {SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY}) {
    char buffer[8];
    SQLLEN length = -99;
    CHECK_EQUAL(odbc::getData(session.statement, 1, cType, buffer, sizeof buffer, &length), SQL_SUCCESS);
    CHECK_EQUAL(length, 0);
    CHECK_EQUAL(odbc::getData(session.statement, 1, cType, buffer, sizeof buffer, &length), SQL_NO_DATA);
  }
}

TEST("bytes come in pieces of any size, as bytes and as text") { piecesAddUp(17, "\\x00ff10a0b1c2d3e4f5"); }

TEST("a length alone can be asked for before the value") {
  const ScriptedServer server({greeting(), answerOf(1114, "2026-02-03 04:05:06")});
  Session session(server);
  char buffer[32];
  SQLLEN length = 0;
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(odbc::getData(session.statement, 1, SQL_C_CHAR, buffer, 0, &length), SQL_SUCCESS_WITH_INFO);
  CHECK_EQUAL(length, 19);
  CHECK_EQUAL(odbc::getData(session.statement, 1, SQL_C_CHAR, buffer, sizeof buffer, &length), SQL_SUCCESS);
  CHECK_EQUAL(std::string(buffer), "2026-02-03 04:05:06");
}

TEST("a bound column with a length but no buffer tells lengths and NULLs") {
  const std::string rows = row("orchard") + message('D', int16(1) + int32(0xFFFFFFFF));
  const ScriptedServer server({greeting(), parsed() + oneColumn() + rows + complete("SELECT 2") + ready()});
  Session session(server);
  SQLLEN length = -99;
  CHECK_EQUAL(odbc::bindColumn(session.statement, 1, SQL_C_WCHAR, nullptr, 0, &length), SQL_SUCCESS);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(length, 14);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(length, SQLLEN(SQL_NULL_DATA));
}
