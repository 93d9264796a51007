// SQLGetConnectAttr, SQLSetConnectAttr.
#include "odbc/api.h"
#include "odbc/attribute-value.h"
#include "odbc/guard.h"
#include "odbc/pool-reset.h"
#include "odbc/statement.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

constexpr const char* notSupported = "This attribute is not supported";

bool isOurCatalog(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name == "bitbucket" || name == "cdata";
}

// Of attributes with two values, 0 and 1.
SQLUINTEGER oneOfTwo(SQLULEN value) {
  if (value > 1) throw OdbcError("HY024", "The attribute has no such value");
  return static_cast<SQLUINTEGER>(value);
}

SQLUINTEGER isolationLevel(SQLULEN value) {
  for (const SQLUINTEGER level : {SQL_TXN_READ_UNCOMMITTED, SQL_TXN_READ_COMMITTED, SQL_TXN_REPEATABLE_READ, SQL_TXN_SERIALIZABLE}) {
    if (value == level) return level;
  }
  throw OdbcError("HY024", "There is no such isolation level");
}

void setAutocommit(Connection& connection, SQLULEN value) {
  if (value != SQL_AUTOCOMMIT_ON && value != SQL_AUTOCOMMIT_OFF) throw OdbcError("HY024", "Autocommit is on or off");
  connection.autocommit = static_cast<SQLUINTEGER>(value);
  if (value == SQL_AUTOCOMMIT_ON) connection.writes = 0;
}

// ODBC 2.x lets applications set what all statements of a connection begin with.
bool setStatementDefault(Connection& connection, SQLINTEGER attribute, SQLULEN value) noexcept {
  StatementAttributes& defaults = connection.settings.statementDefaults;
  switch (attribute) {
    case SQL_ATTR_QUERY_TIMEOUT: defaults.queryTimeout = value; return true;
    case SQL_ATTR_MAX_ROWS: defaults.maxRows = value; return true;
    case SQL_ATTR_MAX_LENGTH: defaults.maxLength = value; return true;
    case SQL_ATTR_NOSCAN: defaults.noScan = value; return true;
    case SQL_ATTR_RETRIEVE_DATA: defaults.retrieveData = value; return true;
    case SQL_ATTR_METADATA_ID: defaults.metadataId = value; return true;
    case SQL_ROWSET_SIZE: defaults.rowsetSize = value == 0 ? 1 : value; return true;
    // Of these there is one value only, which statements tell when they are set one by one.
    case SQL_ATTR_CURSOR_TYPE:
    case SQL_ATTR_CONCURRENCY:
    case SQL_ATTR_KEYSET_SIZE:
    case SQL_ATTR_SIMULATE_CURSOR:
    case SQL_ATTR_USE_BOOKMARKS: return true;
    default: return false;
  }
}

}  // namespace

SQLRETURN connectionAttribute(SQLHDBC raw, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) -> SQLRETURN {
    switch (attribute) {
      case SQL_ATTR_AUTOCOMMIT: return giveValue(value, length, connection.autocommit.load());
      case SQL_ATTR_ACCESS_MODE: return giveValue(value, length, connection.settings.accessMode);
      case SQL_ATTR_LOGIN_TIMEOUT: return giveValue(value, length, connection.settings.loginTimeout);
      case SQL_ATTR_CONNECTION_TIMEOUT: return giveValue(value, length, connection.settings.connectionTimeout);
      case SQL_ATTR_TXN_ISOLATION: return giveValue(value, length, connection.settings.isolation);
      case SQL_ATTR_METADATA_ID: return giveValue(value, length, connection.settings.metadataId);
      case SQL_ATTR_PACKET_SIZE: return giveValue(value, length, connection.settings.packetSize);
      case SQL_ATTR_ODBC_CURSORS: return giveValue(value, length, connection.settings.odbcCursors);
      case SQL_ATTR_QUIET_MODE: return giveValue(value, length, connection.settings.quietWindow);
      case SQL_ATTR_ASYNC_ENABLE: return giveValue(value, length, SQLULEN{SQL_ASYNC_ENABLE_OFF});
      case SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE: return giveValue(value, length, SQLULEN{SQL_ASYNC_DBC_ENABLE_OFF});
      case SQL_ATTR_AUTO_IPD: return giveValue(value, length, SQLUINTEGER{SQL_FALSE});
      case SQL_ATTR_CONNECTION_DEAD: {
        const bool dead = !connection.connected() || connection.channels->dead() || mustNotBePooled(connection, room, length);
        return giveValue(value, length, static_cast<SQLUINTEGER>(dead ? SQL_CD_TRUE : SQL_CD_FALSE));
      }
      case SQL_ATTR_CURRENT_CATALOG:
        setIf(length, textOutBytes(connection.catalog, value, room, connection.diagnostics));
        return SQL_SUCCESS;
      case SQL_ATTR_TRACE: return giveValue(value, length, SQLUINTEGER{SQL_OPT_TRACE_OFF});
      case SQL_ATTR_TRACEFILE:
      case SQL_ATTR_ENLIST_IN_DTC:
      case SQL_ATTR_TRANSLATE_LIB:
      case SQL_ATTR_TRANSLATE_OPTION: throw OdbcError("HYC00", notSupported);
      default: throw OdbcError("HY092", "Connections have no attribute with the number " + std::to_string(attribute));
    }
  });
}

