#include "conn/endpoint.h"

#include <cstdlib>
#include <fstream>

#include "conn/json.h"

namespace drawbridge::conn {
namespace {

constexpr std::size_t largestFile = 64 * 1024;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string userRunFolder() {
  if (const std::string data = environment("DRAWBRIDGE_DATA_DIR"); !data.empty()) return data + "/run";
  if (const std::string runtime = environment("XDG_RUNTIME_DIR"); !runtime.empty()) return runtime + "/drawbridge";
  if (const std::string data = environment("XDG_DATA_HOME"); !data.empty()) return data + "/drawbridge/run";
  if (const std::string home = environment("HOME"); !home.empty()) return home + "/.local/share/drawbridge/run";
  return {};
}

}  // namespace

std::vector<RunFolder> runFolders(const std::string& fromString, const std::string& fromDsn) {
  if (!fromString.empty()) return {{fromString, true}};
  if (!fromDsn.empty()) return {{fromDsn, true}};
  if (const std::string named = environment("DRAWBRIDGE_RUN_DIR"); !named.empty()) return {{named, true}};
  std::vector<RunFolder> folders;
  if (const std::string own = userRunFolder(); !own.empty()) folders.push_back({own, false});
  folders.push_back({"/run/drawbridge", false});
  return folders;
}

EndpointFile readEndpoint(const std::string& folder) {
  EndpointFile result;
  const std::string path = folder + "/endpoint.json";
  std::ifstream file(path, std::ios::binary);
  if (!file) return result;
  result.exists = true;
  std::string text(largestFile, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  const auto members = readFlatJson(text);
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
  result.endpoint = {member("socket")};
  if (result.endpoint.socket.empty()) result.problem = path + " names no socket";
  return result;
}

}  // namespace drawbridge::conn
