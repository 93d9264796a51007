// What ODBC says of a type, from DATA_TYPE to IS_NULLABLE: the same for columns of tables and of procedures.
#pragma once

#include <vector>

#include "odbc/api.h"
#include "odbc/catalog-shape.h"
#include "odbc/mapped-rows.h"

namespace drawbridge::odbc {

// What the same type looks like to different applications.
struct TypeView {
  explicit TypeView(const Statement& statement);

  SQLINTEGER odbcVersion;
  SQLULEN longestText;
};

// The cells of a typed column as the engine's own catalog tells them.
struct TypedColumn {
  const Cell& oid;
  const Cell& modifier;
  const Cell& nullable;
  const Cell& remarks;
  const Cell& ordinal;
};

// Puts the fourteen cells behind those that `row` has.
void appendTypeCells(std::vector<Cell>& row, const TypedColumn& column, const TypeView& view);

}  // namespace drawbridge::odbc
