// Descriptors: their fields, records and copies, and descriptors of the application's own.
#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

SQLPOINTER number(SQLLEN value) { return reinterpret_cast<SQLPOINTER>(value); }

std::string rowsOf(unsigned oid, const std::string& cell) { return parsed() + oneColumn(oid) + row(cell) + complete("SELECT 1") + ready(); }
std::string described() { return message('1', "") + message('t', int16(0)) + message('T', int16(2) + column("Id", 23) + column("When", 1114)) + ready(); }

SQLHANDLE descriptorOf(const Session& session, SQLINTEGER attribute) {
  SQLHANDLE descriptor = nullptr;
  CHECK_EQUAL(odbc::statementAttribute(session.statement, attribute, &descriptor, 0, nullptr), SQL_SUCCESS);
  return descriptor;
}

template <typename T>
T field(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT id) {
  T value{};
  CHECK_EQUAL(odbc::descriptorField(descriptor, record, id, &value, sizeof value, nullptr), SQL_SUCCESS);
  return value;
}

std::string setState(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT id, SQLPOINTER value) {
  if (odbc::setDescriptorField(descriptor, record, id, value, 0) == SQL_SUCCESS) return "";
  return direct::diagnostic(SQL_HANDLE_DESC, descriptor).substr(0, 5);
}

std::string getState(SQLHANDLE descriptor, SQLSMALLINT record, SQLSMALLINT id) {
  SQLLEN value = 0;
  if (SQL_SUCCEEDED(odbc::descriptorField(descriptor, record, id, &value, sizeof value, nullptr))) return "";
  return direct::diagnostic(SQL_HANDLE_DESC, descriptor).substr(0, 5);
}

}  // namespace

TEST("an implementation row descriptor tells of the columns, once there are any") {
  const ScriptedServer server({greeting(), described()});
  Session session(server);
  const SQLHANDLE columns = descriptorOf(session, SQL_ATTR_IMP_ROW_DESC);
  CHECK_EQUAL(getState(columns, 1, SQL_DESC_TYPE), "HY007");
  CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("SELECT").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(field<SQLSMALLINT>(columns, 0, SQL_DESC_COUNT), 2);
  CHECK_EQUAL(field<SQLSMALLINT>(columns, 2, SQL_DESC_TYPE), SQL_DATETIME);
  CHECK_EQUAL(field<SQLSMALLINT>(columns, 2, SQL_DESC_CONCISE_TYPE), SQL_TYPE_TIMESTAMP);
  CHECK_EQUAL(field<SQLSMALLINT>(columns, 2, SQL_DESC_PRECISION), 6);
  SQLWCHAR name[16] = {};
  SQLSMALLINT type = 0, subtype = 0, precision = 0, scale = 0, nullable = 0;
  SQLLEN length = 0;
  CHECK_EQUAL(odbc::descriptorRecord(columns, 2, name, 16, nullptr, &type, &subtype, &length, &precision, &scale, &nullable), SQL_SUCCESS);
  CHECK_EQUAL(direct::wide::toUtf8(name, 4), "When");
  CHECK_EQUAL(type, SQL_DATETIME);
  CHECK_EQUAL(subtype, SQL_CODE_TIMESTAMP);
  CHECK_EQUAL(length, SQLLEN(sizeof(SQL_TIMESTAMP_STRUCT)));
  CHECK_EQUAL(precision, 6);
  CHECK_EQUAL(odbc::descriptorField(columns, 3, SQL_DESC_TYPE, &type, 0, nullptr), SQL_NO_DATA);
  CHECK_EQUAL(odbc::descriptorRecord(columns, 3, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr), SQL_NO_DATA);
  CHECK_EQUAL(getState(columns, 0, SQL_DESC_TYPE), "07009");
  for (const SQLSMALLINT id : {SQL_DESC_TYPE, SQL_DESC_NAME, SQL_DESC_DATA_PTR}) CHECK_EQUAL(setState(columns, 1, id, nullptr), "HY016");
  for (const SQLSMALLINT id : {SQL_DESC_ARRAY_SIZE, SQL_DESC_COUNT, SQL_DESC_BIND_TYPE}) CHECK_EQUAL(setState(columns, 0, id, number(1)), "HY016");
  CHECK_EQUAL(setState(columns, 0, SQL_DESC_ROWS_PROCESSED_PTR, &length), "");
}

