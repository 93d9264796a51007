#include "setup/command-line.h"

namespace drawbridge::setup {
namespace {

void appendQuoted(std::wstring& line, const std::wstring& argument) {
  line.push_back(L'"');
  std::size_t backslashes = 0;
  for (const wchar_t c : argument) {
    if (c == L'\\') {
      backslashes++;
      continue;
    }
    // Before a quote a backslash counts as half of one.
    line.append(c == L'"' ? 2 * backslashes + 1 : backslashes, L'\\');
    backslashes = 0;
    line.push_back(c);
  }
  line.append(2 * backslashes, L'\\');
  line.push_back(L'"');
}

}  // namespace

std::wstring commandLine(const std::wstring& program, const std::vector<std::wstring>& arguments) {
  // No file's name holds a quote.
  std::wstring line = L"\"" + program + L"\"";
  for (const std::wstring& argument : arguments) {
    line.push_back(L' ');
    appendQuoted(line, argument);
  }
  return line;
}

}  // namespace drawbridge::setup
