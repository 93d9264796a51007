#include "check.h"
#include "setup/command-line.h"

using drawbridge::setup::commandLine;

TEST("a command line keeps spaces, quotes and backslashes of its arguments") {
  CHECK(commandLine(L"C:\\Program Files\\a.exe", {L"--dsn", L"My DSN"}) == L"\"C:\\Program Files\\a.exe\" \"--dsn\" \"My DSN\"");
  CHECK(commandLine(L"a", {L"x\"y"}) == L"\"a\" \"x\\\"y\"");
  CHECK(commandLine(L"a", {L"x\\"}) == L"\"a\" \"x\\\\\"");
  CHECK(commandLine(L"a", {L"x\\\\\"y", std::wstring()}) == L"\"a\" \"x\\\\\\\\\\\"y\" \"\"");
  CHECK(commandLine(L"a", {L"\\\\server\\share"}) == L"\"a\" \"\\\\server\\share\"");
}
