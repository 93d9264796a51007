// What can be seen in a statement's text without asking the engine: its parameters, and where several are in one text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace drawbridge::odbc {

// `?` outside of quotes and comments; a quote that does not end reaches to the text's end.
std::size_t countParameterMarkers(std::string_view sql) noexcept;

// The statements between semicolons, without them; empty ones and mere comments are left out. A text with a single
// statement comes back as it is.
std::vector<std::string> splitStatements(std::string_view sql);

// In capitals; empty where none comes first.
std::string firstWord(std::string_view sql);

}  // namespace drawbridge::odbc