SQLRETURN setConnectionAttribute(SQLHDBC raw, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) {
    const SQLULEN number = asNumber(value);
    switch (attribute) {
      case SQL_ATTR_AUTOCOMMIT: setAutocommit(connection, number); break;
      case SQL_ATTR_ACCESS_MODE: connection.settings.accessMode = oneOfTwo(number); break;
      case SQL_ATTR_LOGIN_TIMEOUT: connection.settings.loginTimeout = static_cast<SQLUINTEGER>(number); break;
      case SQL_ATTR_CONNECTION_TIMEOUT:
        connection.settings.connectionTimeout = static_cast<SQLUINTEGER>(number);
        if (connection.connected()) connection.channels->connectionTimeout = connection.settings.connectionTimeout;
        break;
      case SQL_ATTR_METADATA_ID:
        connection.settings.metadataId = oneOfTwo(number);
        setStatementDefault(connection, attribute, number);
        break;
      case SQL_ATTR_PACKET_SIZE: connection.settings.packetSize = static_cast<SQLUINTEGER>(number); break;
      case SQL_ATTR_ODBC_CURSORS: connection.settings.odbcCursors = static_cast<SQLUINTEGER>(number); break;
      case SQL_ATTR_QUIET_MODE: connection.settings.quietWindow = value; break;
      case SQL_ATTR_TXN_ISOLATION:
        // Without transactions no level makes a difference.
        connection.settings.isolation = isolationLevel(number);
        break;
      case SQL_ATTR_ASYNC_ENABLE:
      case SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE:
        static_assert(SQL_ASYNC_ENABLE_OFF == SQL_ASYNC_DBC_ENABLE_OFF);
        if (number != SQL_ASYNC_ENABLE_OFF) throw OdbcError("HYC00", "Calls are never asynchronous");
        break;
      case SQL_ATTR_CURRENT_CATALOG: {
        const std::string catalog = textInBytes(value, length);
        if (!isOurCatalog(catalog)) throw OdbcError("3D000", "There is no catalog '" + catalog + "'; the only one is Bitbucket");
        break;
      }
#ifdef SQL_ATTR_RESET_CONNECTION
      case SQL_ATTR_RESET_CONNECTION: resetForPool(connection); break;
#endif
      case SQL_ATTR_TRACE:
      case SQL_ATTR_TRACEFILE:
      case SQL_ATTR_ENLIST_IN_DTC:
      case SQL_ATTR_TRANSLATE_LIB:
      case SQL_ATTR_TRANSLATE_OPTION: throw OdbcError("HYC00", notSupported);
      case SQL_ATTR_AUTO_IPD:
      case SQL_ATTR_CONNECTION_DEAD: throw OdbcError("HY092", "The attribute is read only");
      default:
        if (setStatementDefault(connection, attribute, number)) break;
        throw OdbcError("HY092", "Connections have no attribute with the number " + std::to_string(attribute));
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
