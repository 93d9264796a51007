// SQLDriverConnect where the application allows a dialog: the administrator is opened at the data source when connecting
// failed for what is mended there. It is a program of its own that outlives the call, so there is nothing to wait for.
#include "conn/connection-string.h"
#include "odbc/api.h"
#include "odbc/connection.h"
#include "odbc/text-argument.h"
#include "setup/administrator.h"

namespace drawbridge::odbc {
namespace {

constexpr const char* opened = " The Drawbridge administrator opens at this data source; connect again when it is ready there.";

// Nobody answers or no such data source; credentials are missing or refused.
bool isMendedThere(const std::string& state) { return state == "08001" || state == "28000"; }

}  // namespace

SQLRETURN connectAsking(SQLHDBC raw, SQLHWND window, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength, SQLUSMALLINT completion) noexcept {
  const SQLRETURN result = connectString(raw, in, inLength, out, room, outLength, completion);
  if (result != SQL_ERROR || window == nullptr || completion == SQL_DRIVER_NOPROMPT) return result;
  try {
    auto* connection = handleCast<Connection>(raw);
    const std::lock_guard<std::mutex> lock(connection->mutex);
    std::vector<DiagnosticRecord> records = connection->diagnostics.records();
    if (records.empty() || !isMendedThere(records.front().state)) return result;
    const auto string = conn::ConnectionString::parse(nameIn(in, inLength).value_or(std::string()));
    if (!setup::openAdministrator(string.value("DSN").value_or(std::string()))) return result;
    records.front().message += opened;
    connection->diagnostics.clear();
    for (DiagnosticRecord& record : records) connection->diagnostics.error(std::move(record));
    connection->diagnostics.returnCode = result;
  } catch (const std::exception&) {
    // The failure has its record already.
  }
  return result;
}

}  // namespace drawbridge::odbc
