// SQLColumns: the engine says which columns there are, the type table what ODBC says of them.
#include "odbc/api.h"
#include "odbc/catalog-query.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"
#include "odbc/mapped-rows.h"
#include "odbc/type-cells.h"

namespace drawbridge::odbc {
namespace {

const Shape columnsShape = {
    {"TABLE_CAT", ShapeType::name, true, "TABLE_QUALIFIER"},
    {"TABLE_SCHEM", ShapeType::name, true, "TABLE_OWNER"},
    {"TABLE_NAME", ShapeType::name, false},
    {"COLUMN_NAME", ShapeType::name, false},
    {"DATA_TYPE", ShapeType::smallInteger, false},
    {"TYPE_NAME", ShapeType::name, false},
    {"COLUMN_SIZE", ShapeType::integer, true, "PRECISION"},
    {"BUFFER_LENGTH", ShapeType::integer, true, "LENGTH"},
    {"DECIMAL_DIGITS", ShapeType::smallInteger, true, "SCALE"},
    {"NUM_PREC_RADIX", ShapeType::smallInteger, true, "RADIX"},
    {"NULLABLE", ShapeType::smallInteger, false},
    {"REMARKS", ShapeType::remarks, true},
    {"COLUMN_DEF", ShapeType::name, true},
    {"SQL_DATA_TYPE", ShapeType::smallInteger, false},
    {"SQL_DATETIME_SUB", ShapeType::smallInteger, true},
    {"CHAR_OCTET_LENGTH", ShapeType::integer, true},
    {"ORDINAL_POSITION", ShapeType::integer, false},
    {"IS_NULLABLE", ShapeType::name, true},
};

// What the query selects, in this order.
enum ColumnSource { columnCatalog, columnSchema, columnTable, columnColumn, columnOid, columnModifier, columnNullable, columnText, columnOrdinal, columnWidth };
constexpr const char* select =
    "SELECT CatalogName, SchemaName, TableName, ColumnName, TypeOid, TypeModifier, IsNullable, Description, Ordinal"
    " FROM Information.sys_tablecolumns";

std::vector<Cell> mapColumn(const std::vector<Cell>& from, const TypeView& view) {
  std::vector<Cell> row = {from[columnCatalog], from[columnSchema], from[columnTable], from[columnColumn]};
  appendTypeCells(row, {from[columnOid], from[columnModifier], from[columnNullable], from[columnText], from[columnOrdinal]}, view);
  return row;
}

}  // namespace

SQLRETURN columns(SQLHSTMT raw, NameArgument catalog, NameArgument schema, NameArgument table, NameArgument column) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    CatalogQuery query(select);
    query.inCatalog(catalogName(catalog), statement);
    query.matching("SchemaName", catalogName(schema), statement);
    query.matching("TableName", catalogName(table), statement);
    query.matching("ColumnName", catalogName(column), statement);
    auto cursor = query.run(statement, "CatalogName, SchemaName, TableName, Ordinal");
    const TypeView view(statement);
    showCatalog(statement, columnsShape,
                std::make_unique<MappedRows>(std::move(cursor), columnWidth,
                                             [view](const std::vector<Cell>& from) { return mapColumn(from, view); }));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
