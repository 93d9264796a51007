// SQLConnect, SQLDriverConnect, SQLDisconnect, SQLNativeSql.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/open-connection.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
SQLRETURN connectDsn(SQLHDBC raw, const SQLWCHAR* dsn, SQLSMALLINT dsnLength, const SQLWCHAR* user, SQLSMALLINT userLength,
                     const SQLWCHAR* password, SQLSMALLINT passwordLength) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) {
    conn::ConnectionString string;
    string.add("DSN", nameIn(dsn, dsnLength).value_or(std::string()));
    if (const auto name = nameIn(user, userLength); name && !name->empty()) string.add("UID", *name);
    if (const auto secret = nameIn(password, passwordLength); secret && !secret->empty()) string.add("PWD", *secret);
    openConnection(connection, string);
    return SQL_SUCCESS;
  });
}

SQLRETURN connectString(SQLHDBC raw, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength, SQLUSMALLINT completion) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) {
    const std::string text = nameIn(in, inLength).value_or(std::string());
    if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
    // There is no dialog here; with all that is needed given, none of the modes shows one.
    if (completion > SQL_DRIVER_COMPLETE_REQUIRED) throw OdbcError("HY110", "SQLDriverConnect has no such way to complete a connection string");
    openConnection(connection, conn::ConnectionString::parse(text));
    if (out != nullptr || outLength != nullptr) setIf(outLength, textOut(text, out, room, connection.diagnostics));
    return SQL_SUCCESS;
  });
}

SQLRETURN disconnect(SQLHDBC raw) noexcept {
  return guarded<Connection>(raw, [](Connection& connection) {
    connection.browsed.clear();
    connection.pool();
    connection.disconnect();
    return SQL_SUCCESS;
  });
}

SQLRETURN nativeSql(SQLHDBC raw, const SQLWCHAR* in, SQLINTEGER inLength, SQLWCHAR* out, SQLINTEGER room, SQLINTEGER* outLength) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) {
    connection.pool();
    const auto text = textIn(in, inLength);
    if (!text) throw OdbcError("HY009", "The statement is a null pointer");
    // The engine reads ODBC escapes itself, so a statement is native as it is.
    setIf(outLength, textOut(*text, out, room, connection.diagnostics));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
