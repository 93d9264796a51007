// SQLBrowseConnect: asks for what a connection without a data source needs, then opens it.
#include "odbc/api.h"
#include "odbc/guard.h"
#include "odbc/open-connection.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

// With any of these the engine knows what to connect to, or says in words what is missing.
constexpr std::string_view places[] = {"DSN", "DSNFile", "FILEDSN", "Workspace", "ApiURL"};

constexpr const char* questions =
    "Workspace:Workspace=?;*AuthScheme:Sign in with={OAuth,OAuthClient,APIToken,AccessToken};*Schema:Default schema=?;"
    "*UID:Email address or OAuth client=?;*PWD:API token, access token or OAuth client secret=?";

bool namesPlace(const conn::ConnectionString& string) {
  for (const std::string_view keyword : places) {
    if (string.has(keyword)) return true;
  }
  return false;
}

}  // namespace

SQLRETURN browseConnect(SQLHDBC raw, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength) noexcept {
  return guarded<Connection>(raw, [&](Connection& connection) -> SQLRETURN {
    if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
    if (connection.connected()) throw OdbcError("08002", "The connection is already open");
    const std::string answer = nameIn(in, inLength).value_or(std::string());
    // The first of equal keywords wins, so what comes last stands first.
    std::string text = answer + (answer.empty() || connection.browsed.empty() ? "" : ";") + connection.browsed;
    const auto string = conn::ConnectionString::parse(text);
    if (!namesPlace(string)) {
      connection.browsed = std::move(text);
      setIf(outLength, textOut(questions, out, room, connection.diagnostics));
      return SQL_NEED_DATA;
    }
    connection.browsed.clear();
    openConnection(connection, string);
    setIf(outLength, textOut(text, out, room, connection.diagnostics));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
