// The result sets of the catalog functions: names, order and types of their columns are fixed by ODBC, and
// some names differ for applications of version 2.
#pragma once

#include <memory>
#include <vector>

#include "odbc/memory-rows.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {

enum class ShapeType : std::uint8_t { name, remarks, smallInteger, integer };

// Short, for the tables of shapes.
namespace shape_types {
constexpr ShapeType name = ShapeType::name;
constexpr ShapeType small = ShapeType::smallInteger;
constexpr ShapeType whole = ShapeType::integer;
}  // namespace shape_types

struct ShapeColumn {
  const char* name;
  ShapeType type;
  bool nullable;
  // Of ODBC 2.x, where it differs.
  const char* oldName = nullptr;
};

using Shape = std::vector<ShapeColumn>;

std::vector<Column> shapeColumns(const Shape& shape, SQLINTEGER odbcVersion);

// Opens the rows, which have the shape's columns, as the statement's result.
void showCatalog(Statement& statement, const Shape& shape, std::unique_ptr<RowSource> rows);
void showCatalog(Statement& statement, const Shape& shape, std::vector<std::string> encodedRows);

}  // namespace drawbridge::odbc
