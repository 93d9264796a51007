#include <windows.h>

#include "check.h"
#include "conn/endpoint.h"
#include "conn/system.h"

using namespace drawbridge;

TEST("the user's run folder is under the local application data, the service's under ProgramData") {
  SetEnvironmentVariableW(L"DRAWBRIDGE_DATA_DIR", nullptr);
  SetEnvironmentVariableW(L"DRAWBRIDGE_RUN_DIR", nullptr);
  SetEnvironmentVariableW(L"LOCALAPPDATA", L"C:\\Users\\J\u00fcrgen\\AppData\\Local");
  SetEnvironmentVariableW(L"ProgramData", L"D:\\Shared");
  const auto folders = conn::runFolders("", "");
  CHECK_EQUAL(folders.size(), 2u);
  CHECK_EQUAL(folders[0].path, "C:\\Users\\J\u00fcrgen\\AppData\\Local\\Drawbridge\\run");
  CHECK_EQUAL(folders[1].path, "D:\\Shared\\Drawbridge\\run");
}

TEST("without that variable the profile's folder of the name is taken") {
  SetEnvironmentVariableW(L"LOCALAPPDATA", nullptr);
  SetEnvironmentVariableW(L"USERPROFILE", L"C:\\Users\\erika");
  CHECK_EQUAL(conn::runFolders("", "").at(0).path, "C:\\Users\\erika\\AppData\\Local\\Drawbridge\\run");
}

TEST("a data folder or run folder that is named comes first") {
  SetEnvironmentVariableW(L"DRAWBRIDGE_DATA_DIR", L"E:\\data");
  CHECK_EQUAL(conn::runFolders("", "").at(0).path, "E:\\data\\run");
  SetEnvironmentVariableW(L"DRAWBRIDGE_RUN_DIR", L"E:\\run");
  CHECK_EQUAL(conn::runFolders("", "").size(), 1u);
  CHECK_EQUAL(conn::runFolders("", "F:\\dsn").at(0).path, "F:\\dsn");
  SetEnvironmentVariableW(L"DRAWBRIDGE_DATA_DIR", nullptr);
  SetEnvironmentVariableW(L"DRAWBRIDGE_RUN_DIR", nullptr);
}

TEST("the pipe comes before TCP, and a Unix socket is left out") {
  wchar_t folder[MAX_PATH];
  GetTempPathW(MAX_PATH, folder);
  const std::wstring file = std::wstring(folder) + L"endpoint.json";
  const std::string text = R"({"protocol":1,"socket":"/s","pipe":"\\\\.\\pipe\\drawbridge-1","tcp":{"host":"127.0.0.1","port":5433},"password":"p"})";
  const HANDLE handle = CreateFileW(file.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, 0, nullptr);
  DWORD written = 0;
  CHECK(WriteFile(handle, text.data(), static_cast<DWORD>(text.size()), &written, nullptr));
  CloseHandle(handle);
  const std::wstring wideFolder(folder, wcslen(folder) - 1);
  const conn::Endpoint endpoint = conn::readEndpoint(std::string(wideFolder.begin(), wideFolder.end())).endpoint;
  DeleteFileW(file.c_str());
  CHECK_EQUAL(endpoint.addresses.size(), 2u);
  CHECK_EQUAL(endpoint.addresses[0].text(), "\\\\.\\pipe\\drawbridge-1");
  CHECK_EQUAL(endpoint.addresses[1].text(), "127.0.0.1:5433");
}

TEST("the program's own name is its file's") { CHECK_EQUAL(conn::programName(), "windows-unit-test.exe"); }
