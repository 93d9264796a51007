// What the driver asks the operating system about its surroundings. All texts are UTF-8.
#pragma once

#include <optional>
#include <string>

namespace drawbridge::conn {

// A variable of the environment; empty when it is not set.
std::string environment(const char* name);

// The account's name.
std::string userName();

// The application's name, as a process list shows it.
std::string programName();

// A file's content, at most 64 KiB of it; nothing when it cannot be read.
std::optional<std::string> readSmallFile(const std::string& path);

}  // namespace drawbridge::conn
