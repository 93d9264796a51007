#include "odbc/pool-reset.h"

#include "odbc/server-cursor.h"

namespace drawbridge::odbc {
namespace {

// With a pool switched on, and with what search_for_pool in unixODBC's SQLConnect.c passes on. An application that asks in
// the very same way learns of a changed connection that it is dead, and connects anew.
bool isPoolsQuestion(const Connection& connection, SQLINTEGER room, const SQLINTEGER* length) noexcept {
  return connection.managerPools && room == SQL_IS_INTEGER && length == nullptr;
}

bool isAsOpened(const Connection& connection) noexcept {
  return connection.settings == ConnectionSettings() && connection.autocommit == SQL_AUTOCOMMIT_ON && connection.writes == 0 &&
         !connection.hasChildren() && !connection.channels->sessionChanged;
}

}  // namespace

void resetForPool(Connection& connection) {
  connection.closeCursors();
  connection.settings = {};
  connection.autocommit = SQL_AUTOCOMMIT_ON;
  connection.writes = 0;
  ChannelPool& pool = connection.pool();
  pool.connectionTimeout = 0;
  pool.dropIdleSiblings();
  {
    CancelSlot nobodyCancels;
    Request request;
    request.sql = "DISCARD ALL";
    request.timeout = connection.settings.loginTimeout;
    ServerCursor cursor(pool, nobodyCancels, [](const wire::ServerReport&) {});
    cursor.start(request);
  }
  pool.sessionChanged = false;
}

bool mustNotBePooled(const Connection& connection, SQLINTEGER room, const SQLINTEGER* length) noexcept {
  return isPoolsQuestion(connection, room, length) && !isAsOpened(connection);
}

}  // namespace drawbridge::odbc
