// The least of JSON that endpoint.json needs: the strings, numbers and nulls of one flat object. Nested
// values are skipped. Not for anything that comes from the network.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace drawbridge::conn {

// Top-level members: strings decoded, numbers and words (true, false, null) as written, nested values left
// out. Nothing when the text is not one JSON object.
std::optional<std::map<std::string, std::string>> readFlatJson(std::string_view text);

}  // namespace drawbridge::conn
