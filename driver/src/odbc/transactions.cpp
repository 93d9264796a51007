// SQLEndTran. Bitbucket has no transactions: a rollback tells what it did not undo.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/server-cursor.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {
namespace {

void requireCompletion(SQLSMALLINT completion) {
  if (completion != SQL_COMMIT && completion != SQL_ROLLBACK) throw OdbcError("HY012", "Neither commit nor rollback");
}

// The driver begins no transactions, but an application may have sent BEGIN as a text. After an error in it nothing runs
// until it ends.
void endBegun(Connection& connection, SQLSMALLINT completion) {
  Request request;
  request.sql = completion == SQL_COMMIT ? "COMMIT" : "ROLLBACK";
  request.timeout = connection.settings.loginTimeout;
  // An engine that never calls one ended keeps nobody here.
  constexpr int most = 100;
  for (int ended = 0; ended < most; ended++) {
    CancelSlot nobodyCancels;
    ServerCursor cursor(connection.pool(), nobodyCancels, [](const wire::ServerReport&) {});
    if (!cursor.startInTransaction(request)) return;
  }
}

void endTransactionOf(Connection& connection, SQLSMALLINT completion, Diagnostics& diagnostics) {
  endBegun(connection, completion);
  const std::size_t writes = connection.writes.exchange(0);
  if (completion != SQL_ROLLBACK || writes == 0) return;
  diagnostics.warn("01000", "Bitbucket has no transactions: " + std::to_string(writes) +
                                " statement(s) that wrote since the last commit have taken effect and were not undone");
}

}  // namespace

SQLRETURN endTransaction(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) noexcept {
  if (kind == SQL_HANDLE_ENV) {
    return guarded<Environment>(handle, [&](Environment& environment) {
      requireCompletion(completion);
      for (Connection* connection : environment.connections) {
        const std::lock_guard<std::mutex> lock(connection->mutex);
        if (connection->connected()) endTransactionOf(*connection, completion, environment.diagnostics);
      }
      return SQL_SUCCESS;
    });
  }
  if (kind != SQL_HANDLE_DBC) return SQL_INVALID_HANDLE;
  return guarded<Connection>(handle, [&](Connection& connection) {
    requireCompletion(completion);
    connection.pool();
    endTransactionOf(connection, completion, connection.diagnostics);
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
