// Command lines of Windows: one text, from which the started program makes its arguments again.
#pragma once

#include <string>
#include <vector>

namespace drawbridge::setup {

// Quoted so that the C runtime of the program reads the same arguments back.
// https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
std::wstring commandLine(const std::wstring& program, const std::vector<std::wstring>& arguments);

}  // namespace drawbridge::setup
