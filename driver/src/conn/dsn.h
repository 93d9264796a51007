// What the driver itself needs from a DSN in the driver manager's ini files. The engine reads the rest.
#pragma once

#include <string>

namespace drawbridge::conn {

// The DSN's `RunDir`; empty when it has none.
std::string dsnRunFolder(const std::string& dsn);

}  // namespace drawbridge::conn
