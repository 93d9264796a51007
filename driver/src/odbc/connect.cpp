// SQLConnect, SQLDriverConnect, SQLDisconnect, SQLEndTran, SQLNativeSql.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/engine-search.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

void open(Connection& connection, const conn::ConnectionString& string) {
  if (connection.connected()) throw OdbcError("08002", "The connection is already open");
  EngineChannel found = findEngine(string, connection.loginTimeout);
  connection.dataSource = string.value("DSN").value_or(std::string());
  connection.user = found.startup.user;
  connection.serverVersion = found.channel->parameter("drawbridge_version");
  for (const wire::ServerReport& notice : found.channel->startupNotices()) connection.diagnostics.warn(noticeRecord(notice));
  connection.channels = std::make_unique<ChannelPool>(std::move(found.startup), std::move(found.channel), connection.loginTimeout);
  connection.channels->connectionTimeout = connection.connectionTimeout;
}

void endTransactionOf(Connection& connection, SQLSMALLINT completion) {
  connection.pool();
  const std::size_t writes = connection.writes.exchange(0);
  if (completion != SQL_ROLLBACK || writes == 0) return;
  connection.diagnostics.warn("01000", "Bitbucket has no transactions: " + std::to_string(writes) +
                                           " statement(s) that wrote since the last commit have taken effect and were not undone");
}

}  // namespace

SQLRETURN connectDsn(SQLHDBC raw, const SQLWCHAR* dsn, SQLSMALLINT dsnLength, const SQLWCHAR* user, SQLSMALLINT userLength,
                     const SQLWCHAR* password, SQLSMALLINT passwordLength) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) {
    conn::ConnectionString string;
    string.add("DSN", textIn(dsn, dsnLength).value_or(std::string()));
    if (const auto name = textIn(user, userLength); name && !name->empty()) string.add("UID", *name);
    if (const auto secret = textIn(password, passwordLength); secret && !secret->empty()) string.add("PWD", *secret);
    open(connection, string);
    return SQL_SUCCESS;
  });
}

SQLRETURN connectString(SQLHDBC raw, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength, SQLUSMALLINT completion) noexcept {
  (void)completion;  // There is no dialog here; with all that is needed given, none of the modes shows one.
  return guarded<Connection>(raw, [&](Connection& connection) {
    const std::string text = textIn(in, inLength).value_or(std::string());
    if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
    open(connection, conn::ConnectionString::parse(text));
    if (out != nullptr || outLength != nullptr) setIf(outLength, textOut(text, out, room, connection.diagnostics));
    return SQL_SUCCESS;
  });
}

SQLRETURN disconnect(SQLHDBC raw) noexcept {
  return guarded<Connection>(raw, [](Connection& connection) {
    connection.pool();
    connection.disconnect();
    return SQL_SUCCESS;
  });
}

SQLRETURN endTransaction(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) noexcept {
  const auto check = [&] {
    if (completion != SQL_COMMIT && completion != SQL_ROLLBACK) throw OdbcError("HY012", "Neither commit nor rollback");
  };
  if (kind == SQL_HANDLE_ENV) {
    return guarded<Environment>(handle, [&](Environment&) {
      check();
      return SQL_SUCCESS;
    });
  }
  return guarded<Connection>(handle, [&](Connection& connection) {
    check();
    endTransactionOf(connection, completion);
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
