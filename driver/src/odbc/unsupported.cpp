// SQLBulkOperations exists only to say, in words, that it does nothing here.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {

SQLRETURN bulkOperations(SQLHSTMT raw, SQLSMALLINT operation) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) -> SQLRETURN {
    require(statement, Call::bulkOperations);
    if (operation < SQL_ADD || operation > SQL_FETCH_BY_BOOKMARK) throw OdbcError("HY092", "SQLBulkOperations has no such operation");
    throw OdbcError("HYC00", "SQLBulkOperations is not supported; use INSERT, UPDATE and DELETE");
  });
}

}  // namespace drawbridge::odbc
