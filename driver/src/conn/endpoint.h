// Where the engine is: the search for endpoint.json in the run folders, and its content.
#pragma once

#include <string>
#include <vector>

namespace drawbridge::conn {

struct Endpoint {
  std::string socket;
};

struct RunFolder {
  std::string path;
  // Named by the user: when it holds no engine, no other folder is tried.
  bool decisive = false;
};

// In the order in which to look. `fromString` and `fromDsn` are empty where nothing was given.
std::vector<RunFolder> runFolders(const std::string& fromString, const std::string& fromDsn);

// What a run folder's endpoint.json says; `problem` is empty when it could be read.
struct EndpointFile {
  Endpoint endpoint;
  bool exists = false;
  std::string problem;
};
EndpointFile readEndpoint(const std::string& folder);

}  // namespace drawbridge::conn
