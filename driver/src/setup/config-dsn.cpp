#if defined(_WIN32)
#include "setup/config-dsn.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "setup/administrator.h"
#include "wide/utf.h"

namespace drawbridge::setup {
namespace {

using Pair = std::pair<std::wstring, std::wstring>;

// The secret properties of engine/dsn/properties.ts, and what stands for one of them.
constexpr std::array<std::wstring_view, 6> secrets = {L"oauthclientsecret", L"oauthverifier", L"apitoken",
                                                      L"accesstoken",       L"proxypassword", L"pwd"};

std::wstring folded(std::wstring_view text) {
  std::wstring out;
  for (const wchar_t c : text) {
    if (c != L' ') out.push_back(c >= L'A' && c <= L'Z' ? static_cast<wchar_t>(c + 32) : c);
  }
  return out;
}

BOOL refuse(DWORD code, const wchar_t* text) noexcept {
  SQLPostInstallerErrorW(code, text);
  return FALSE;
}

std::vector<Pair> pairsOf(const wchar_t* attributes) {
  std::vector<Pair> pairs;
  while (attributes != nullptr && *attributes != 0) {
    const std::wstring_view text(attributes);
    const std::size_t sign = text.find(L'=');
    if (sign != std::wstring_view::npos) pairs.emplace_back(text.substr(0, sign), text.substr(sign + 1));
    attributes += text.size() + 1;
  }
  return pairs;
}

std::wstring dsnOf(const std::vector<Pair>& pairs) {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [](const Pair& pair) { return folded(pair.first) == L"dsn"; });
  return found == pairs.end() ? std::wstring() : found->second;
}

BOOL write(const std::wstring& dsn, const wchar_t* driver, const std::vector<Pair>& pairs) {
  for (const auto& [key, value] : pairs) {
    if (!value.empty() && std::find(secrets.begin(), secrets.end(), folded(key)) != secrets.end()) {
      return refuse(ODBC_ERROR_INVALID_KEYWORD_VALUE, L"Secrets are kept in Drawbridge's vault, not in a data source. Enter it in the administrator.");
    }
  }
  // The manager itself says what is wrong.
  if (!SQLWriteDSNToIniW(dsn.c_str(), driver)) return FALSE;
  for (const auto& [key, value] : pairs) {
    const std::wstring name = folded(key);
    if (name == L"dsn" || name == L"driver") continue;
    if (!SQLWritePrivateProfileStringW(dsn.c_str(), key.c_str(), value.empty() ? nullptr : value.c_str(), L"odbc.ini")) return FALSE;
  }
  return TRUE;
}

BOOL configure(HWND window, WORD request, const wchar_t* driver, const wchar_t* attributes) {
  const std::vector<Pair> pairs = pairsOf(attributes);
  const std::wstring dsn = dsnOf(pairs);
  const bool isNew = request == ODBC_ADD_DSN;
  if (request != ODBC_ADD_DSN && request != ODBC_CONFIG_DSN && request != ODBC_REMOVE_DSN) {
    return refuse(ODBC_ERROR_INVALID_REQUEST_TYPE, L"A data source can be added, configured or removed");
  }
  const bool namesOne = !dsn.empty() && SQLValidDSNW(dsn.c_str());
  if (!namesOne && !(isNew && dsn.empty() && window != nullptr)) return refuse(ODBC_ERROR_INVALID_DSN, L"DSN= names no data source");
  if (request == ODBC_REMOVE_DSN) return SQLRemoveDSNFromIniW(dsn.c_str());
  if (driver == nullptr || *driver == 0) return refuse(ODBC_ERROR_INVALID_NAME, L"The driver has no name");
  if (window == nullptr) return write(dsn, driver, pairs);
  if (openAdministrator(wide::toUtf8(dsn.data(), dsn.size()))) return TRUE;
  return refuse(ODBC_ERROR_REQUEST_FAILED, L"The Drawbridge administrator is not installed beside its driver. Install Drawbridge again.");
}

}  // namespace

BOOL configureDsn(HWND window, WORD request, const wchar_t* driver, const wchar_t* attributes) noexcept {
  try {
    return configure(window, request, driver, attributes);
  } catch (const std::exception&) {
    return refuse(ODBC_ERROR_OUT_OF_MEM, L"Out of memory");
  }
}

}  // namespace drawbridge::setup
#endif
