// SQLBindCol, SQLFetch, SQLFetchScroll, SQLExtendedFetch, SQLSetPos.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/rowset.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {
namespace {

SQLRETURN fetchInto(Statement& statement, const RowsetTarget& target, FetchedBy by) {
  statement.fetchedBy = by;
  return fetchRowset(statement, target);
}

RowsetTarget ownTarget(Statement& statement) {
  return {statement.row->arraySize, statement.implementationRow.rowsProcessed, statement.implementationRow.arrayStatus};
}

}  // namespace

SQLRETURN bindColumn(SQLHSTMT raw, SQLUSMALLINT number, SQLSMALLINT cType, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::bind);
    if (number == 0) throw OdbcError("07009", "There are no bookmarks here");
    // Before a result is open nobody can tell; and what is bound in vain must be unbound at any time.
    if (statement.rows && value != nullptr && number > statement.columns.size()) throw OdbcError("07009", "The result has no such column");
    if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
    if (!convert::isKnownCType(cType)) throw OdbcError("HY003", "The C type is unknown");
    DescriptorRecord& record = statement.row->record(number);
    record = {};
    record.conciseType = cType;
    record.data = value;
    record.bufferLength = room;
    record.octetLength = record.indicator = length;
    record.rebind();
    if (!record.bound) statement.row->dropUnbound();
    return SQL_SUCCESS;
  });
}

SQLRETURN fetch(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement& statement) {
    require(statement, Call::fetch);
    return fetchInto(statement, ownTarget(statement), FetchedBy::fetch);
  });
}

SQLRETURN fetchScroll(SQLHSTMT raw, SQLSMALLINT orientation, SQLLEN) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::fetch);
    if (orientation != SQL_FETCH_NEXT) throw OdbcError("HY106", "Results are read forward only");
    return fetchInto(statement, ownTarget(statement), FetchedBy::fetch);
  });
}

SQLRETURN extendedFetch(SQLHSTMT raw, SQLUSMALLINT orientation, SQLLEN, SQLULEN* count, SQLUSMALLINT* status) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::extendedFetch);
    if (orientation != SQL_FETCH_NEXT) throw OdbcError("HY106", "Results are read forward only");
    return fetchInto(statement, {statement.attributes.rowsetSize, count, status}, FetchedBy::extendedFetch);
  });
}

SQLRETURN setPosition(SQLHSTMT raw, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::setPosition);
    if (operation > SQL_ADD) throw OdbcError("HY092", "SQLSetPos has no such operation");
    if (lock > SQL_LOCK_UNLOCK) throw OdbcError("HY092", "There is no such lock");
    if (operation != SQL_POSITION) throw OdbcError("HYC00", "SQLSetPos can only set the position");
    if (lock != SQL_LOCK_NO_CHANGE) throw OdbcError("HYC00", "Rows cannot be locked");
    if (statement.rowsetRows == 0) throw OdbcError("24000", "The result has no further row");
    if (row < 1 || row > statement.rowsetRows) throw OdbcError("HY107", "The rowset has no such row");
    statement.position = row;
    statement.cell = {};
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
