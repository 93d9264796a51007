// Through iODBC's driver manager. ANSI calls are converted by it to the driver's wide functions.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <string>
#include <vector>

#include "check.h"

namespace {

std::string diagnostic(SQLSMALLINT kind, SQLHANDLE handle) {
  SQLWCHAR state[6] = {};
  SQLWCHAR text[1024] = {};
  SQLSMALLINT length = 0;
  if (!SQL_SUCCEEDED(SQLGetDiagRecW(kind, handle, 1, state, nullptr, text, 1024, &length))) return "";
  CHECK_EQUAL(static_cast<std::size_t>(length), std::wcslen(text));
  std::string out;
  for (const wchar_t c : std::wstring(state) + L" " + text) out.push_back(c < 0x80 ? static_cast<char>(c) : '?');
  return out;
}

SQLWCHAR* wide(const wchar_t* text) { return const_cast<SQLWCHAR*>(text); }

class Session {
 public:
  Session() {
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
    SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
  }
  ~Session() {
    if (statement != nullptr) SQLFreeHandle(SQL_HANDLE_STMT, statement);
    SQLDisconnect(connection);
    SQLFreeHandle(SQL_HANDLE_DBC, connection);
    SQLFreeHandle(SQL_HANDLE_ENV, environment);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  SQLRETURN tryOpen(const wchar_t* text) {
    return SQLDriverConnectW(connection, nullptr, wide(text), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
  }
  Session& open() {
    if (!SQL_SUCCEEDED(tryOpen(L"DSN=Harbor"))) check::fail(__FILE__, __LINE__, diagnostic(SQL_HANDLE_DBC, connection));
    ok(SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement));
    return *this;
  }
  void ok(SQLRETURN result) const {
    if (!SQL_SUCCEEDED(result)) check::fail("call", result, diagnostic(SQL_HANDLE_STMT, statement));
  }
  long count() const {
    long rows = 0;
    for (SQLRETURN result; (result = SQLFetch(statement)) != SQL_NO_DATA; rows++) ok(result);
    return rows;
  }

  SQLHENV environment = nullptr;
  SQLHDBC connection = nullptr;
  SQLHSTMT statement = nullptr;
};

}  // namespace

TEST("wide characters have four bytes") { CHECK_EQUAL(sizeof(SQLWCHAR), 4u); }

TEST("it connects, and tells its name in wide characters with its length in bytes") {
  Session session;
  session.open();
  SQLWCHAR value[64] = {};
  SQLSMALLINT length = 0;
  CHECK_EQUAL(SQLGetInfoW(session.connection, SQL_DBMS_NAME, value, sizeof value, &length), SQL_SUCCESS);
  CHECK(std::wstring(value) == L"Drawbridge");
}

TEST("rows are fetched as wide characters, characters and numbers") {
  Session session;
  session.open();
  session.ok(SQLExecDirectW(session.statement, wide(L"SELECT Id, Title FROM PullRequests ORDER BY Id"), SQL_NTS));
  SQLINTEGER id = 0;
  SQLWCHAR title[300] = {};
  SQLLEN length = 0;
  session.ok(SQLBindCol(session.statement, 1, SQL_C_SLONG, &id, 0, nullptr));
  session.ok(SQLBindCol(session.statement, 2, SQL_C_WCHAR, title, sizeof title, &length));
  session.ok(SQLFetch(session.statement));
  CHECK_EQUAL(id, 1);
  CHECK_EQUAL(length, static_cast<SQLLEN>(4 * std::wcslen(title)));
  CHECK_EQUAL(session.count(), 1999);
}

TEST("a text beyond the first plane makes the way there and back, in pieces, too") {
  Session session;
  session.open();
  const wchar_t* seed = L"gr\u00fcn \U0001F331";
  SQLLEN length = SQL_NTS;
  session.ok(SQLBindParameter(session.statement, 1, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR, 16, 0, wide(seed), 0, &length));
  session.ok(SQLExecDirectW(session.statement, wide(L"SELECT CAST(? AS VARCHAR) AS t"), SQL_NTS));
  session.ok(SQLFetch(session.statement));
  std::wstring whole;
  SQLWCHAR piece[4] = {};
  SQLRETURN result = SQL_SUCCESS_WITH_INFO;
  while (result == SQL_SUCCESS_WITH_INFO) {
    result = SQLGetData(session.statement, 1, SQL_C_WCHAR, piece, sizeof piece, &length);
    session.ok(result);
    whole += piece;
  }
  CHECK(whole == seed);
}

TEST("a long text comes whole in pieces, whatever the size of their buffers") {
  Session session;
  session.open();
  for (const std::size_t room : {9u, 31u, 500u}) {
    session.ok(SQLExecDirectW(session.statement, wide(L"SELECT repeat('tide ', 300)"), SQL_NTS));
    session.ok(SQLFetch(session.statement));
    std::wstring whole;
    SQLWCHAR piece[128];
    SQLLEN length = 0;
    SQLRETURN result = SQL_SUCCESS_WITH_INFO;
    for (int calls = 0; calls < 2000 && result == SQL_SUCCESS_WITH_INFO; calls++) {
      result = SQLGetData(session.statement, 1, SQL_C_WCHAR, piece, static_cast<SQLLEN>(room), &length);
      session.ok(result);
      whole += piece;
    }
    CHECK_EQUAL(result, SQL_SUCCESS);
    CHECK_EQUAL(whole.size(), 1500u);
    CHECK(whole.substr(0, 10) == L"tide tide ");
    session.ok(SQLFreeStmt(session.statement, SQL_CLOSE));
  }
}

TEST("columns are listed and described under their names") {
  Session session;
  session.open();
  session.ok(SQLColumnsW(session.statement, nullptr, 0, wide(L"harbor-app"), SQL_NTS, wide(L"PullRequests"), SQL_NTS, nullptr, 0));
  CHECK(session.count() > 10);
  session.ok(SQLFreeStmt(session.statement, SQL_CLOSE));
  session.ok(SQLExecDirectW(session.statement, wide(L"SELECT Title AS \u00fcberschrift FROM PullRequests LIMIT 1"), SQL_NTS));
  SQLWCHAR name[64] = {};
  SQLSMALLINT length = 0;
  session.ok(SQLDescribeColW(session.statement, 1, name, 64, &length, nullptr, nullptr, nullptr, nullptr));
  CHECK(std::wstring(name) == L"\u00fcberschrift");
  CHECK_EQUAL(length, 11);
}

TEST("errors have their state and text") {
  Session session;
  session.open();
  CHECK_EQUAL(SQLExecDirectW(session.statement, wide(L"SELECT nothing FROM PullRequests"), SQL_NTS), SQL_ERROR);
  CHECK_EQUAL(diagnostic(SQL_HANDLE_STMT, session.statement).substr(0, 5), "42S22");
}

TEST("an ANSI application gets its rows, too") {
  Session session;
  session.open();
  auto* sql = reinterpret_cast<SQLCHAR*>(const_cast<char*>("SELECT Title FROM PullRequests WHERE Id = 7"));
  session.ok(SQLExecDirect(session.statement, sql, SQL_NTS));
  session.ok(SQLFetch(session.statement));
  char title[300] = "";
  SQLLEN length = 0;
  session.ok(SQLGetData(session.statement, 1, SQL_C_CHAR, title, sizeof title, &length));
  CHECK_EQUAL(length, static_cast<SQLLEN>(std::strlen(title)));
  CHECK(length > 0);
}
