// unixODBC's own pool, switched on: whoever opens a connection finds it as if it were new, also with applications for
// which the driver manager does not ask the driver to reset it.
#include "application.h"

using app::Connection;
using app::Statement;

// For LeakSanitizer: unixODBC never frees the connections that its pool holds when the program ends, nor their converters.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions() {
  return "leak:libodbc.so\nleak:iconv_open\n";
}

namespace {

// One environment for several connections, since the pool does not go across environments.
class Pooled {
 public:
  explicit Pooled(SQLHENV environment) {
    CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, environment, &handle_)));
    const std::string text = app::connectionText();
    if (!SQL_SUCCEEDED(SQLDriverConnect(handle_, nullptr, app::chars(text.c_str()), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT))) {
      check::fail(__FILE__, __LINE__, app::diagnostic(SQL_HANDLE_DBC, handle_));
    }
  }
  ~Pooled() {
    SQLDisconnect(handle_);
    SQLFreeHandle(SQL_HANDLE_DBC, handle_);
  }
  Pooled(const Pooled&) = delete;
  Pooled& operator=(const Pooled&) = delete;

  std::string answer(const char* sql) {
    SQLHSTMT statement = nullptr;
    CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, handle_, &statement)));
    char value[256] = "";
    SQLRETURN result = SQLExecDirect(statement, app::chars(sql), SQL_NTS);
    if (SQL_SUCCEEDED(result)) result = SQLFetch(statement);
    if (SQL_SUCCEEDED(result)) SQLGetData(statement, 1, SQL_C_CHAR, value, sizeof value, nullptr);
    // To its end, so that the driver has heard how the statement ended.
    while (SQL_SUCCEEDED(result)) result = SQLFetch(statement);
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    return value;
  }
  void run(const char* sql) {
    SQLHSTMT statement = nullptr;
    CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, handle_, &statement)));
    CHECK(SQL_SUCCEEDED(SQLExecDirect(statement, app::chars(sql), SQL_NTS)));
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
  }
  void set(SQLINTEGER attribute, SQLULEN value) { CHECK(SQL_SUCCEEDED(SQLSetConnectAttr(handle_, attribute, app::number(value), 0))); }
  SQLUINTEGER attribute(SQLINTEGER attribute) {
    SQLUINTEGER value = 99;
    CHECK(SQL_SUCCEEDED(SQLGetConnectAttr(handle_, attribute, &value, 0, nullptr)));
    return value;
  }
  // Tells the sessions of the engine apart.
  std::string session() { return answer("SELECT max(SessionId) FROM sys_queries WHERE State = 'running'"); }
  SQLHDBC handle() const { return handle_; }

 private:
  SQLHDBC handle_ = nullptr;
};

void withEveryVersion(void (*body)(SQLHENV)) {
  for (const SQLULEN version : {SQL_OV_ODBC2, SQL_OV_ODBC3, SQL_OV_ODBC3_80}) {
    const Connection environment(version);
    body(environment.environment);
  }
}

}  // namespace

TEST("a connection that was left as it had been opened is taken up again") {
  withEveryVersion([](SQLHENV environment) {
    std::string before;
    {
      Pooled first(environment);
      before = first.session();
      CHECK(!before.empty());
    }
    Pooled second(environment);
    CHECK_EQUAL(second.session(), before);
  });
}

TEST("no attribute of a pooled connection is left for whoever opens it next") {
  withEveryVersion([](SQLHENV environment) {
    {
      Pooled first(environment);
      first.set(SQL_ATTR_AUTOCOMMIT, SQL_AUTOCOMMIT_OFF);
      first.set(SQL_ATTR_METADATA_ID, SQL_TRUE);
    }
    Pooled second(environment);
    CHECK_EQUAL(second.attribute(SQL_ATTR_AUTOCOMMIT), SQLUINTEGER(SQL_AUTOCOMMIT_ON));
    CHECK_EQUAL(second.attribute(SQL_ATTR_METADATA_ID), SQLUINTEGER(SQL_FALSE));
  });
}

TEST("no setting of a pooled connection's session is left for whoever opens it next") {
  withEveryVersion([](SQLHENV environment) {
    for (const char* change : {"SET application_name = 'left behind'", "SELECT set_config('application_name', 'left behind', false)"}) {
      std::string untouched;
      {
        Pooled first(environment);
        untouched = first.answer("SHOW application_name");
        first.run(change);
        CHECK_EQUAL(first.answer("SHOW application_name"), "left behind");
      }
      Pooled second(environment);
      CHECK_EQUAL(second.answer("SHOW application_name"), untouched);
    }
  });
}

TEST("a statement that was not freed does not stay with a pooled connection") {
  withEveryVersion([](SQLHENV environment) {
    {
      Pooled first(environment);
      SQLHSTMT left = nullptr;
      CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, first.handle(), &left)));
      CHECK(SQL_SUCCEEDED(SQLExecDirect(left, app::chars(app::large), SQL_NTS)));
      CHECK(SQL_SUCCEEDED(SQLFetch(left)));
    }
    Pooled second(environment);
    CHECK_EQUAL(second.answer("SELECT count(*) FROM sys_queries WHERE State = 'running'"), "1");
  });
}

TEST("an application that asks by itself whether a changed connection lives is told so") {
  const Connection environment;
  Pooled connection(environment.environment);
  connection.run("SET application_name = 'mine'");
  SQLHSTMT open = nullptr;
  CHECK(SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &open)));
  CHECK_EQUAL(connection.attribute(SQL_ATTR_CONNECTION_DEAD), SQLUINTEGER(SQL_CD_FALSE));
  CHECK_EQUAL(connection.answer("SHOW application_name"), "mine");
  SQLFreeHandle(SQL_HANDLE_STMT, open);
}
