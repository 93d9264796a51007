// Texts that come in from and go out to the application, in UTF-16. The specification counts some lengths in
// bytes and some in characters; each function here says which.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "odbc/diagnostics.h"

namespace drawbridge::odbc {

// `length` in characters or SQL_NTS. A null pointer is no text at all. Throws HY090 for other negative lengths.
std::optional<std::string> textIn(const SQLWCHAR* text, SQLINTEGER length);

// The same for names and connection strings, which hold no zero: they end at the first, since many applications give the
// size of their buffer as the length.
std::optional<std::string> nameIn(const SQLWCHAR* text, SQLINTEGER length);

// As textIn for attributes, whose lengths are in bytes.
std::string textInBytes(SQLPOINTER text, SQLINTEGER bytes);

// Writes `text` with a terminator into `room` characters. Returns its full length in characters. Warns 01004
// when it was cut.
std::size_t textOut(std::string_view text, SQLWCHAR* out, SQLLEN room, Diagnostics& diagnostics);

// The same with `room` and the result in bytes. `out` may be null.
std::size_t textOutBytes(std::string_view text, SQLPOINTER out, SQLLEN roomBytes, Diagnostics& diagnostics);

// A length beyond what the application's type holds is told as the most that it does.
template <typename Integer>
void setIf(Integer* where, std::size_t value) noexcept {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<Integer>::max());
  if (where != nullptr) *where = static_cast<Integer>(value < most ? value : most);
}

}  // namespace drawbridge::odbc
