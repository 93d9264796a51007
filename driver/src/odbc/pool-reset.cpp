#include "odbc/pool-reset.h"

#include "odbc/server-cursor.h"

namespace drawbridge::odbc {

void resetForPool(Connection& connection) {
  connection.closeCursors();
  connection.autocommit = SQL_AUTOCOMMIT_ON;
  connection.accessMode = SQL_MODE_READ_WRITE;
  connection.metadataId = SQL_FALSE;
  connection.isolation = 0;
  connection.quietWindow = nullptr;
  connection.connectionTimeout = 0;
  connection.writes = 0;
  connection.statementDefaults = {};
  ChannelPool& pool = connection.pool();
  pool.connectionTimeout = 0;
  pool.dropIdleSiblings();
  CancelSlot nobodyCancels;
  Request request;
  request.sql = "DISCARD ALL";
  request.timeout = connection.loginTimeout;
  ServerCursor cursor(pool, nobodyCancels, [](const wire::ServerReport&) {});
  cursor.start(request);
}

}  // namespace drawbridge::odbc
