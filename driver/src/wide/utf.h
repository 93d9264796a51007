// UTF-16 and UTF-8. Everything inside the driver is UTF-8; UTF-16 exists at the ODBC border only.
// Both directions are lenient: what is broken (lone surrogates, overlong or cut sequences) becomes U+FFFD,
// because a bad character in one cell must not fail a fetch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drawbridge::wide {

// One UTF-16 code unit; the same type as unixODBC's SQLWCHAR.
using Unit = std::uint16_t;

// Writes the first `room` units of the text's UTF-16 form and returns how many units all of it has.
// A surrogate pair may be cut at the end of the room: SQLGetData hands out the other half in its next piece.
std::size_t toUtf16(std::string_view utf8, Unit* out, std::size_t room) noexcept;

std::vector<Unit> toUtf16(std::string_view utf8);

// `length` is in units.
std::string toUtf8(const Unit* text, std::size_t length);

// Units before the terminating zero.
std::size_t unitLength(const Unit* text) noexcept;

}  // namespace drawbridge::wide
