// A driver manager's pool hands an open connection to another user, who expects a new one.
#pragma once

#include "odbc/connection.h"

namespace drawbridge::odbc {

// Ends all results, takes back every attribute and every setting of the session in the engine. Throws OdbcError or
// what a lost connection throws; the pool then drops the connection.
void resetForPool(Connection& connection);

}  // namespace drawbridge::odbc
