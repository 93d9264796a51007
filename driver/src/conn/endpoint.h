// Where the engine is: the search for endpoint.json in the run folders, and its content.
#pragma once

#include <string>
#include <vector>

#include "transport/transport.h"

namespace drawbridge::conn {

struct Endpoint {
  // In the order in which to try them: the Unix socket or named pipe, then TCP. Not empty.
  std::vector<transport::Address> addresses;
  // What the engine asks for, except on a Unix socket.
  std::string password;
};

struct RunFolder {
  std::string path;
  // Named by the user: when it holds no engine, no other folder is tried.
  bool decisive = false;
};

// In the order in which to look. `fromString` and `fromDsn` are empty where nothing was given.
std::vector<RunFolder> runFolders(const std::string& fromString, const std::string& fromDsn);

// The path of a run folder's endpoint.json.
std::string endpointPath(const std::string& folder);

// What a run folder's endpoint.json says; `problem` is empty when it could be read.
struct EndpointFile {
  Endpoint endpoint;
  bool exists = false;
  std::string problem;
};
EndpointFile readEndpoint(const std::string& folder);

}  // namespace drawbridge::conn