TEST("descriptors of parameters and of buffers have their own fields") {
  const ScriptedServer server({greeting()});
  Session session(server);
  const SQLHANDLE buffers = descriptorOf(session, SQL_ATTR_APP_PARAM_DESC);
  const SQLHANDLE parameters = descriptorOf(session, SQL_ATTR_IMP_PARAM_DESC);
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_NAME, nullptr), "HY091");
  CHECK_EQUAL(setState(parameters, 1, SQL_DESC_INDICATOR_PTR, nullptr), "HY091");
  CHECK_EQUAL(setState(parameters, 0, SQL_DESC_ARRAY_SIZE, number(2)), "HY091");
  CHECK_EQUAL(setState(parameters, 1, SQL_DESC_PARAMETER_TYPE, number(SQL_PARAM_OUTPUT)), "HYC00");
  CHECK_EQUAL(setState(buffers, 0, SQL_DESC_ALLOC_TYPE, number(1)), "HY091");
  CHECK_EQUAL(setState(buffers, 0, SQL_DESC_ARRAY_SIZE, number(0)), "HY024");
  CHECK_EQUAL(setState(buffers, 0, SQL_DESC_ARRAY_SIZE, number(-1)), "HY024");
  CHECK_EQUAL(setState(buffers, 0, SQL_DESC_ROWS_PROCESSED_PTR, nullptr), "HY091");
  // A field that there is not leaves the descriptor as it was.
  for (const SQLSMALLINT record : {0, 1}) CHECK_EQUAL(setState(buffers, record, 9999, nullptr), "HY091");
  CHECK_EQUAL(field<SQLSMALLINT>(buffers, 0, SQL_DESC_COUNT), 0);
  CHECK_EQUAL(odbc::setDescriptorField(parameters, 1, SQL_DESC_NAME, direct::wideText("since").data(), SQL_NTS), SQL_SUCCESS);
  SQLWCHAR name[16] = {};
  SQLINTEGER length = 0;
  CHECK_EQUAL(odbc::descriptorField(parameters, 1, SQL_DESC_NAME, name, sizeof name, &length), SQL_SUCCESS);
  CHECK_EQUAL(length, 10);
  CHECK_EQUAL(field<SQLSMALLINT>(parameters, 1, SQL_DESC_UNNAMED), SQL_NAMED);
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_TYPE, number(SQL_C_SLONG)), "");
  for (const SQLSMALLINT id : {SQL_DESC_NAME, SQL_DESC_UNNAMED, SQL_DESC_NULLABLE, SQL_DESC_PARAMETER_TYPE}) CHECK_EQUAL(getState(buffers, 1, id), "HY091");
  for (const SQLSMALLINT id : {SQL_DESC_INDICATOR_PTR, SQL_DESC_OCTET_LENGTH_PTR}) CHECK_EQUAL(getState(parameters, 1, id), "HY091");
  CHECK_EQUAL(getState(buffers, 0, SQL_DESC_ROWS_PROCESSED_PTR), "HY091");
  for (const SQLSMALLINT id : {SQL_DESC_ARRAY_SIZE, SQL_DESC_BIND_TYPE, SQL_DESC_BIND_OFFSET_PTR}) CHECK_EQUAL(getState(parameters, 0, id), "HY091");
  CHECK_EQUAL(field<SQLSMALLINT>(buffers, 0, SQL_DESC_ALLOC_TYPE), SQL_DESC_ALLOC_AUTO);
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_DESC, buffers), SQL_ERROR);
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_DESC, buffers).substr(0, 5), "HY017");
}

