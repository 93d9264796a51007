#include "setup/administrator.h"

#if !defined(_WIN32)

namespace drawbridge::setup {

bool openAdministrator(const std::string&) noexcept { return false; }

}  // namespace drawbridge::setup

#else
#include <windows.h>

#include <filesystem>

#include "setup/command-line.h"
#include "wide/utf.h"

namespace drawbridge::setup {
namespace {

// The installer puts this library into resources\driver of the program's folder.
std::filesystem::path installedProgram() {
  HMODULE self = nullptr;
  constexpr DWORD how = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
  if (!GetModuleHandleExW(how, reinterpret_cast<LPCWSTR>(&openAdministrator), &self)) return {};
  wchar_t path[4096];
  const DWORD length = GetModuleFileNameW(self, path, 4096);
  if (length == 0 || length == 4096) return {};
  return std::filesystem::path(path).parent_path().parent_path().parent_path() / "Drawbridge.exe";
}

}  // namespace

bool openAdministrator(const std::string& dsn) noexcept {
  try {
    const std::filesystem::path program = installedProgram();
    if (program.empty() || !std::filesystem::exists(program)) return false;
    const auto units = wide::toUtf16(dsn);
    std::wstring line = commandLine(program.wstring(), dsn.empty() ? std::vector<std::wstring>{L"--new-dsn"}
                                                                   : std::vector<std::wstring>{L"--dsn", {units.begin(), units.end()}});
    STARTUPINFOW start{};
    start.cb = sizeof start;
    PROCESS_INFORMATION process{};
    if (!CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, FALSE, 0, nullptr, nullptr, &start, &process)) return false;
    // It may come to the front, which is the right of the application's process until it is given away.
    AllowSetForegroundWindow(process.dwProcessId);
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace drawbridge::setup
#endif
