#include "odbc/open-connection.h"

#include "conn/dsn.h"
#include "odbc/engine-search.h"
#include "odbc/odbc-error.h"
#include "odbc/server-state.h"

namespace drawbridge::odbc {

void openConnection(Connection& connection, const conn::ConnectionString& string) {
  if (connection.connected()) throw OdbcError("08002", "The connection is already open");
  EngineChannel found = findEngine(string, connection.settings.loginTimeout);
  connection.dataSource = string.value("DSN").value_or(std::string());
  connection.user = found.startup.user;
  connection.managerPools = conn::managerPools();
  connection.serverVersion = found.channel->parameter("drawbridge_version");
  for (const wire::ServerReport& notice : found.channel->startupNotices()) connection.diagnostics.warn(noticeRecord(notice));
  connection.channels = std::make_unique<ChannelPool>(std::move(found.startup), std::move(found.channel), connection.settings.loginTimeout);
  connection.channels->connectionTimeout = connection.settings.connectionTimeout;
}

}  // namespace drawbridge::odbc
