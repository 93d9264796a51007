// How each column of the rowset goes into the application's buffers.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// The plan of the statement's bindings; made anew only after they changed.
const BindPlan& currentPlan(Statement& statement);

}  // namespace drawbridge::odbc
