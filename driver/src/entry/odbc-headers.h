// ODBC's headers with their functions visible: the only symbols that the library exports.
#pragma once

#pragma GCC visibility push(default)
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
#pragma GCC visibility pop

#include "odbc/api.h"
