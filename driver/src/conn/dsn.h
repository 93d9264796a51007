// What the driver itself needs from the driver manager's ini files. The engine reads the rest.
#pragma once

#include <string>

namespace drawbridge::conn {

// The DSN's `RunDir`; empty when it has none.
std::string dsnRunFolder(const std::string& dsn);

// Whether unixODBC pools connections: it reads this when an application makes its first environment. Never on Windows,
// whose driver manager asks for a reset by itself, nor with iODBC, which has no pool.
bool managerPools();

}  // namespace drawbridge::conn
