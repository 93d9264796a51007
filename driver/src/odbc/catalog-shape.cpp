#include "odbc/catalog-shape.h"

namespace drawbridge::odbc {
namespace {

constexpr std::int32_t nameModifier = 255 + 4;
constexpr std::int32_t remarksModifier = 1024 + 4;

Column columnOf(const ShapeColumn& column, SQLINTEGER odbcVersion) {
  const bool old = odbcVersion == SQL_OV_ODBC2 && column.oldName != nullptr;
  const char* name = old ? column.oldName : column.name;
  switch (column.type) {
    case ShapeType::smallInteger: return makeColumn(name, convert::oid::int2, -1);
    case ShapeType::integer: return makeColumn(name, convert::oid::int4, -1);
    case ShapeType::remarks: return makeColumn(name, convert::oid::varchar, remarksModifier);
    default: return makeColumn(name, convert::oid::varchar, nameModifier);
  }
}

}  // namespace

std::vector<Column> shapeColumns(const Shape& shape, SQLINTEGER odbcVersion) {
  std::vector<Column> columns;
  for (const ShapeColumn& column : shape) {
    columns.push_back(columnOf(column, odbcVersion));
    columns.back().nullable = column.nullable ? SQL_NULLABLE : SQL_NO_NULLS;
  }
  return columns;
}

void showCatalog(Statement& statement, const Shape& shape, std::unique_ptr<RowSource> rows) {
  statement.show(shapeColumns(shape, statement.connection.environment.version), std::move(rows));
}

void showCatalog(Statement& statement, const Shape& shape, std::vector<std::string> encodedRows) {
  showCatalog(statement, shape, std::make_unique<MemoryRows>(std::move(encodedRows)));
}

}  // namespace drawbridge::odbc
