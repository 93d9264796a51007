// The library as the loader sees it: what it exports, what it needs, and that SQLGetFunctions tells the same.
#include <dlfcn.h>

#include <cstdio>
#include <set>
#include <sstream>

#include "application.h"

using app::Connection;

namespace {

std::string libraryPath() {
  const char* path = std::getenv("DRAWBRIDGE_TEST_LIBRARY");
  CHECK(path != nullptr);
  return path;
}

std::string outputOf(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  CHECK(pipe != nullptr);
  std::string out;
  char chunk[4096];
  for (std::size_t got; (got = fread(chunk, 1, sizeof chunk, pipe)) > 0;) out.append(chunk, got);
  CHECK_EQUAL(pclose(pipe), 0);
  return out;
}

struct Function {
  SQLUSMALLINT id;
  const char* name;
  bool wide;
};

// All functions of ODBC 3.8 that a driver may have (those of 2.x that others replaced are the driver manager's), but
// for the asynchronous ones.
constexpr Function functions[] = {
    {SQL_API_SQLALLOCHANDLE, "SQLAllocHandle", false},
    {SQL_API_SQLBINDCOL, "SQLBindCol", false},
    {SQL_API_SQLBINDPARAMETER, "SQLBindParameter", false},
    {SQL_API_SQLBROWSECONNECT, "SQLBrowseConnect", true},
    {SQL_API_SQLBULKOPERATIONS, "SQLBulkOperations", false},
    {SQL_API_SQLCANCEL, "SQLCancel", false},
    {SQL_API_SQLCANCELHANDLE, "SQLCancelHandle", false},
    {SQL_API_SQLCLOSECURSOR, "SQLCloseCursor", false},
    {SQL_API_SQLCOLATTRIBUTE, "SQLColAttribute", true},
    {SQL_API_SQLCOLUMNPRIVILEGES, "SQLColumnPrivileges", true},
    {SQL_API_SQLCOLUMNS, "SQLColumns", true},
    {SQL_API_SQLCONNECT, "SQLConnect", true},
    {SQL_API_SQLCOPYDESC, "SQLCopyDesc", false},
    {SQL_API_SQLDESCRIBECOL, "SQLDescribeCol", true},
    {SQL_API_SQLDESCRIBEPARAM, "SQLDescribeParam", false},
    {SQL_API_SQLDISCONNECT, "SQLDisconnect", false},
    {SQL_API_SQLDRIVERCONNECT, "SQLDriverConnect", true},
    {SQL_API_SQLENDTRAN, "SQLEndTran", false},
    {SQL_API_SQLEXECDIRECT, "SQLExecDirect", true},
    {SQL_API_SQLEXECUTE, "SQLExecute", false},
    {SQL_API_SQLEXTENDEDFETCH, "SQLExtendedFetch", false},
    {SQL_API_SQLFETCH, "SQLFetch", false},
    {SQL_API_SQLFETCHSCROLL, "SQLFetchScroll", false},
    {SQL_API_SQLFOREIGNKEYS, "SQLForeignKeys", true},
    {SQL_API_SQLFREEHANDLE, "SQLFreeHandle", false},
    {SQL_API_SQLFREESTMT, "SQLFreeStmt", false},
    {SQL_API_SQLGETCONNECTATTR, "SQLGetConnectAttr", true},
    {SQL_API_SQLGETCURSORNAME, "SQLGetCursorName", true},
    {SQL_API_SQLGETDATA, "SQLGetData", false},
    {SQL_API_SQLGETDESCFIELD, "SQLGetDescField", true},
    {SQL_API_SQLGETDESCREC, "SQLGetDescRec", true},
    {SQL_API_SQLGETDIAGFIELD, "SQLGetDiagField", true},
    {SQL_API_SQLGETDIAGREC, "SQLGetDiagRec", true},
    {SQL_API_SQLGETENVATTR, "SQLGetEnvAttr", false},
    {SQL_API_SQLGETFUNCTIONS, "SQLGetFunctions", false},
    {SQL_API_SQLGETINFO, "SQLGetInfo", true},
    {SQL_API_SQLGETSTMTATTR, "SQLGetStmtAttr", true},
    {SQL_API_SQLGETTYPEINFO, "SQLGetTypeInfo", true},
    {SQL_API_SQLMORERESULTS, "SQLMoreResults", false},
    {SQL_API_SQLNATIVESQL, "SQLNativeSql", true},
    {SQL_API_SQLNUMPARAMS, "SQLNumParams", false},
    {SQL_API_SQLNUMRESULTCOLS, "SQLNumResultCols", false},
    {SQL_API_SQLPARAMDATA, "SQLParamData", false},
    {SQL_API_SQLPREPARE, "SQLPrepare", true},
    {SQL_API_SQLPRIMARYKEYS, "SQLPrimaryKeys", true},
    {SQL_API_SQLPROCEDURECOLUMNS, "SQLProcedureColumns", true},
    {SQL_API_SQLPROCEDURES, "SQLProcedures", true},
    {SQL_API_SQLPUTDATA, "SQLPutData", false},
    {SQL_API_SQLROWCOUNT, "SQLRowCount", false},
    {SQL_API_SQLSETCONNECTATTR, "SQLSetConnectAttr", true},
    {SQL_API_SQLSETCURSORNAME, "SQLSetCursorName", true},
    {SQL_API_SQLSETDESCFIELD, "SQLSetDescField", true},
    {SQL_API_SQLSETDESCREC, "SQLSetDescRec", false},
    {SQL_API_SQLSETENVATTR, "SQLSetEnvAttr", false},
    {SQL_API_SQLSETPOS, "SQLSetPos", false},
    {SQL_API_SQLSETSTMTATTR, "SQLSetStmtAttr", true},
    {SQL_API_SQLSPECIALCOLUMNS, "SQLSpecialColumns", true},
    {SQL_API_SQLSTATISTICS, "SQLStatistics", true},
    {SQL_API_SQLTABLEPRIVILEGES, "SQLTablePrivileges", true},
    {SQL_API_SQLTABLES, "SQLTables", true},
};

std::string exportedName(const Function& function) { return std::string(function.name) + (function.wide ? "W" : ""); }

}  // namespace

