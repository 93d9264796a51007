// Fetching a rowset: rows go straight from the receive buffer into the application's buffers.
#pragma once

#include "odbc/statement.h"

namespace drawbridge::odbc {

// What SQLFetch and SQLExtendedFetch have in different places.
struct RowsetTarget {
  SQLULEN size = 1;
  SQLULEN* fetched = nullptr;
  SQLUSMALLINT* status = nullptr;
};

SQLRETURN fetchRowset(Statement& statement, const RowsetTarget& target);

// The cell of the current row; false: NULL. Throws when the row is malformed.
bool cellAt(const std::uint8_t* row, std::size_t size, std::size_t index, std::string_view& cell);

}  // namespace drawbridge::odbc
