// Running the text of a statement with its parameters: each set of an array of them, and each of several statements
// that stand in one text.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// Runs, or returns SQL_NEED_DATA when a parameter comes by SQLPutData.
SQLRETURN beginExecution(Statement& statement);

// Goes on once the data of the waiting set have come.
SQLRETURN continueExecution(Statement& statement);

// The next statement of the text; SQL_NO_DATA behind the last one.
SQLRETURN runNextPart(Statement& statement);

// How many times the application wants it to run, with other values each time.
std::size_t parameterSets(const Statement& statement);

}  // namespace drawbridge::odbc
