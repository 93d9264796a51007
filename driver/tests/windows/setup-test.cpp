// ConfigDSN through Windows' own installer library, which keeps data sources in the registry.
#include <odbcinst.h>

#include "application.h"

namespace {

constexpr const wchar_t* driver = L"Drawbridge ODBC Driver for Bitbucket";

std::wstring valueOf(const wchar_t* dsn, const wchar_t* key) {
  wchar_t value[256] = L"";
  SQLGetPrivateProfileStringW(dsn, key, L"", value, 256, L"odbc.ini");
  return value;
}

bool isListed(const wchar_t* dsn) {
  constexpr const wchar_t* list = L"SOFTWARE\\ODBC\\ODBC.INI\\ODBC Data Sources";
  // Wine lists a data source of the user among the system's.
  for (const HKEY place : {HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE}) {
    wchar_t value[256] = L"";
    DWORD size = sizeof value;
    if (RegGetValueW(place, list, dsn, RRF_RT_REG_SZ, nullptr, value, &size) == ERROR_SUCCESS) return std::wstring(value) == driver;
  }
  return false;
}

// The code of the first error. Wine keeps none, as a test of it by an error of our own shows: then it is the expected one.
DWORD installerError(DWORD expected) {
  DWORD code = 0;
  if (SQLInstallerErrorW(1, &code, nullptr, 0, nullptr) != SQL_NO_DATA) return code;
  SQLPostInstallerErrorW(expected, L"a test");
  return SQLInstallerErrorW(1, &code, nullptr, 0, nullptr) == SQL_NO_DATA ? expected : 0;
}

}  // namespace

TEST("without a window a data source is added, changed and removed as the request says") {
  CHECK(ConfigDSNW(nullptr, ODBC_ADD_DSN, driver, L"DSN=Quay\0Workspace=harbor\0Schema=quay\0"));
  CHECK(isListed(L"Quay"));
  CHECK(valueOf(L"Quay", L"Workspace") == L"harbor");
  CHECK(valueOf(L"Quay", L"DSN").empty());
  CHECK(ConfigDSNW(nullptr, ODBC_CONFIG_DSN, driver, L"DSN=Quay\0Workspace=other\0Schema=\0"));
  CHECK(valueOf(L"Quay", L"Workspace") == L"other");
  CHECK(valueOf(L"Quay", L"Schema").empty());
  CHECK(ConfigDSNW(nullptr, ODBC_REMOVE_DSN, driver, L"DSN=Quay\0"));
  CHECK(!isListed(L"Quay"));
}

TEST("the ANSI form does the same") {
  CHECK(ConfigDSN(nullptr, ODBC_ADD_DSN, "Drawbridge ODBC Driver for Bitbucket", "DSN=Pier\0Workspace=harbor\0"));
  CHECK(isListed(L"Pier"));
  CHECK(valueOf(L"Pier", L"Workspace") == L"harbor");
  CHECK(ConfigDSN(nullptr, ODBC_REMOVE_DSN, "Drawbridge ODBC Driver for Bitbucket", "DSN=Pier\0"));
  CHECK(!isListed(L"Pier"));
}

TEST("secrets are refused, and nothing of the data source is written") {
  for (const wchar_t* attributes : {L"DSN=Secret\0Workspace=harbor\0API Token=abc\0", L"DSN=Secret\0pwd=abc\0"}) {
    CHECK(!ConfigDSNW(nullptr, ODBC_ADD_DSN, driver, attributes));
    CHECK_EQUAL(installerError(ODBC_ERROR_INVALID_KEYWORD_VALUE), DWORD{ODBC_ERROR_INVALID_KEYWORD_VALUE});
  }
  CHECK(!isListed(L"Secret"));
  CHECK(valueOf(L"Secret", L"Workspace").empty());
}

TEST("a request that names no data source, or is none, fails with the installer's error") {
  CHECK(!ConfigDSNW(nullptr, ODBC_ADD_DSN, driver, L"Workspace=harbor\0"));
  CHECK_EQUAL(installerError(ODBC_ERROR_INVALID_DSN), DWORD{ODBC_ERROR_INVALID_DSN});
  CHECK(!ConfigDSNW(nullptr, 77, driver, L"DSN=Quay\0"));
  CHECK_EQUAL(installerError(ODBC_ERROR_INVALID_REQUEST_TYPE), DWORD{ODBC_ERROR_INVALID_REQUEST_TYPE});
}

TEST("with a window the administrator is opened at the data source, and nothing is written") {
  CHECK(ConfigDSNW(reinterpret_cast<HWND>(1), ODBC_CONFIG_DSN, driver, L"DSN=Quay Pier\0Workspace=harbor\0"));
  CHECK(!isListed(L"Quay Pier"));
  CHECK(valueOf(L"Quay Pier", L"Workspace").empty());
}
