// SQLBindCol, SQLFetch, SQLFetchScroll, SQLExtendedFetch, SQLSetPos.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/rowset.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {
namespace {

RowsetTarget ownTarget(Statement& statement) {
  return {statement.row->arraySize, statement.implementationRow.rowsProcessed, statement.implementationRow.arrayStatus};
}

}  // namespace

SQLRETURN bindColumn(SQLHSTMT raw, SQLUSMALLINT number, SQLSMALLINT cType, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    if (number == 0) throw OdbcError("HYC00", "There are no bookmarks here");
    if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
    if (!convert::isKnownCType(cType)) throw OdbcError("HY003", "The C type is unknown");
    DescriptorRecord& record = statement.row->record(number);
    record = {};
    record.conciseType = cType;
    record.data = value;
    record.bufferLength = room;
    record.octetLength = record.indicator = length;
    record.bound = value != nullptr;
    return SQL_SUCCESS;
  });
}

SQLRETURN fetch(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement& statement) { return fetchRowset(statement, ownTarget(statement)); });
}

SQLRETURN fetchScroll(SQLHSTMT raw, SQLSMALLINT orientation, SQLLEN) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    if (orientation != SQL_FETCH_NEXT) throw OdbcError("HY106", "Results are read forward only");
    return fetchRowset(statement, ownTarget(statement));
  });
}

SQLRETURN extendedFetch(SQLHSTMT raw, SQLUSMALLINT orientation, SQLLEN, SQLULEN* count, SQLUSMALLINT* status) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    if (orientation != SQL_FETCH_NEXT) throw OdbcError("HY106", "Results are read forward only");
    return fetchRowset(statement, {statement.attributes.rowsetSize, count, status});
  });
}

SQLRETURN setPosition(SQLHSTMT raw, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    if (!statement.rows || statement.rowsetRows == 0) throw OdbcError("24000", "No row has been fetched");
    if (operation != SQL_POSITION) throw OdbcError("HYC00", "SQLSetPos can only set the position");
    if (row < 1 || row > statement.rowsetRows) throw OdbcError("HY107", "The rowset has no such row");
    statement.position = row;
    statement.cell = {};
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
