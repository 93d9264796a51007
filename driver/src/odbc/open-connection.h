// Opening a connection handle, however the application named what it wants.
#pragma once

#include "conn/connection-string.h"
#include "odbc/connection.h"

namespace drawbridge::odbc {

// Throws 08002 when it is open, 08001, 28000 or HYT00 when it cannot be opened.
void openConnection(Connection& connection, const conn::ConnectionString& string);

}  // namespace drawbridge::odbc
