#include "odbc/engine-search.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>

#include "conn/dsn.h"
#include "conn/endpoint.h"

namespace drawbridge::odbc {
namespace {

constexpr const char* howToStart = "Start the engine with \"drawbridge host\" or \"npm start\", and connect again.";

std::string systemUser() {
  passwd entry{};
  passwd* found = nullptr;
  char buffer[4096];
  if (getpwuid_r(getuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr) return found->pw_name;
  return std::to_string(getuid());
}

wire::Startup makeStartup(const conn::ConnectionString& string, const conn::Endpoint& endpoint) {
  wire::Startup startup;
  startup.address.socketPath = endpoint.socket;
  startup.user = string.value("UID").value_or(std::string());
  if (startup.user.empty()) startup.user = systemUser();
  startup.parameters = {
      {"user", startup.user},
      {"database", string.textWithout({"Driver"})},
      {"client_encoding", "UTF8"},
      {"application_name", program_invocation_short_name},
      {"drawbridge_protocol", "1"},
  };
  return startup;
}

// What was tried, for the message when nothing answers.
struct Attempts {
  std::string text;
  void add(const std::string& line) { text += (text.empty() ? "" : "; ") + line; }
};

}  // namespace

EngineChannel findEngine(const conn::ConnectionString& string, SQLUINTEGER loginTimeout) {
  transport::Deadline deadline;
  if (loginTimeout > 0) deadline = transport::after(std::chrono::seconds(loginTimeout));
  const std::string dsn = string.value("DSN").value_or(std::string());
  const std::string fromDsn = dsn.empty() ? std::string() : conn::dsnRunFolder(dsn);
  Attempts attempts;
  for (const conn::RunFolder& folder : conn::runFolders(string.value("RunDir").value_or(std::string()), fromDsn)) {
    const conn::EndpointFile file = conn::readEndpoint(folder.path);
    if (!file.exists) {
      attempts.add("no engine has written " + folder.path + "/endpoint.json");
      continue;
    }
    if (!file.problem.empty()) throw OdbcError("08001", file.problem);
    EngineChannel found{makeStartup(string, file.endpoint), nullptr};
    try {
      found.channel = wire::Channel::open(found.startup, deadline);
      return found;
    } catch (const wire::ServerError& e) {
      throw serverFailure(e.report(), Phase::connecting);
    } catch (const transport::TransportTimeout&) {
      throw OdbcError("HYT00", "The engine at " + file.endpoint.socket + " did not answer within the login timeout of " +
                                   std::to_string(loginTimeout) + " s");
    } catch (const transport::TransportError& e) {
      attempts.add(file.endpoint.socket + ": " + e.what());
    } catch (const wire::ProtocolError& e) {
      throw OdbcError("08001", "What listens at " + file.endpoint.socket + " is no Drawbridge engine that this driver understands: " + e.what());
    }
  }
  throw OdbcError("08001", "The Drawbridge engine does not answer (" + attempts.text + "). " + howToStart);
}

}  // namespace drawbridge::odbc
