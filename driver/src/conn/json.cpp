#include "conn/json.h"

#include "wide/utf.h"

namespace drawbridge::conn {
namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<std::map<std::string, std::string>> object() {
    std::map<std::string, std::string> members;
    if (!objectInto(members, "")) return std::nullopt;
    return members;
  }

 private:
  bool objectInto(std::map<std::string, std::string>& members, const std::string& prefix) {
    if (!accept('{')) return false;
    if (accept('}')) return true;
    do {
      const auto name = string();
      if (!name || !accept(':')) return false;
      const char first = peek();
      if (first == '"') {
        const auto value = string();
        if (!value) return false;
        members[prefix + *name] = *value;
      } else if (first == '{' && prefix.empty()) {
        if (!objectInto(members, *name + ".")) return false;
      } else if (first == '{' || first == '[') {
        if (!skipNested()) return false;
      } else {
        members[prefix + *name] = word();
      }
    } while (accept(','));
    return accept('}');
  }
  void skipSpace() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) at_++;
  }
  char peek() {
    skipSpace();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char c) {
    if (peek() != c) return false;
    at_++;
    return true;
  }
  std::string word() {
    const std::size_t from = at_;
    while (at_ < text_.size() && std::string_view(",}] \t\r\n").find(text_[at_]) == std::string_view::npos) at_++;
    return std::string(text_.substr(from, at_ - from));
  }
  std::optional<wide::Unit> hexUnit() {
    if (at_ + 4 > text_.size()) return std::nullopt;
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
      const char c = text_[at_++];
      const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
      if (digit == std::string_view::npos) return std::nullopt;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    return static_cast<wide::Unit>(value);
  }
  bool escape(std::string& out) {
    const char c = text_[at_++];
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    const auto known = names.find(c);
    if (known != std::string_view::npos) {
      out.push_back(values[known]);
      return true;
    }
    if (c != 'u') return false;
    wide::Unit units[2] = {0, 0};
    std::size_t count = 1;
    const auto first = hexUnit();
    if (!first) return false;
    units[0] = *first;
    if (*first >= 0xD800 && *first <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
      at_ += 2;
      const auto second = hexUnit();
      if (!second) return false;
      units[count++] = *second;
    }
    out += wide::toUtf8(units, count);
    return true;
  }
  std::optional<std::string> string() {
    if (!accept('"')) return std::nullopt;
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return out;
      if (c != '\\') {
        out.push_back(c);
      } else if (at_ >= text_.size() || !escape(out)) {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }
  bool skipNested() {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!string()) return false;
        continue;
      }
      at_++;
      if (c == '{' || c == '[') depth++;
      if ((c == '}' || c == ']') && --depth == 0) return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::map<std::string, std::string>> readFlatJson(std::string_view text) { return Parser(text).object(); }

}  // namespace drawbridge::conn
