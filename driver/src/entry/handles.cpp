#include "entry/odbc-headers.h"

using namespace drawbridge;

extern "C" {

SQLRETURN SQL_API SQLAllocHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* out) { return odbc::allocateHandle(kind, parent, out); }
SQLRETURN SQL_API SQLFreeHandle(SQLSMALLINT kind, SQLHANDLE handle) { return odbc::freeHandle(kind, handle); }
SQLRETURN SQL_API SQLFreeStmt(SQLHSTMT statement, SQLUSMALLINT option) { return odbc::freeStatement(statement, option); }

SQLRETURN SQL_API SQLGetEnvAttr(SQLHENV h, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) {
  return odbc::environmentAttribute(h, attribute, value, room, length);
}
SQLRETURN SQL_API SQLSetEnvAttr(SQLHENV h, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
  return odbc::setEnvironmentAttribute(h, attribute, value, length);
}
SQLRETURN SQL_API SQLGetConnectAttrW(SQLHDBC h, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) {
  return odbc::connectionAttribute(h, attribute, value, room, length);
}
SQLRETURN SQL_API SQLSetConnectAttrW(SQLHDBC h, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
  return odbc::setConnectionAttribute(h, attribute, value, length);
}
SQLRETURN SQL_API SQLGetStmtAttrW(SQLHSTMT h, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) {
  return odbc::statementAttribute(h, attribute, value, room, length);
}
SQLRETURN SQL_API SQLSetStmtAttrW(SQLHSTMT h, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
  return odbc::setStatementAttribute(h, attribute, value, length);
}

SQLRETURN SQL_API SQLGetDiagRecW(SQLSMALLINT kind, SQLHANDLE h, SQLSMALLINT number, SQLWCHAR* state, SQLINTEGER* native,
                                 SQLWCHAR* message, SQLSMALLINT room, SQLSMALLINT* length) {
  return odbc::diagnosticRecord(kind, h, number, state, native, message, room, length);
}
SQLRETURN SQL_API SQLGetDiagFieldW(SQLSMALLINT kind, SQLHANDLE h, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                                   SQLSMALLINT room, SQLSMALLINT* length) {
  return odbc::diagnosticField(kind, h, number, field, value, room, length);
}

SQLRETURN SQL_API SQLGetDescFieldW(SQLHDESC h, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) {
  return odbc::descriptorField(h, number, field, value, room, length);
}
SQLRETURN SQL_API SQLSetDescFieldW(SQLHDESC h, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER length) {
  return odbc::setDescriptorField(h, number, field, value, length);
}
SQLRETURN SQL_API SQLGetDescRecW(SQLHDESC h, SQLSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                                 SQLSMALLINT* type, SQLSMALLINT* subtype, SQLLEN* length, SQLSMALLINT* precision,
                                 SQLSMALLINT* scale, SQLSMALLINT* nullable) {
  return odbc::descriptorRecord(h, number, name, room, nameLength, type, subtype, length, precision, scale, nullable);
}
SQLRETURN SQL_API SQLSetDescRec(SQLHDESC h, SQLSMALLINT number, SQLSMALLINT type, SQLSMALLINT subtype, SQLLEN length,
                                SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data, SQLLEN* octetLength, SQLLEN* indicator) {
  return odbc::setDescriptorRecord(h, number, type, subtype, length, precision, scale, data, octetLength, indicator);
}
SQLRETURN SQL_API SQLCopyDesc(SQLHDESC source, SQLHDESC target) { return odbc::copyDescriptor(source, target); }

}  // extern "C"
