// Running the text of a statement with its parameters.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// Collects parameters and runs, or returns SQL_NEED_DATA when some come by SQLPutData.
SQLRETURN beginExecution(Statement& statement);

// How many times the application wants it to run, with other values each time.
std::size_t parameterSets(const Statement& statement);

// Runs once all parameters are there.
SQLRETURN runWithParameters(Statement& statement);

}  // namespace drawbridge::odbc
