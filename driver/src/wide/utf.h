// UTF-8 and the wide characters of the driver manager. Everything inside the driver is UTF-8; wide characters exist at
// the ODBC border only. They are UTF-16 with unixODBC and on Windows, UTF-32 with iODBC: the size of a unit says which.
// Both directions are lenient: what is broken (lone surrogates, overlong or cut sequences) becomes U+FFFD,
// because a bad character in one cell must not fail a fetch.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drawbridge::wide {

// The type of the driver manager's SQLWCHAR.
#if defined(_WIN32) || defined(DRAWBRIDGE_IODBC)
using Unit = wchar_t;
#else
using Unit = std::uint16_t;
#endif

// Writes the first `room` units of the text's wide form and returns how many units all of it has.
// A surrogate pair may be cut at the end of the room: SQLGetData hands out the other half in its next piece.
std::size_t toUtf16(std::string_view utf8, Unit* out, std::size_t room) noexcept;

std::vector<Unit> toUtf16(std::string_view utf8);

// `length` is in units.
std::string toUtf8(const Unit* text, std::size_t length);

// Units before the terminating zero.
std::size_t unitLength(const Unit* text) noexcept;

}  // namespace drawbridge::wide
