// The values of a statement's parameters, taken from the application's buffers.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// Whether some parameter comes by SQLPutData and has not come yet; then the statement waits for it.
bool collectsAtExecution(Statement& statement);

// The address at which set `set` (0-based) of an array of parameters has its value or length.
char* parameterAddress(const Descriptor& descriptor, void* first, std::size_t elementSize, std::size_t set) noexcept;

bool isDataAtExecution(const Descriptor& descriptor, const DescriptorRecord& record) noexcept;

// Fills the request's values and types. Throws 07002 for a parameter that is not bound, 07006, 22007, HY090.
void collectParameters(Statement& statement, std::size_t set, Request& request);

}  // namespace drawbridge::odbc
