// Arrays of parameters, data at execution, and several statements in one text, through the driver manager.
#include <vector>

#include "application.h"

using app::Connection;
using app::Statement;

namespace {

struct Note {
  SQLINTEGER id;
  SQLLEN idLength;
  char body[16];
  SQLLEN bodyLength;
};

Note note(SQLINTEGER id, const char* body) {
  Note made{id, 0, "", SQL_NTS};
  std::strncpy(made.body, body, sizeof made.body - 1);
  return made;
}

std::string bodies(Connection& connection, int from, int to) {
  Statement reading(connection);
  reading.run(("SELECT Id, Body FROM Notes WHERE Id BETWEEN " + std::to_string(from) + " AND " + std::to_string(to) + " ORDER BY Id").c_str());
  std::string all;
  while (SQL_SUCCEEDED(SQLFetch(reading.handle))) all += std::to_string(reading.integer(1)) + "=" + reading.text(2) + " ";
  return all;
}

bool standIn() {
  const char* flag = std::getenv("DRAWBRIDGE_TEST_STAND_IN");
  return flag != nullptr && *flag != '\0';
}

constexpr const char* insert = "INSERT INTO Notes VALUES (?, ?)";

}  // namespace

TEST("an array of parameters bound by row, with an offset and rows to leave out, writes each of the others") {
  if (!standIn()) return;  // The table is the stand-in's.
  Connection connection;
  connection.open();
  Statement statement(connection);
  std::vector<Note> notes = {note(0, "not this"), note(101, "one"), note(102, "two"), note(103, "three")};
  notes[2].bodyLength = SQL_NULL_DATA;
  SQLLEN offset = sizeof(Note);
  SQLUSMALLINT operations[] = {SQL_PARAM_PROCEED, SQL_PARAM_PROCEED, SQL_PARAM_IGNORE};
  SQLUSMALLINT status[3] = {99, 99, 99};
  SQLULEN processed = 0;
  statement.set(SQL_ATTR_PARAMSET_SIZE, SQLULEN{3});
  statement.set(SQL_ATTR_PARAM_BIND_TYPE, SQLULEN{sizeof(Note)});
  statement.set(SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset);
  statement.set(SQL_ATTR_PARAM_OPERATION_PTR, operations);
  statement.set(SQL_ATTR_PARAM_STATUS_PTR, status);
  statement.set(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &notes[0].id, 0, &notes[0].idLength));
  statement.ok(SQLBindParameter(statement.handle, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 15, 0, notes[0].body, sizeof notes[0].body, &notes[0].bodyLength));
  statement.run(insert);
  SQLLEN rows = 0;
  statement.ok(SQLRowCount(statement.handle, &rows));
  CHECK_EQUAL(rows, 2);
  CHECK_EQUAL(processed, 3u);
  CHECK_EQUAL(status[0], SQL_PARAM_SUCCESS);
  CHECK_EQUAL(status[1], SQL_PARAM_SUCCESS);
  CHECK_EQUAL(status[2], SQL_PARAM_UNUSED);
  CHECK_EQUAL(bodies(connection, 101, 103), "101=one 102=NULL ");
}

TEST("an array of parameters bound by column stops at the first set that fails, and says which") {
  if (!standIn()) return;
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLINTEGER ids[] = {111, 112, 113};
  char texts[3][4] = {"a", "bcd", "e"};
  SQLLEN lengths[] = {1, 3, 1};
  SQLUSMALLINT status[3] = {99, 99, 99};
  SQLULEN processed = 0;
  statement.set(SQL_ATTR_PARAMSET_SIZE, SQLULEN{3});
  statement.set(SQL_ATTR_PARAM_STATUS_PTR, status);
  statement.set(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
  statement.prepare(insert);
  // SQL_C_DEFAULT steps through the array by the size of the SQL type's C type.
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_DEFAULT, SQL_INTEGER, 0, 0, ids, 0, nullptr));
  statement.ok(SQLBindParameter(statement.handle, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 2, 0, texts, sizeof texts[0], lengths));
  CHECK_EQUAL(SQLExecute(statement.handle), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "22001");
  SQLLEN row = 0;
  SQLINTEGER column = 0;
  SQLGetDiagField(SQL_HANDLE_STMT, statement.handle, 1, SQL_DIAG_ROW_NUMBER, &row, 0, nullptr);
  SQLGetDiagField(SQL_HANDLE_STMT, statement.handle, 1, SQL_DIAG_COLUMN_NUMBER, &column, 0, nullptr);
  CHECK_EQUAL(row, 2);
  CHECK_EQUAL(column, 2);
  CHECK_EQUAL(processed, 2u);
  CHECK_EQUAL(status[0], SQL_PARAM_SUCCESS);
  CHECK_EQUAL(status[1], SQL_PARAM_ERROR);
  CHECK_EQUAL(status[2], SQL_PARAM_UNUSED);
  CHECK_EQUAL(bodies(connection, 111, 113), "111=a ");
}

