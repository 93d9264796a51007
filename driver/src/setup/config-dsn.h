// ConfigDSN: how the ODBC administrator of Windows and installers add, change and remove data sources of a driver.
#pragma once

#if defined(_WIN32)
#include <odbcinst.h>

namespace drawbridge::setup {

// `attributes`: pairs Key=Value, each ended by a zero, and another zero at the end. With a window the administrator is
// opened, where the user does the rest; without one the pairs are written. Secrets are refused: they belong in the vault.
// What is wrong is told by SQLPostInstallerError.
BOOL configureDsn(HWND window, WORD request, const wchar_t* driver, const wchar_t* attributes) noexcept;

}  // namespace drawbridge::setup
#endif
