// Opening the administrator's window at a data source: what a driver's own dialogs are for elsewhere.
#pragma once

#include <string>

namespace drawbridge::setup {

// Starts the program that was installed together with the driver, which brings a window that is open to the front.
// `dsn` empty: a new data source. False where there is no such program; on Linux and macOS, whose applications give a
// driver no window to ask in, always.
bool openAdministrator(const std::string& dsn) noexcept;

}  // namespace drawbridge::setup
