#include "wide/utf.h"

#include <type_traits>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace drawbridge::wide {
namespace {

constexpr std::uint32_t replacement = 0xFFFD;
constexpr bool pairs = sizeof(Unit) == 2;

bool isContinuation(unsigned char byte) noexcept { return (byte & 0xC0) == 0x80; }

struct Decoded {
  std::uint32_t codePoint;
  std::size_t bytes;
};

// Decodes one character that is not ASCII; `left` counts the bytes from `p` on and is at least 1.
Decoded decode(const unsigned char* p, std::size_t left) noexcept {
  const unsigned char lead = p[0];
  if (lead >= 0xC2 && lead <= 0xDF) {
    if (left >= 2 && isContinuation(p[1])) return {(lead & 0x1Fu) << 6 | (p[1] & 0x3Fu), 2};
    return {replacement, 1};
  }
  if ((lead & 0xF0) == 0xE0) {
    if (left < 3 || !isContinuation(p[1]) || !isContinuation(p[2])) return {replacement, 1};
    const std::uint32_t c = (lead & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    if (c < 0x800 || (c >= 0xD800 && c <= 0xDFFF)) return {replacement, 3};
    return {c, 3};
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (left < 4 || !isContinuation(p[1]) || !isContinuation(p[2]) || !isContinuation(p[3])) {
      return {replacement, 1};
    }
    const std::uint32_t c =
        (lead & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    if (c < 0x10000 || c > 0x10FFFF) return {replacement, 4};
    return {c, 4};
  }
  return {replacement, 1};
}

// Widens ASCII while it lasts; returns how many bytes were done, at most min(bytes, room).
std::size_t widenAscii(const unsigned char* in, std::size_t bytes, Unit* out, std::size_t room) noexcept {
  const std::size_t limit = bytes < room ? bytes : room;
  std::size_t i = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  for (; pairs && i + 16 <= limit; i += 16) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + i));
    if (_mm_movemask_epi8(chunk) != 0) break;
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i), _mm_unpacklo_epi8(chunk, zero));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i + 8), _mm_unpackhi_epi8(chunk, zero));
  }
#endif
  for (; i < limit && in[i] < 0x80; i++) out[i] = in[i];
  return i;
}

void appendUtf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | c >> 12));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | c >> 18));
    out.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

}  // namespace

std::size_t toUtf16(std::string_view utf8, Unit* out, std::size_t room) noexcept {
  const auto* in = reinterpret_cast<const unsigned char*>(utf8.data());
  const std::size_t bytes = utf8.size();
  std::size_t i = 0;
  std::size_t units = 0;
  while (i < bytes) {
    if (units < room) {
      const std::size_t plain = widenAscii(in + i, bytes - i, out + units, room - units);
      i += plain;
      units += plain;
      if (i == bytes) break;
    }
    if (in[i] < 0x80) {
      i++;
      units++;
      continue;
    }
    const Decoded d = decode(in + i, bytes - i);
    i += d.bytes;
    if (!pairs || d.codePoint < 0x10000) {
      if (units < room) out[units] = static_cast<Unit>(d.codePoint);
      units++;
    } else {
      const std::uint32_t rest = d.codePoint - 0x10000;
      if (units < room) out[units] = static_cast<Unit>(0xD800 | rest >> 10);
      units++;
      if (units < room) out[units] = static_cast<Unit>(0xDC00 | (rest & 0x3FF));
      units++;
    }
  }
  return units;
}

std::vector<Unit> toUtf16(std::string_view utf8) {
  std::vector<Unit> out(utf8.size());
  out.resize(toUtf16(utf8, out.data(), out.size()));
  return out;
}

std::string toUtf8(const Unit* text, std::size_t length) {
  std::string out;
  out.reserve(length);
  for (std::size_t i = 0; i < length; i++) {
    const std::uint32_t unit = static_cast<std::make_unsigned_t<Unit>>(text[i]);
    if (unit < 0xD800 || (unit > 0xDFFF && unit <= 0x10FFFF)) {
      appendUtf8(out, unit);
    } else if (unit < 0xDC00 && i + 1 < length && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF) {
      appendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (text[i + 1] - 0xDC00u));
      i++;
    } else {
      appendUtf8(out, replacement);
    }
  }
  return out;
}

std::size_t unitLength(const Unit* text) noexcept {
  std::size_t n = 0;
  while (text[n] != 0) n++;
  return n;
}

}  // namespace drawbridge::wide
