#include "wire/server-error.h"

namespace drawbridge::wire {
namespace {

// A message is shown to people; more than this is an accident or an attack.
constexpr std::size_t longestText = 16 * 1024;

std::string bounded(std::string_view text) { return std::string(text.substr(0, longestText)); }

}  // namespace

ServerReport readReport(Reader reader) {
  ServerReport report;
  while (reader.left() > 0) {
    const char field = static_cast<char>(reader.byte());
    if (field == '\0') break;
    const std::string_view value = reader.text();
    switch (field) {
      case 'C': report.state = bounded(value.substr(0, 5)); break;
      case 'M': report.message = bounded(value); break;
      case 'D': report.detail = bounded(value); break;
      case 'H': report.hint = bounded(value); break;
      case 'P': report.position = bounded(value.substr(0, 20)); break;
      default: break;
    }
  }
  if (report.state.size() != 5) report.state = "58000";
  if (report.message.empty()) report.message = "the engine reported an error without a text";
  return report;
}

}  // namespace drawbridge::wire