TEST("types are set as a whole or in parts, and what contradicts itself is HY021") {
  const ScriptedServer server({greeting()});
  Session session(server);
  const SQLHANDLE buffers = descriptorOf(session, SQL_ATTR_APP_ROW_DESC);
  SQLLEN place = 0;
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_TYPE, number(SQL_DATETIME)), "");
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_DATETIME_INTERVAL_CODE, number(SQL_CODE_TIMESTAMP)), "");
  CHECK_EQUAL(field<SQLSMALLINT>(buffers, 1, SQL_DESC_CONCISE_TYPE), SQL_TYPE_TIMESTAMP);
  for (const SQLULEN code : {4, 9}) CHECK_EQUAL(setState(buffers, 1, SQL_DESC_DATETIME_INTERVAL_CODE, number(code)), "HY021");
  CHECK_EQUAL(field<SQLSMALLINT>(buffers, 1, SQL_DESC_CONCISE_TYPE), SQL_TYPE_TIMESTAMP);
  CHECK_EQUAL(odbc::setDescriptorRecord(buffers, 5, SQL_DATETIME, 9, 0, 0, 0, nullptr, nullptr, nullptr), SQL_ERROR);
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_DESC, buffers).substr(0, 5), "HY021");
  CHECK_EQUAL(setState(buffers, 2, SQL_DESC_TYPE, number(SQL_INTERVAL)), "");
  CHECK_EQUAL(setState(buffers, 2, SQL_DESC_DATETIME_INTERVAL_CODE, number(SQL_CODE_DAY_TO_SECOND)), "");
  CHECK_EQUAL(field<SQLSMALLINT>(buffers, 2, SQL_DESC_CONCISE_TYPE), SQL_C_INTERVAL_DAY_TO_SECOND);
  CHECK_EQUAL(field<SQLSMALLINT>(buffers, 2, SQL_DESC_TYPE), SQL_INTERVAL);
  CHECK_EQUAL(field<SQLINTEGER>(buffers, 2, SQL_DESC_DATETIME_INTERVAL_PRECISION), 2);
  CHECK_EQUAL(setState(buffers, 3, SQL_DESC_TYPE, number(SQL_C_NUMERIC)), "");
  CHECK_EQUAL(setState(buffers, 3, SQL_DESC_PRECISION, number(99)), "");
  CHECK_EQUAL(setState(buffers, 3, SQL_DESC_DATA_PTR, &place), "HY021");
  CHECK_EQUAL(setState(buffers, 4, SQL_DESC_TYPE, number(4711)), "");
  CHECK_EQUAL(setState(buffers, 4, SQL_DESC_DATA_PTR, &place), "HY021");
  // A change of the type unbinds.
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_DATA_PTR, &place), "");
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_CONCISE_TYPE, number(SQL_C_SLONG)), "");
  CHECK(field<SQLPOINTER>(buffers, 1, SQL_DESC_DATA_PTR) == nullptr);
}

TEST("a number arrives with the digits that the row descriptor asks for, bound and by SQLGetData") {
  const ScriptedServer server({greeting(), rowsOf(1700, "12.345")});
  Session session(server);
  const SQLHANDLE buffers = descriptorOf(session, SQL_ATTR_APP_ROW_DESC);
  SQL_NUMERIC_STRUCT bound{};
  SQL_NUMERIC_STRUCT read{};
  SQLLEN length = 0;
  CHECK_EQUAL(odbc::bindColumn(session.statement, 1, SQL_C_NUMERIC, &bound, sizeof bound, &length), SQL_SUCCESS);
  for (const auto& [id, value] : {std::pair<SQLSMALLINT, SQLLEN>{SQL_DESC_TYPE, SQL_C_NUMERIC}, {SQL_DESC_PRECISION, 10}, {SQL_DESC_SCALE, 3}}) {
    CHECK_EQUAL(setState(buffers, 1, id, number(value)), "");
  }
  CHECK_EQUAL(setState(buffers, 1, SQL_DESC_DATA_PTR, &bound), "");
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(odbc::getData(session.statement, 1, SQL_ARD_TYPE, &read, sizeof read, &length), SQL_SUCCESS);
  for (const SQL_NUMERIC_STRUCT& value : {bound, read}) {
    CHECK_EQUAL(int(value.precision), 10);
    CHECK_EQUAL(int(value.scale), 3);
    CHECK_EQUAL(int(value.val[0]) | int(value.val[1]) << 8, 12345);
  }
}

