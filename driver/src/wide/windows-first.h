// Windows' headers in the one order that works, before all others: Winsock 2 ahead of windows.h, which ODBC's need.
#pragma once

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <winsock2.h>
#include <ws2tcpip.h>
#include <windows.h>

#include "odbc-3-80.h"
