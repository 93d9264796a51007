#include "odbc/statement-text.h"

namespace drawbridge::odbc {
namespace {

// Behind the closing text, or at the end.
std::size_t behind(std::string_view sql, std::string_view closing, std::size_t from) noexcept {
  const std::size_t at = sql.find(closing, from);
  return at == std::string_view::npos ? sql.size() : at + closing.size();
}

bool isWordCharacter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

// E'…', where a backslash hides what follows it.
bool isEscapeString(std::string_view sql, std::size_t quote) noexcept {
  return quote > 0 && (sql[quote - 1] == 'E' || sql[quote - 1] == 'e') && (quote < 2 || !isWordCharacter(sql[quote - 2]));
}

std::size_t behindEscapeString(std::string_view sql, std::size_t from) noexcept {
  for (std::size_t i = from; i < sql.size(); i++) {
    if (sql[i] == '\\') i++;
    else if (sql[i] == '\'') return i + 1;
  }
  return sql.size();
}

// $$…$$ and $tag$…$tag$; `at` itself where none begins.
std::size_t behindDollarQuote(std::string_view sql, std::size_t at) noexcept {
  if (at > 0 && isWordCharacter(sql[at - 1])) return at;
  std::size_t end = at + 1;
  while (end < sql.size() && isWordCharacter(sql[end])) end++;
  const bool number = end > at + 1 && sql[at + 1] >= '0' && sql[at + 1] <= '9';
  if (number || end >= sql.size() || sql[end] != '$') return at;
  return behind(sql, sql.substr(at, end + 1 - at), end + 1);
}

bool isComment(std::string_view sql, std::size_t at) noexcept { return sql.substr(at, 2) == "--" || sql.substr(at, 2) == "/*"; }

// Behind the quoted text or comment that begins at `at`; `at` itself where none does.
std::size_t behindQuoted(std::string_view sql, std::size_t at) noexcept {
  switch (sql[at]) {
    case '\'':
      if (isEscapeString(sql, at)) return behindEscapeString(sql, at + 1);
      [[fallthrough]];
    case '"':
    // A doubled quote ends one text and begins the next, which comes to the same.
    case '`': return behind(sql, sql.substr(at, 1), at + 1);
    case '[': return behind(sql, "]", at + 1);
    case '$': return behindDollarQuote(sql, at);
    case '-': return isComment(sql, at) ? behind(sql, "\n", at + 2) : at;
    case '/': return isComment(sql, at) ? behind(sql, "*/", at + 2) : at;
    default: return at;
  }
}

bool isBlank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }

}  // namespace

std::size_t countParameterMarkers(std::string_view sql) noexcept {
  std::size_t markers = 0;
  for (std::size_t i = 0; i < sql.size();) {
    const std::size_t next = behindQuoted(sql, i);
    if (next == i && sql[i] == '?') markers++;
    i = next == i ? i + 1 : next;
  }
  return markers;
}

std::vector<std::string> splitStatements(std::string_view sql) {
  constexpr std::size_t none = std::string_view::npos;
  std::vector<std::string> statements;
  std::size_t start = none;
  std::size_t end = 0;
  const auto close = [&] {
    if (start != none) statements.emplace_back(sql.substr(start, end - start));
    start = none;
  };
  for (std::size_t i = 0; i < sql.size();) {
    const std::size_t next = behindQuoted(sql, i);
    const std::size_t step = next == i ? i + 1 : next;
    if (next == i && sql[i] == ';') {
      close();
    } else if (!isBlank(sql[i]) && !isComment(sql, i)) {
      if (start == none) start = i;
      end = step;
    }
    i = step;
  }
  close();
  if (statements.size() <= 1) return {std::string(sql)};
  return statements;
}

std::string firstWord(std::string_view sql) {
  constexpr std::string_view before = "{(?=";
  std::size_t at = 0;
  while (at < sql.size() && (isBlank(sql[at]) || isComment(sql, at) || before.find(sql[at]) != std::string_view::npos)) {
    at = isComment(sql, at) ? behindQuoted(sql, at) : at + 1;
  }
  std::string word;
  for (; at < sql.size() && isWordCharacter(sql[at]); at++) word += sql[at] >= 'a' && sql[at] <= 'z' ? static_cast<char>(sql[at] - 32) : sql[at];
  return word;
}

}  // namespace drawbridge::odbc
