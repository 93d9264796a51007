// Functions that exist only to say, in words, that they do nothing here.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {

SQLRETURN browseConnect(SQLHDBC raw) noexcept {
  return guarded<Connection>(raw, [](Connection&) -> SQLRETURN {
    throw OdbcError("HYC00", "SQLBrowseConnect is not supported; connect with SQLDriverConnect");
  });
}

SQLRETURN bulkOperations(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement&) -> SQLRETURN {
    throw OdbcError("HYC00", "SQLBulkOperations is not supported; use INSERT, UPDATE and DELETE");
  });
}

}  // namespace drawbridge::odbc
