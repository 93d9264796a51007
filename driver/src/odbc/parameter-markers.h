// Counting the parameters of a statement without asking the engine.
#pragma once

#include <cstddef>
#include <string_view>

namespace drawbridge::odbc {

// `?` outside of quotes and comments; a quote that does not end reaches to the text's end.
std::size_t countParameterMarkers(std::string_view sql) noexcept;

}  // namespace drawbridge::odbc
