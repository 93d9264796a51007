#include "entry/odbc-headers.h"

using namespace drawbridge;

extern "C" {

SQLRETURN SQL_API SQLConnectW(SQLHDBC h, SQLWCHAR* dsn, SQLSMALLINT dsnLength, SQLWCHAR* user, SQLSMALLINT userLength,
                              SQLWCHAR* password, SQLSMALLINT passwordLength) {
  return odbc::connectDsn(h, dsn, dsnLength, user, userLength, password, passwordLength);
}
SQLRETURN SQL_API SQLDriverConnectW(SQLHDBC h, SQLHWND window, SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                                    SQLSMALLINT* outLength, SQLUSMALLINT completion) {
  return odbc::connectAsking(h, window, in, inLength, out, room, outLength, completion);
}
SQLRETURN SQL_API SQLBrowseConnectW(SQLHDBC h, SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room, SQLSMALLINT* outLength) {
  return odbc::browseConnect(h, in, inLength, out, room, outLength);
}
SQLRETURN SQL_API SQLDisconnect(SQLHDBC h) { return odbc::disconnect(h); }
SQLRETURN SQL_API SQLEndTran(SQLSMALLINT kind, SQLHANDLE h, SQLSMALLINT completion) { return odbc::endTransaction(kind, h, completion); }
SQLRETURN SQL_API SQLNativeSqlW(SQLHDBC h, SQLWCHAR* in, SQLINTEGER inLength, SQLWCHAR* out, SQLINTEGER room, SQLINTEGER* outLength) {
  return odbc::nativeSql(h, in, inLength, out, room, outLength);
}
SQLRETURN SQL_API SQLGetInfoW(SQLHDBC h, SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT room, SQLSMALLINT* length) {
  return odbc::info(h, type, value, room, length);
}
SQLRETURN SQL_API SQLGetFunctions(SQLHDBC h, SQLUSMALLINT function, SQLUSMALLINT* supported) {
  return odbc::functions(h, function, supported);
}

}  // extern "C"
