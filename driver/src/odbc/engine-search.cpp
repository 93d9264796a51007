#include "odbc/engine-search.h"

#include "conn/dsn.h"
#include "conn/endpoint.h"
#include "conn/named-server.h"
#include "conn/system.h"

namespace drawbridge::odbc {
namespace {

constexpr const char* howToStart = "Start the engine with \"drawbridge host\" or \"npm start\", and connect again.";

// `withheld`: a keyword that is meant for the driver alone.
wire::Startup makeStartup(const conn::ConnectionString& string, const char* withheld = "") {
  wire::Startup startup;
  startup.user = string.value("UID").value_or(std::string());
  if (startup.user.empty()) startup.user = conn::userName();
  startup.parameters = {
      {"user", startup.user},
      {"database", string.textWithout({"Driver", withheld})},
      {"client_encoding", "UTF8"},
      {"application_name", conn::programName()},
      {"drawbridge_protocol", "1"},
  };
  return startup;
}

// What was tried, for the message when nothing answers.
struct Attempts {
  std::string text;
  void add(const std::string& line) { text += (text.empty() ? "" : "; ") + line; }
};

class Search {
 public:
  Search(const conn::ConnectionString& string, SQLUINTEGER loginTimeout) : string_(string), loginTimeout_(loginTimeout) {
    if (loginTimeout > 0) deadline_ = transport::after(std::chrono::seconds(loginTimeout));
  }

  EngineChannel run() {
    const std::string dsn = string_.value("DSN").value_or(std::string());
    const std::string fromDsn = dsn.empty() ? std::string() : conn::dsnRunFolder(dsn);
    const auto folders = conn::runFolders(string_.value("RunDir").value_or(std::string()), fromDsn);
    if (const auto server = conn::namedServer(string_)) return ask(*server, folders);
    for (const conn::RunFolder& folder : folders) {
      const conn::EndpointFile file = conn::readEndpoint(folder.path);
      if (!file.exists) {
        attempts_.add("no engine has written " + conn::endpointPath(folder.path));
        continue;
      }
      if (!file.problem.empty()) throw OdbcError("08001", file.problem);
      for (const transport::Address& address : file.endpoint.addresses) {
        if (auto channel = tryOpen(startup_, address, file.endpoint.password)) return {startup_, std::move(channel)};
      }
    }
    nobody();
  }

 private:
  // Server and Port name the engine: its password is the one of its endpoint.json where that can be read, else PWD.
  EngineChannel ask(const transport::Address& server, const std::vector<conn::RunFolder>& folders) {
    for (const conn::RunFolder& folder : folders) {
      const conn::EndpointFile file = conn::readEndpoint(folder.path);
      for (const transport::Address& address : file.endpoint.addresses) {
        if (address.text() != server.text()) continue;
        if (auto channel = tryOpen(startup_, address, file.endpoint.password)) return {startup_, std::move(channel)};
        nobody();
      }
    }
    startup_ = makeStartup(string_, "PWD");
    if (auto channel = tryOpen(startup_, server, string_.value("PWD").value_or(std::string()))) return {startup_, std::move(channel)};
    nobody();
  }

  // Null when nobody listens there.
  std::unique_ptr<wire::Channel> tryOpen(wire::Startup& startup, const transport::Address& address, const std::string& password) {
    startup.address = address;
    startup.password = password;
    try {
      return wire::Channel::open(startup, deadline_);
    } catch (const wire::ServerError& e) {
      throw serverFailure(e.report(), Phase::connecting);
    } catch (const transport::TransportTimeout&) {
      throw OdbcError("HYT00", "The engine at " + address.text() + " did not answer within the login timeout of " +
                                   std::to_string(loginTimeout_) + " s");
    } catch (const transport::TransportError& e) {
      attempts_.add(address.text() + ": " + e.what());
    } catch (const wire::ProtocolError& e) {
      throw OdbcError("08001", "What listens at " + address.text() + " is no Drawbridge engine that this driver understands: " + e.what());
    }
    return nullptr;
  }

  [[noreturn]] void nobody() const {
    throw OdbcError("08001", "The Drawbridge engine does not answer (" + attempts_.text + "). " + howToStart);
  }

  const conn::ConnectionString& string_;
  SQLUINTEGER loginTimeout_;
  transport::Deadline deadline_;
  wire::Startup startup_ = makeStartup(string_);
  Attempts attempts_;
};

}  // namespace

EngineChannel findEngine(const conn::ConnectionString& string, SQLUINTEGER loginTimeout) { return Search(string, loginTimeout).run(); }

}  // namespace drawbridge::odbc
