// From the engine's reports to the records that an ODBC application understands.
#pragma once

#include "odbc/diagnostics.h"
#include "odbc/odbc-error.h"
#include "wire/server-error.h"

namespace drawbridge::odbc {

// When the report came: the same SQLSTATE means different things while connecting.
enum class Phase { connecting, running };

// SQLSTATEs of ODBC where PostgreSQL's differ.
std::string odbcState(const std::string& serverState, Phase phase);

// The sentence with detail, position and hint, since applications show nothing else.
std::string fullMessage(const wire::ServerReport& report);

OdbcError serverFailure(const wire::ServerReport& report, Phase phase);
DiagnosticRecord noticeRecord(const wire::ServerReport& report);

}  // namespace drawbridge::odbc
