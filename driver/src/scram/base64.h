// Base64 with padding (RFC 4648, section 4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace drawbridge::scram {

std::string toBase64(std::string_view bytes);
// Nothing for what is no Base64.
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace drawbridge::scram
