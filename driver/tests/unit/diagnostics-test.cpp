// SQLGetDiagField: the fields of the header and of records.
#include "direct-session.h"

using namespace script;
using direct::Session;
namespace odbc = drawbridge::odbc;

namespace {

std::string textField(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLSMALLINT field) {
  SQLWCHAR value[256] = {};
  SQLSMALLINT length = 0;
  CHECK_EQUAL(odbc::diagnosticField(kind, handle, record, field, value, sizeof value, &length), SQL_SUCCESS);
  return direct::wide::toUtf8(value, static_cast<std::size_t>(length) / sizeof(SQLWCHAR));
}

template <typename T>
T field(const Session& session, SQLSMALLINT record, SQLSMALLINT id) {
  T value{};
  CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_STMT, session.statement, record, id, &value, 0, nullptr), SQL_SUCCESS);
  return value;
}

}  // namespace

TEST("the header of diagnostics is told whichever record is named with it, and of statements alone where it is about them") {
  const ScriptedServer server({greeting(), parsed() + message('n', "") + complete("UPDATE 3") + ready()});
  Session session(server);
  CHECK_EQUAL(session.run("UPDATE"), SQL_SUCCESS);
  for (const SQLSMALLINT record : {0, 1, 7}) {
    CHECK_EQUAL(field<SQLINTEGER>(session, record, SQL_DIAG_NUMBER), 0);
    CHECK_EQUAL(field<SQLRETURN>(session, record, SQL_DIAG_RETURNCODE), SQL_SUCCESS);
    CHECK_EQUAL(field<SQLLEN>(session, record, SQL_DIAG_ROW_COUNT), 3);
    CHECK_EQUAL(field<SQLINTEGER>(session, record, SQL_DIAG_DYNAMIC_FUNCTION_CODE), SQL_DIAG_UPDATE_WHERE);
    CHECK_EQUAL(textField(SQL_HANDLE_STMT, session.statement, record, SQL_DIAG_DYNAMIC_FUNCTION), "UPDATE WHERE");
  }
  SQLLEN count = 0;
  for (const SQLSMALLINT id : {SQL_DIAG_ROW_COUNT, SQL_DIAG_CURSOR_ROW_COUNT, SQL_DIAG_DYNAMIC_FUNCTION_CODE}) {
    CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_DBC, session.connection, 0, id, &count, 0, nullptr), SQL_ERROR);
  }
  CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_STMT, session.statement, 0, SQL_DIAG_NATIVE, &count, 0, nullptr), SQL_ERROR);
  CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_STMT, session.statement, 1, SQL_DIAG_NATIVE, &count, 0, nullptr), SQL_NO_DATA);
  CHECK_EQUAL(odbc::diagnosticField(SQL_HANDLE_STMT, session.statement, -1, SQL_DIAG_NUMBER, &count, 0, nullptr), SQL_ERROR);
}

TEST("each state has the standard that its class and its subclass come from") {
  struct Origin {
    const char* server;
    const char* state;
    const char* ofClass;
    const char* ofSubclass;
  };
  const Origin origins[] = {
      {"42P01", "42S02", "ISO 9075", "ODBC 3.0"}, {"42601", "42000", "ISO 9075", "ISO 9075"}, {"58000", "HY000", "ISO 9075", "ISO 9075"},
      {"22012", "22012", "ISO 9075", "ISO 9075"}, {"57P01", "08S01", "ISO 9075", "ODBC 3.0"}, {"HY107", "HY107", "ISO 9075", "ODBC 3.0"},
      {"HYT00", "HYT00", "ISO 9075", "ODBC 3.0"}, {"IM001", "IM001", "ODBC 3.0", "ODBC 3.0"}, {"0A000", "HYC00", "ISO 9075", "ISO 9075"},
  };
  for (const Origin& origin : origins) {
    const ScriptedServer server({greeting(), error(origin.server, "No") + ready()});
    Session session(server);
    CHECK_EQUAL(session.run(), SQL_ERROR);
    CHECK_EQUAL(textField(SQL_HANDLE_STMT, session.statement, 1, SQL_DIAG_SQLSTATE), origin.state);
    CHECK_EQUAL(textField(SQL_HANDLE_STMT, session.statement, 1, SQL_DIAG_CLASS_ORIGIN), origin.ofClass);
    CHECK_EQUAL(textField(SQL_HANDLE_STMT, session.statement, 1, SQL_DIAG_SUBCLASS_ORIGIN), origin.ofSubclass);
    CHECK_EQUAL(field<SQLINTEGER>(session, 1, SQL_DIAG_NATIVE), 0);
    CHECK_EQUAL(field<SQLLEN>(session, 1, SQL_DIAG_ROW_NUMBER), SQL_NO_ROW_NUMBER);
    CHECK_EQUAL(field<SQLINTEGER>(session, 1, SQL_DIAG_COLUMN_NUMBER), SQL_NO_COLUMN_NUMBER);
  }
}
