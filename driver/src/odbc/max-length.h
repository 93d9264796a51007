// SQL_ATTR_MAX_LENGTH: how much of a text or of bytes an application wants at most.
#pragma once

#include <string_view>

#include "convert/server-type.h"

namespace drawbridge::odbc {

// `most` in bytes, 0: all. A character is never cut in the middle.
inline std::string_view limited(std::string_view cell, convert::ServerType type, std::size_t most) noexcept {
  if (most == 0) return cell;
  if (type == convert::ServerType::bytea) return cell.substr(0, 2 + 2 * most);  // \x and two digits a byte
  if (type != convert::ServerType::text || cell.size() <= most) return cell;
  while (most > 0 && (static_cast<unsigned char>(cell[most]) & 0xC0) == 0x80) most--;
  return cell.substr(0, most);
}

}  // namespace drawbridge::odbc