TEST("nothing is exported but ODBC's functions, each of them, and texts in UTF-16 only") {
  std::set<std::string> exported;
  std::istringstream lines(outputOf("nm -D --defined-only '" + libraryPath() + "'"));
  for (std::string address, type, name; lines >> address >> type >> name;) exported.insert(name);
  std::set<std::string> expected;
  for (const Function& function : functions) expected.insert(exportedName(function));
  for (const std::string& name : exported) CHECK_EQUAL(name + (expected.count(name) == 1 ? "" : " is no function of ODBC"), name);
  CHECK_EQUAL(exported.size(), expected.size());
}

TEST("the library needs libc and odbcinst alone") {
  // In a build with sanitizers these bring libraries of their own.
  if (outputOf("nm -D '" + libraryPath() + "'").find("san_init") != std::string::npos) return;
  std::istringstream lines(outputOf("readelf -d '" + libraryPath() + "'"));
  const std::set<std::string> allowed = {"libc.so.6", "libm.so.6", "libodbcinst.so.2", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"};
  int needed = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("(NEEDED)") == std::string::npos) continue;
    const std::size_t open = line.find('[');
    const std::string name = line.substr(open + 1, line.find(']') - open - 1);
    CHECK_EQUAL(name + (allowed.count(name) == 1 ? "" : " is not allowed"), name);
    needed++;
  }
  CHECK(needed > 0);
}

TEST("SQLGetFunctions tells the same in its three forms, and what can be called") {
  Connection connection;
  connection.open();
  void* library = dlopen(libraryPath().c_str(), RTLD_NOW | RTLD_LOCAL);
  CHECK(library != nullptr);
  // The driver's own answer: the manager tells what it can emulate, too.
  const auto ask = reinterpret_cast<SQLRETURN (*)(SQLHDBC, SQLUSMALLINT, SQLUSMALLINT*)>(dlsym(library, "SQLGetFunctions"));
  const auto allocate = reinterpret_cast<SQLRETURN (*)(SQLSMALLINT, SQLHANDLE, SQLHANDLE*)>(dlsym(library, "SQLAllocHandle"));
  const auto release = reinterpret_cast<SQLRETURN (*)(SQLSMALLINT, SQLHANDLE)>(dlsym(library, "SQLFreeHandle"));
  SQLHANDLE environment = nullptr;
  SQLHANDLE handle = nullptr;
  CHECK_EQUAL(allocate(SQL_HANDLE_ENV, nullptr, &environment), SQL_SUCCESS);
  CHECK_EQUAL(allocate(SQL_HANDLE_DBC, environment, &handle), SQL_SUCCESS);
  SQLUSMALLINT old[100];
  SQLUSMALLINT all[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE];
  CHECK_EQUAL(ask(handle, SQL_API_ALL_FUNCTIONS, old), SQL_SUCCESS);
  CHECK_EQUAL(ask(handle, SQL_API_ODBC3_ALL_FUNCTIONS, all), SQL_SUCCESS);
  for (const Function& function : functions) {
    SQLUSMALLINT one = 99;
    CHECK_EQUAL(ask(handle, function.id, &one), SQL_SUCCESS);
    CHECK_EQUAL(SQLUSMALLINT(SQL_FUNC_EXISTS(all, function.id)), one);
    if (function.id < 100) CHECK_EQUAL(old[function.id], one);
    // SQLBulkOperations is there to say in words that it does nothing.
    const bool works = function.id != SQL_API_SQLBULKOPERATIONS;
    CHECK_EQUAL(std::string(function.name) + (one != 0 ? " is told" : ""), std::string(function.name) + (works ? " is told" : ""));
    CHECK(dlsym(library, exportedName(function).c_str()) != nullptr);
  }
  // SQLCancelHandle by the number of unixODBC's header, and by that of Microsoft's.
  for (const SQLUSMALLINT number : {1022, 1550}) {
    SQLUSMALLINT one = 99;
    CHECK_EQUAL(ask(handle, number, &one), SQL_SUCCESS);
    CHECK_EQUAL(one, SQLUSMALLINT(SQL_TRUE));
    CHECK(SQL_FUNC_EXISTS(all, number) != 0);
  }
  release(SQL_HANDLE_DBC, handle);
  release(SQL_HANDLE_ENV, environment);
  dlclose(library);
}