TEST("a copy of the columns' descriptor can be bound to") {
  const ScriptedServer server({greeting(), described(), parsed() + oneColumn(23) + row("7") + complete("SELECT 1") + ready()});
  Session session(server);
  SQLHANDLE own = nullptr;
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_DESC, session.connection, &own), SQL_SUCCESS);
  const SQLHANDLE columns = descriptorOf(session, SQL_ATTR_IMP_ROW_DESC);
  CHECK_EQUAL(odbc::copyDescriptor(columns, own), SQL_ERROR);
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_DESC, own).substr(0, 5), "HY007");
  CHECK_EQUAL(odbc::prepare(session.statement, direct::wideText("SELECT").data(), SQL_NTS), SQL_SUCCESS);
  CHECK_EQUAL(odbc::copyDescriptor(columns, own), SQL_SUCCESS);
  CHECK_EQUAL(odbc::copyDescriptor(own, columns), SQL_ERROR);
  CHECK_EQUAL(field<SQLSMALLINT>(own, 0, SQL_DESC_COUNT), 2);
  CHECK_EQUAL(field<SQLSMALLINT>(own, 1, SQL_DESC_CONCISE_TYPE), SQL_INTEGER);
  CHECK_EQUAL(field<SQLSMALLINT>(own, 0, SQL_DESC_ALLOC_TYPE), SQL_DESC_ALLOC_USER);
  SQLINTEGER value = 0;
  CHECK_EQUAL(odbc::setStatementAttribute(session.statement, SQL_ATTR_APP_ROW_DESC, own, 0), SQL_SUCCESS);
  CHECK_EQUAL(setState(own, 1, SQL_DESC_DATA_PTR, &value), "");
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(value, 7);
}

TEST("a descriptor of the application's own serves several statements, and its end gives them theirs back") {
  const ScriptedServer server({greeting(), rowsOf(23, "7"), rowsOf(23, "8"), rowsOf(23, "9")});
  Session session(server);
  SQLHANDLE own = nullptr;
  SQLHANDLE second = nullptr;
  SQLINTEGER shared = 0;
  SQLINTEGER implicit = 0;
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_DESC, session.connection, &own), SQL_SUCCESS);
  CHECK_EQUAL(odbc::allocateHandle(SQL_HANDLE_STMT, session.connection, &second), SQL_SUCCESS);
  CHECK_EQUAL(odbc::bindColumn(session.statement, 1, SQL_C_SLONG, &implicit, 0, nullptr), SQL_SUCCESS);
  CHECK_EQUAL(odbc::setDescriptorRecord(own, 1, SQL_C_SLONG, 0, 4, 0, 0, &shared, nullptr, nullptr), SQL_SUCCESS);
  for (const SQLHANDLE statement : {session.statement, second}) {
    CHECK_EQUAL(odbc::setStatementAttribute(statement, SQL_ATTR_APP_ROW_DESC, own, 0), SQL_SUCCESS);
    CHECK_EQUAL(odbc::executeDirect(statement, direct::wideText("SELECT").data(), SQL_NTS), SQL_SUCCESS);
    CHECK_EQUAL(odbc::fetch(statement), SQL_SUCCESS);
    CHECK_EQUAL(shared, statement == second ? 8 : 7);
    CHECK_EQUAL(odbc::freeStatement(statement, SQL_CLOSE), SQL_SUCCESS);
  }
  CHECK_EQUAL(odbc::setStatementAttribute(second, SQL_ATTR_APP_ROW_DESC, descriptorOf(session, SQL_ATTR_APP_PARAM_DESC), 0), SQL_ERROR);
  CHECK_EQUAL(direct::diagnostic(SQL_HANDLE_STMT, second).substr(0, 5), "HY017");
  CHECK_EQUAL(odbc::freeHandle(SQL_HANDLE_DESC, own), SQL_SUCCESS);
  CHECK_EQUAL(session.run(), SQL_SUCCESS);
  CHECK_EQUAL(odbc::fetch(session.statement), SQL_SUCCESS);
  CHECK_EQUAL(implicit, 9);
  CHECK_EQUAL(shared, 8);
}
