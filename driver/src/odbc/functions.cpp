// SQLGetFunctions in its three forms.
#include <cstring>

#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {
namespace {

// The headers of the two driver managers number SQLCancelHandle differently, and nothing else has either number: whoever
// asks with the other's header is answered, too.
constexpr SQLUSMALLINT cancelHandleOfUnixOdbc = 1022;
constexpr SQLUSMALLINT cancelHandleOfMicrosoft = 1550;
static_assert(SQL_API_SQLCANCELHANDLE == cancelHandleOfUnixOdbc || SQL_API_SQLCANCELHANDLE == cancelHandleOfMicrosoft);

constexpr SQLUSMALLINT supportedFunctions[] = {
    SQL_API_SQLALLOCHANDLE,      SQL_API_SQLBINDCOL,          SQL_API_SQLBINDPARAMETER,    SQL_API_SQLBROWSECONNECT,
    SQL_API_SQLCANCEL,           SQL_API_SQLCLOSECURSOR,           SQL_API_SQLCOLATTRIBUTE,
    SQL_API_SQLCOLUMNPRIVILEGES, SQL_API_SQLCOLUMNS,          SQL_API_SQLCONNECT,          SQL_API_SQLCOPYDESC,
    SQL_API_SQLDESCRIBECOL,      SQL_API_SQLDESCRIBEPARAM,    SQL_API_SQLDISCONNECT,       SQL_API_SQLDRIVERCONNECT,
    SQL_API_SQLENDTRAN,          SQL_API_SQLEXECDIRECT,       SQL_API_SQLEXECUTE,          SQL_API_SQLEXTENDEDFETCH,
    SQL_API_SQLFETCH,            SQL_API_SQLFETCHSCROLL,      SQL_API_SQLFOREIGNKEYS,      SQL_API_SQLFREEHANDLE,
    SQL_API_SQLFREESTMT,         SQL_API_SQLGETCONNECTATTR,   SQL_API_SQLGETCURSORNAME,    SQL_API_SQLGETDATA,
    SQL_API_SQLGETDESCFIELD,     SQL_API_SQLGETDESCREC,       SQL_API_SQLGETDIAGFIELD,     SQL_API_SQLGETDIAGREC,
    SQL_API_SQLGETENVATTR,       SQL_API_SQLGETFUNCTIONS,     SQL_API_SQLGETINFO,          SQL_API_SQLGETSTMTATTR,
    SQL_API_SQLGETTYPEINFO,      SQL_API_SQLMORERESULTS,      SQL_API_SQLNATIVESQL,        SQL_API_SQLNUMPARAMS,
    SQL_API_SQLNUMRESULTCOLS,    SQL_API_SQLPARAMDATA,        SQL_API_SQLPREPARE,          SQL_API_SQLPRIMARYKEYS,
    SQL_API_SQLPROCEDURECOLUMNS, SQL_API_SQLPROCEDURES,       SQL_API_SQLPUTDATA,          SQL_API_SQLROWCOUNT,
    SQL_API_SQLSETCONNECTATTR,   SQL_API_SQLSETCURSORNAME,    SQL_API_SQLSETDESCFIELD,     SQL_API_SQLSETDESCREC,
    SQL_API_SQLSETENVATTR,       SQL_API_SQLSETPOS,           SQL_API_SQLSETSTMTATTR,      SQL_API_SQLSPECIALCOLUMNS,
    SQL_API_SQLSTATISTICS,       SQL_API_SQLTABLEPRIVILEGES,  SQL_API_SQLTABLES,
    cancelHandleOfUnixOdbc,      cancelHandleOfMicrosoft,
};
constexpr SQLUSMALLINT odbc2Functions = 100;

void all(SQLUSMALLINT* out) {
  std::memset(out, 0, odbc2Functions * sizeof *out);
  for (const SQLUSMALLINT function : supportedFunctions) {
    if (function < odbc2Functions) out[function] = SQL_TRUE;
  }
}

void allOdbc3(SQLUSMALLINT* out) {
  std::memset(out, 0, SQL_API_ODBC3_ALL_FUNCTIONS_SIZE * sizeof *out);
  for (const SQLUSMALLINT function : supportedFunctions) out[function >> 4] |= static_cast<SQLUSMALLINT>(1u << (function & 0xF));
}

SQLUSMALLINT one(SQLUSMALLINT function) {
  for (const SQLUSMALLINT supported : supportedFunctions) {
    if (supported == function) return SQL_TRUE;
  }
  return SQL_FALSE;
}

}  // namespace

SQLRETURN functions(SQLHDBC raw, SQLUSMALLINT function, SQLUSMALLINT* supported) noexcept {
  return guarded<Connection>(raw, [&](Connection&) {
    if (supported == nullptr) throw OdbcError("HY009", "The buffer is a null pointer");
    switch (function) {
      case SQL_API_ALL_FUNCTIONS: all(supported); break;
      case SQL_API_ODBC3_ALL_FUNCTIONS: allOdbc3(supported); break;
      default: *supported = one(function); break;
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
