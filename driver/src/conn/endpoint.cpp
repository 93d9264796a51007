#include "conn/endpoint.h"

#include "conn/json.h"
#include "conn/named-server.h"
#include "conn/system.h"

namespace drawbridge::conn {
namespace {

#if defined(_WIN32)

constexpr char separator = '\\';

std::string localApplicationData() {
  if (const std::string local = environment("LOCALAPPDATA"); !local.empty()) return local;
  const std::string profile = environment("USERPROFILE");
  return profile.empty() ? profile : profile + "\\AppData\\Local";
}

std::string userRunFolder() {
  if (const std::string data = environment("DRAWBRIDGE_DATA_DIR"); !data.empty()) return data + "\\run";
  const std::string local = localApplicationData();
  return local.empty() ? local : local + "\\Drawbridge\\run";
}

std::string serviceRunFolder() {
  const std::string shared = environment("ProgramData");
  return (shared.empty() ? "C:\\ProgramData" : shared) + "\\Drawbridge\\run";
}

#else

constexpr char separator = '/';

std::string userRunFolder() {
  if (const std::string data = environment("DRAWBRIDGE_DATA_DIR"); !data.empty()) return data + "/run";
  if (const std::string runtime = environment("XDG_RUNTIME_DIR"); !runtime.empty()) return runtime + "/drawbridge";
  if (const std::string data = environment("XDG_DATA_HOME"); !data.empty()) return data + "/drawbridge/run";
  if (const std::string home = environment("HOME"); !home.empty()) return home + "/.local/share/drawbridge/run";
  return {};
}

std::string serviceRunFolder() { return "/run/drawbridge"; }

#endif

}  // namespace

std::vector<RunFolder> runFolders(const std::string& fromString, const std::string& fromDsn) {
  if (!fromString.empty()) return {{fromString, true}};
  if (!fromDsn.empty()) return {{fromDsn, true}};
  if (const std::string named = environment("DRAWBRIDGE_RUN_DIR"); !named.empty()) return {{named, true}};
  std::vector<RunFolder> folders;
  if (const std::string own = userRunFolder(); !own.empty()) folders.push_back({own, false});
  folders.push_back({serviceRunFolder(), false});
  return folders;
}

std::string endpointPath(const std::string& folder) { return folder + separator + "endpoint.json"; }

EndpointFile readEndpoint(const std::string& folder) {
  EndpointFile result;
  const std::string path = endpointPath(folder);
  const auto text = readSmallFile(path);
  if (!text) return result;
  result.exists = true;
  const auto members = readFlatJson(*text);
  if (!members) {
    result.problem = path + " is not valid JSON";
    return result;
  }
  const auto member = [&](const char* name) {
    const auto found = members->find(name);
    return found == members->end() || found->second == "null" ? std::string() : found->second;
  };
  if (member("protocol") != "1") {
    result.problem = path + " belongs to an engine with protocol version '" + member("protocol") +
                     "'; this driver speaks version 1. Install driver and engine of the same release.";
    return result;
  }
  auto& addresses = result.endpoint.addresses;
#if defined(_WIN32)
  if (std::string pipe = member("pipe"); !pipe.empty()) addresses.push_back(transport::Address::namedPipe(std::move(pipe)));
#else
  if (std::string socket = member("socket"); !socket.empty()) addresses.push_back(transport::Address::unixSocket(std::move(socket)));
#endif
  if (const auto port = portNumber(member("tcp.port"))) addresses.push_back(transport::Address::tcp(member("tcp.host"), *port));
  result.endpoint.password = member("password");
  if (addresses.empty()) result.problem = path + " names no place where this driver could reach the engine";
  return result;
}

}  // namespace drawbridge::conn
