// A driver manager's pool hands an open connection to another user, who expects a new one.
//
// Windows' driver manager, and unixODBC's from 2.3.12 on for applications of ODBC 3.8, set SQL_ATTR_RESET_CONNECTION when
// a connection goes back to the pool. Elsewhere unixODBC tells the driver nothing: statements that the application did not
// free stay, and so do attributes and settings. All that it does is to ask SQL_ATTR_CONNECTION_DEAD before it hands the
// connection out. There a connection that is not as it was opened says that it is dead, so that a new one is made.
#pragma once

#include "odbc/connection.h"

namespace drawbridge::odbc {

// Ends all results, takes back every attribute and every setting of the session in the engine. Throws OdbcError or
// what a lost connection throws; the pool then drops the connection.
void resetForPool(Connection& connection);

// Whether SQL_ATTR_CONNECTION_DEAD, asked with these arguments, has to be answered as if it were dead.
bool mustNotBePooled(const Connection& connection, SQLINTEGER room, const SQLINTEGER* length) noexcept;

}  // namespace drawbridge::odbc
