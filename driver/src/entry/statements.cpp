#include "entry/odbc-headers.h"

using namespace drawbridge;

extern "C" {

SQLRETURN SQL_API SQLPrepareW(SQLHSTMT h, SQLWCHAR* sql, SQLINTEGER length) { return odbc::prepare(h, sql, length); }
SQLRETURN SQL_API SQLExecute(SQLHSTMT h) { return odbc::execute(h); }
SQLRETURN SQL_API SQLExecDirectW(SQLHSTMT h, SQLWCHAR* sql, SQLINTEGER length) { return odbc::executeDirect(h, sql, length); }
SQLRETURN SQL_API SQLRowCount(SQLHSTMT h, SQLLEN* out) { return odbc::rowCount(h, out); }
SQLRETURN SQL_API SQLMoreResults(SQLHSTMT h) { return odbc::moreResults(h); }
SQLRETURN SQL_API SQLCloseCursor(SQLHSTMT h) { return odbc::closeCursor(h); }
SQLRETURN SQL_API SQLCancel(SQLHSTMT h) { return odbc::cancel(h); }
SQLRETURN SQL_API SQLCancelHandle(SQLSMALLINT kind, SQLHANDLE h) { return odbc::cancelHandle(kind, h); }
SQLRETURN SQL_API SQLBulkOperations(SQLHSTMT h, SQLSMALLINT operation) { return odbc::bulkOperations(h, operation); }

SQLRETURN SQL_API SQLBindParameter(SQLHSTMT h, SQLUSMALLINT number, SQLSMALLINT direction, SQLSMALLINT cType, SQLSMALLINT sqlType,
                                   SQLULEN size, SQLSMALLINT digits, SQLPOINTER value, SQLLEN room, SQLLEN* length) {
  return odbc::bindParameter(h, number, direction, cType, sqlType, size, digits, value, room, length);
}
SQLRETURN SQL_API SQLNumParams(SQLHSTMT h, SQLSMALLINT* out) { return odbc::parameterCount(h, out); }
SQLRETURN SQL_API SQLDescribeParam(SQLHSTMT h, SQLUSMALLINT number, SQLSMALLINT* type, SQLULEN* size, SQLSMALLINT* digits, SQLSMALLINT* nullable) {
  return odbc::describeParameter(h, number, type, size, digits, nullable);
}
SQLRETURN SQL_API SQLParamData(SQLHSTMT h, SQLPOINTER* value) { return odbc::parameterData(h, value); }
SQLRETURN SQL_API SQLPutData(SQLHSTMT h, SQLPOINTER data, SQLLEN length) { return odbc::putData(h, data, length); }

SQLRETURN SQL_API SQLBindCol(SQLHSTMT h, SQLUSMALLINT number, SQLSMALLINT cType, SQLPOINTER value, SQLLEN room, SQLLEN* length) {
  return odbc::bindColumn(h, number, cType, value, room, length);
}
SQLRETURN SQL_API SQLFetch(SQLHSTMT h) { return odbc::fetch(h); }
SQLRETURN SQL_API SQLFetchScroll(SQLHSTMT h, SQLSMALLINT orientation, SQLLEN offset) { return odbc::fetchScroll(h, orientation, offset); }
SQLRETURN SQL_API SQLExtendedFetch(SQLHSTMT h, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* count, SQLUSMALLINT* status) {
  return odbc::extendedFetch(h, orientation, offset, count, status);
}
SQLRETURN SQL_API SQLSetPos(SQLHSTMT h, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock) {
  return odbc::setPosition(h, row, operation, lock);
}
SQLRETURN SQL_API SQLGetData(SQLHSTMT h, SQLUSMALLINT number, SQLSMALLINT cType, SQLPOINTER value, SQLLEN room, SQLLEN* length) {
  return odbc::getData(h, number, cType, value, room, length);
}
SQLRETURN SQL_API SQLNumResultCols(SQLHSTMT h, SQLSMALLINT* out) { return odbc::columnCount(h, out); }
SQLRETURN SQL_API SQLDescribeColW(SQLHSTMT h, SQLUSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                                  SQLSMALLINT* type, SQLULEN* size, SQLSMALLINT* digits, SQLSMALLINT* nullable) {
  return odbc::describeColumn(h, number, name, room, nameLength, type, size, digits, nullable);
}
SQLRETURN SQL_API SQLColAttributeW(SQLHSTMT h, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text, SQLSMALLINT room,
                                   SQLSMALLINT* length, SQLLEN* value) {
  return odbc::columnAttribute(h, number, field, text, room, length, value);
}
SQLRETURN SQL_API SQLGetCursorNameW(SQLHSTMT h, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* length) {
  return odbc::cursorName(h, name, room, length);
}
SQLRETURN SQL_API SQLSetCursorNameW(SQLHSTMT h, SQLWCHAR* name, SQLSMALLINT length) { return odbc::setCursorName(h, name, length); }

}  // extern "C"
