#include "conn/connection-string.h"

namespace drawbridge::conn {
namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

std::string folded(std::string_view keyword) {
  std::string out;
  for (const char c : keyword) {
    if (!isSpace(c)) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return out;
}

std::string unbraced(std::string_view value) {
  if (value.size() < 2 || value.front() != '{' || value.back() != '}') return std::string(value);
  std::string out;
  for (std::size_t i = 1; i + 1 < value.size(); i++) {
    out.push_back(value[i]);
    if (value[i] == '}' && value[i + 1] == '}' && i + 2 < value.size()) i++;
  }
  return out;
}

std::string braced(std::string_view value) {
  const bool plain = value.find_first_of(";{}=[]()?*!@,") == std::string_view::npos && trim(value) == value;
  if (plain) return std::string(value);
  std::string out = "{";
  for (const char c : value) {
    out.push_back(c);
    if (c == '}') out.push_back('}');
  }
  return out + "}";
}

// Where the value that starts at `from` ends: at a semicolon outside braces.
std::size_t valueEnd(std::string_view text, std::size_t from) {
  std::size_t i = from;
  while (i < text.size() && isSpace(text[i])) i++;
  if (i < text.size() && text[i] == '{') {
    for (i++; i < text.size(); i++) {
      if (text[i] != '}') continue;
      if (i + 1 < text.size() && text[i + 1] == '}') {
        i++;
      } else {
        break;
      }
    }
  }
  const std::size_t semicolon = text.find(';', i < text.size() ? i : text.size());
  return semicolon == std::string_view::npos ? text.size() : semicolon;
}

}  // namespace

ConnectionString ConnectionString::parse(std::string_view text) {
  ConnectionString result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t sign = text.find_first_of("=;", at);
    if (sign == std::string_view::npos) break;
    if (text[sign] == ';') {
      at = sign + 1;
      continue;
    }
    const std::size_t end = valueEnd(text, sign + 1);
    const std::string_view keyword = trim(text.substr(at, sign - at));
    if (!keyword.empty() && !result.has(keyword)) {
      result.attributes_.push_back({std::string(keyword), std::string(trim(text.substr(sign + 1, end - sign - 1)))});
    }
    at = end + 1;
  }
  return result;
}

const Attribute* ConnectionString::find(std::string_view keyword) const {
  const std::string wanted = folded(keyword);
  for (const Attribute& attribute : attributes_) {
    if (folded(attribute.keyword) == wanted) return &attribute;
  }
  return nullptr;
}

std::optional<std::string> ConnectionString::value(std::string_view keyword) const {
  const Attribute* found = find(keyword);
  if (found == nullptr) return std::nullopt;
  return unbraced(found->value);
}

void ConnectionString::add(std::string keyword, std::string_view plainValue) {
  if (!has(keyword)) attributes_.push_back({std::move(keyword), braced(plainValue)});
}

std::string ConnectionString::textWithout(std::initializer_list<std::string_view> keywords) const {
  std::string out;
  for (const Attribute& attribute : attributes_) {
    bool left = false;
    for (const std::string_view keyword : keywords) left = left || folded(keyword) == folded(attribute.keyword);
    if (left) continue;
    if (!out.empty()) out.push_back(';');
    out += attribute.keyword + "=" + attribute.value;
  }
  return out;
}

}  // namespace drawbridge::conn