TEST("each set of an array may come at execution") {
  if (!standIn()) return;
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLINTEGER ids[] = {121, 122};
  char tokens[2][8] = {};
  SQLLEN lengths[] = {SQL_LEN_DATA_AT_EXEC(3), SQL_DATA_AT_EXEC};
  SQLULEN processed = 0;
  statement.set(SQL_ATTR_PARAMSET_SIZE, SQLULEN{2});
  statement.set(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
  statement.prepare(insert);
  statement.ok(SQLBindParameter(statement.handle, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, ids, 0, nullptr));
  statement.ok(SQLBindParameter(statement.handle, 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 100, 0, tokens, sizeof tokens[0], lengths));
  CHECK_EQUAL(SQLExecute(statement.handle), SQL_NEED_DATA);
  SQLPOINTER asked = nullptr;
  SQLRETURN result = SQLParamData(statement.handle, &asked);
  for (int set = 0; set < 2; set++) {
    CHECK_EQUAL(result, SQL_NEED_DATA);
    CHECK(asked == tokens[set]);
    CHECK_EQUAL(processed, SQLULEN(set + 1));
    statement.ok(SQLPutData(statement.handle, app::chars("set "), SQL_NTS));
    statement.ok(SQLPutData(statement.handle, app::chars(set == 0 ? "1" : "2"), 1));
    result = SQLParamData(statement.handle, &asked);
  }
  statement.ok(result);
  CHECK_EQUAL(bodies(connection, 121, 122), "121=set 1 122=set 2 ");
}

TEST("several statements in one text give one result after the other, each with its own parameters") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLINTEGER ids[] = {3, 4};
  for (SQLUSMALLINT i = 0; i < 2; i++) {
    statement.ok(SQLBindParameter(statement.handle, i + 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &ids[i], 0, nullptr));
  }
  constexpr const char* text = "SELECT Id FROM PullRequests WHERE Id = ?; SELECT 'a;b' AS b, Title FROM PullRequests WHERE Id = ? ; -- the end\n";
  const auto expectBoth = [&] {
    SQLSMALLINT columns = 0;
    statement.ok(SQLNumResultCols(statement.handle, &columns));
    CHECK_EQUAL(columns, 1);
    statement.ok(SQLFetch(statement.handle));
    CHECK_EQUAL(statement.integer(1), 3);
    statement.ok(SQLMoreResults(statement.handle));
    statement.ok(SQLNumResultCols(statement.handle, &columns));
    CHECK_EQUAL(columns, 2);
    statement.ok(SQLFetch(statement.handle));
    CHECK_EQUAL(statement.text(1), "a;b");
    CHECK_EQUAL(SQLFetch(statement.handle), SQL_NO_DATA);
    CHECK_EQUAL(SQLMoreResults(statement.handle), SQL_NO_DATA);
  };
  statement.run(text);
  expectBoth();
  statement.prepare(text);
  SQLSMALLINT parameters = 0;
  statement.ok(SQLNumParams(statement.handle, &parameters));
  CHECK_EQUAL(parameters, 2);
  for (int times = 0; times < 2; times++) {
    statement.ok(SQLExecute(statement.handle));
    expectBoth();
  }
  // Closing leaves the rest out.
  statement.ok(SQLExecute(statement.handle));
  statement.close();
  CHECK_EQUAL(SQLMoreResults(statement.handle), SQL_NO_DATA);
}

TEST("a statement that fails keeps those behind it from running") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  statement.run("SELECT 1; SELECT * FROM NoSuchTable; SELECT 3");
  CHECK_EQUAL(SQLMoreResults(statement.handle), SQL_ERROR);
  CHECK_EQUAL(statement.state(), "42S02");
  CHECK_EQUAL(SQLMoreResults(statement.handle), SQL_NO_DATA);
}

TEST("the diagnostics say what kind of statement ran") {
  Connection connection;
  connection.open();
  Statement statement(connection);
  SQLINTEGER code = 0;
  char name[32] = "";
  statement.run("SELECT 1");
  SQLGetDiagField(SQL_HANDLE_STMT, statement.handle, 0, SQL_DIAG_DYNAMIC_FUNCTION_CODE, &code, 0, nullptr);
  SQLGetDiagField(SQL_HANDLE_STMT, statement.handle, 0, SQL_DIAG_DYNAMIC_FUNCTION, name, sizeof name, nullptr);
  CHECK_EQUAL(code, SQL_DIAG_SELECT_CURSOR);
  CHECK_EQUAL(std::string(name), "SELECT CURSOR");
}
