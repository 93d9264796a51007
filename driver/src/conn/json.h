// The least of JSON that endpoint.json needs: the strings, numbers and nulls of an object and of the objects in it. Not
// for anything that comes from the network.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace drawbridge::conn {

// The members: strings decoded, numbers and words (true, false, null) as written. A member of an object in the object
// is named `outer.inner`; what lies deeper, and lists, are left out. Nothing when the text is not one JSON object.
std::optional<std::map<std::string, std::string>> readFlatJson(std::string_view text);

}  // namespace drawbridge::conn
