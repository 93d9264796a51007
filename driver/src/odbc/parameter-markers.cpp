#include "odbc/parameter-markers.h"

namespace drawbridge::odbc {
namespace {

// Behind the closing text, or at the end.
std::size_t behind(std::string_view sql, std::string_view closing, std::size_t from) noexcept {
  const std::size_t at = sql.find(closing, from);
  return at == std::string_view::npos ? sql.size() : at + closing.size();
}

}  // namespace

std::size_t countParameterMarkers(std::string_view sql) noexcept {
  std::size_t markers = 0;
  for (std::size_t i = 0; i < sql.size();) {
    const char c = sql[i];
    if (c == '\'' || c == '"' || c == '`') {
      // A doubled quote ends one text and begins the next, which comes to the same.
      i = behind(sql, sql.substr(i, 1), i + 1);
    } else if (c == '[') {
      i = behind(sql, "]", i + 1);
    } else if (sql.substr(i, 2) == "--") {
      i = behind(sql, "\n", i + 2);
    } else if (sql.substr(i, 2) == "/*") {
      i = behind(sql, "*/", i + 2);
    } else {
      if (c == '?') markers++;
      i++;
    }
  }
  return markers;
}

}  // namespace drawbridge::odbc
