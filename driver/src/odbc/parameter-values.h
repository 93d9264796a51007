// The values of a statement's parameters, taken from the application's buffers.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// Whether some parameter of a set (0-based) comes by SQLPutData; then the statement waits for it.
bool collectsAtExecution(Statement& statement, std::size_t set);

// The address at which a set of an array of parameters has its value or length.
char* parameterAddress(const Descriptor& descriptor, void* first, std::size_t elementSize, std::size_t set) noexcept;

// The C type of a parameter, SQL_C_DEFAULT resolved by its SQL type.
SQLSMALLINT parameterCType(const Statement& statement, std::size_t index) noexcept;
std::size_t parameterSize(const Statement& statement, std::size_t index) noexcept;

bool isDataAtExecution(const Statement& statement, std::size_t index, std::size_t set) noexcept;

// Fills the statement's values and their types. Throws 07002 for a parameter that is not bound, and the states of
// convert::ParameterError, each with the parameter's number.
void collectParameters(Statement& statement, std::size_t set);

}  // namespace drawbridge::odbc
