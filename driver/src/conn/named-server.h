// An engine that the connection string names by `Server` and `Port`: one that listens over TCP on this computer, such as
// one in a container, or in the Linux of a Windows computer.
#pragma once

#include <optional>

#include "conn/connection-string.h"
#include "transport/transport.h"

namespace drawbridge::conn {

// Nothing unless both are there and Server means this computer: localhost, 127.x.x.x or ::1. Applications put names of
// all kinds into Server, and the engine listens on no other address, since its protocol carries no encryption.
std::optional<transport::Address> namedServer(const ConnectionString& string);

// A port from 1 to 65535 in digits.
std::optional<std::uint16_t> portNumber(std::string_view digits);

}  // namespace drawbridge::conn
