#include "convert/guid-text.h"

#include <cstdio>

namespace drawbridge::convert {
namespace {

bool readHex(std::string_view digits, std::uint32_t& out) noexcept {
  out = 0;
  for (const char c : digits) {
    std::uint32_t digit = 0;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    else if (c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
    else if (c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
    else return false;
    out = out << 4 | digit;
  }
  return true;
}

}  // namespace

bool readGuid(std::string_view text, SQLGUID& out) noexcept {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  std::uint32_t third = 0;
  if (!readHex(text.substr(0, 8), first) || !readHex(text.substr(9, 4), second) || !readHex(text.substr(14, 4), third)) {
    return false;
  }
  constexpr std::size_t at[8] = {19, 21, 24, 26, 28, 30, 32, 34};
  for (int i = 0; i < 8; i++) {
    std::uint32_t byte = 0;
    if (!readHex(text.substr(at[i], 2), byte)) return false;
    out.Data4[i] = static_cast<std::uint8_t>(byte);
  }
  out.Data1 = first;
  out.Data2 = static_cast<WORD>(second);
  out.Data3 = static_cast<WORD>(third);
  return true;
}

std::string guidText(const SQLGUID& guid) {
  char text[37] = "";
  std::snprintf(text, sizeof text, "%08x-%04x-%04x-%02x%02x-%02x%02x%02x%02x%02x%02x", static_cast<unsigned>(guid.Data1),
                guid.Data2, guid.Data3, guid.Data4[0], guid.Data4[1], guid.Data4[2], guid.Data4[3], guid.Data4[4],
                guid.Data4[5], guid.Data4[6], guid.Data4[7]);
  return text;
}

}  // namespace drawbridge::convert
