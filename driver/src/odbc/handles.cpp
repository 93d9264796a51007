// SQLAllocHandle, SQLFreeHandle, SQLFreeStmt.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {
namespace {

SQLRETURN allocateEnvironment(SQLHANDLE* out) noexcept {
  auto* environment = new (std::nothrow) Environment();
  *out = static_cast<Handle*>(environment);
  return environment == nullptr ? SQL_ERROR : SQL_SUCCESS;
}

SQLRETURN allocateConnection(SQLHANDLE parent, SQLHANDLE* out) noexcept {
  return guarded<Environment>(parent, [&](Environment& environment) {
    auto* connection = new Connection(environment);
    environment.connections.insert(connection);
    *out = static_cast<Handle*>(connection);
    return SQL_SUCCESS;
  });
}

// A statement or descriptor is removed under its connection's lock, and not while another call uses it.
template <typename T, typename Remove>
SQLRETURN freeChild(SQLHANDLE raw, Remove&& remove) noexcept {
  T* child = handleCast<T>(raw);
  if (child == nullptr) return SQL_INVALID_HANDLE;
  const std::lock_guard<std::mutex> lock(child->connection.mutex);
  {
    const std::lock_guard<std::mutex> unused(child->mutex);
    if (!child->is(T::handleKind)) return SQL_INVALID_HANDLE;
    child->retire();
  }
  remove(*child);
  return SQL_SUCCESS;
}

SQLRETURN freeEnvironment(SQLHANDLE raw) noexcept {
  auto* environment = handleCast<Environment>(raw);
  if (environment == nullptr) return SQL_INVALID_HANDLE;
  {
    const std::lock_guard<std::mutex> lock(environment->mutex);
    environment->diagnostics.clear();
    if (!environment->connections.empty()) {
      environment->diagnostics.error({"HY010", "The environment still has connections"});
      return SQL_ERROR;
    }
  }
  delete environment;
  return SQL_SUCCESS;
}

SQLRETURN freeConnection(SQLHANDLE raw) noexcept {
  auto* connection = handleCast<Connection>(raw);
  if (connection == nullptr) return SQL_INVALID_HANDLE;
  {
    const std::lock_guard<std::mutex> environmentLock(connection->environment.mutex);
    const std::lock_guard<std::mutex> lock(connection->mutex);
    connection->diagnostics.clear();
    if (connection->connected()) {
      connection->diagnostics.error({"HY010", "The connection is still open; call SQLDisconnect first"});
      return SQL_ERROR;
    }
    connection->environment.connections.erase(connection);
  }
  delete connection;
  return SQL_SUCCESS;
}

}  // namespace

SQLRETURN allocateHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* out) noexcept {
  if (out == nullptr) return SQL_ERROR;
  *out = SQL_NULL_HANDLE;
  switch (kind) {
    case SQL_HANDLE_ENV: return allocateEnvironment(out);
    case SQL_HANDLE_DBC: return allocateConnection(parent, out);
    case SQL_HANDLE_STMT:
      return guarded<Connection>(parent, [&](Connection& connection) {
        connection.pool();
        *out = static_cast<Handle*>(connection.addStatement());
        return SQL_SUCCESS;
      });
    case SQL_HANDLE_DESC:
      return guarded<Connection>(parent, [&](Connection& connection) {
        connection.pool();
        *out = static_cast<Handle*>(connection.addDescriptor());
        return SQL_SUCCESS;
      });
    default: return SQL_ERROR;
  }
}

SQLRETURN freeHandle(SQLSMALLINT kind, SQLHANDLE handle) noexcept {
  switch (kind) {
    case SQL_HANDLE_ENV: return freeEnvironment(handle);
    case SQL_HANDLE_DBC: return freeConnection(handle);
    case SQL_HANDLE_STMT:
      return freeChild<Statement>(handle, [](Statement& s) { s.connection.removeStatement(&s); });
    case SQL_HANDLE_DESC: {
      auto* descriptor = handleCast<Descriptor>(handle);
      if (descriptor != nullptr && descriptor->role != DescriptorRole::free) {
        return guarded<Descriptor>(handle, [](Descriptor&) -> SQLRETURN {
          throw OdbcError("HY017", "A descriptor that came with its statement goes with it");
        });
      }
      return freeChild<Descriptor>(handle, [](Descriptor& d) { d.connection.removeDescriptor(&d); });
    }
    default: return SQL_ERROR;
  }
}

SQLRETURN freeStatement(SQLHSTMT raw, SQLUSMALLINT option) noexcept {
  if (option == SQL_DROP) return freeHandle(SQL_HANDLE_STMT, raw);
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::free);
    switch (option) {
      case SQL_CLOSE: statement.closeCursor(); break;
      case SQL_UNBIND:
        statement.row->records.clear();
        statement.row->version++;
        break;
      case SQL_RESET_PARAMS: statement.parameter->records.clear(); break;
      default: throw OdbcError("HY092", "SQLFreeStmt knows no such option");
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
