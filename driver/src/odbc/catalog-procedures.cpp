// SQLProcedures, SQLProcedureColumns: the engine says which there are, the type table what ODBC says of their types.
#include "odbc/api.h"
#include "odbc/catalog-query.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"
#include "odbc/mapped-rows.h"
#include "odbc/type-cells.h"

namespace drawbridge::odbc {
namespace {

using namespace shape_types;

const Shape proceduresShape = {
    {"PROCEDURE_CAT", name, true, "PROCEDURE_QUALIFIER"},
    {"PROCEDURE_SCHEM", name, true, "PROCEDURE_OWNER"},
    {"PROCEDURE_NAME", name, false},
    {"NUM_INPUT_PARAMS", whole, true},
    {"NUM_OUTPUT_PARAMS", whole, true},
    {"NUM_RESULT_SETS", whole, true},
    {"REMARKS", ShapeType::remarks, true},
    {"PROCEDURE_TYPE", small, true},
};

const Shape procedureColumnsShape = {
    {"PROCEDURE_CAT", name, true, "PROCEDURE_QUALIFIER"},
    {"PROCEDURE_SCHEM", name, true, "PROCEDURE_OWNER"},
    {"PROCEDURE_NAME", name, false},
    {"COLUMN_NAME", name, false},
    {"COLUMN_TYPE", small, false},
    {"DATA_TYPE", small, false},
    {"TYPE_NAME", name, false},
    {"COLUMN_SIZE", whole, true, "PRECISION"},
    {"BUFFER_LENGTH", whole, true, "LENGTH"},
    {"DECIMAL_DIGITS", small, true, "SCALE"},
    {"NUM_PREC_RADIX", small, true, "RADIX"},
    {"NULLABLE", small, false},
    {"REMARKS", ShapeType::remarks, true},
    {"COLUMN_DEF", name, true},
    {"SQL_DATA_TYPE", small, false},
    {"SQL_DATETIME_SUB", small, true},
    {"CHAR_OCTET_LENGTH", whole, true},
    {"ORDINAL_POSITION", whole, false},
    {"IS_NULLABLE", name, true},
};

// What the query about columns selects, in this order.
enum ParameterSource {
  parameterCatalog, parameterSchema, parameterProcedure, parameterColumn, parameterDirection, parameterOid, parameterModifier, parameterNullable, parameterText, parameterOrdinal,
  parameterWidth
};

std::vector<Cell> mapParameter(const std::vector<Cell>& from, const TypeView& view) {
  const bool isInput = from[parameterDirection] == Cell("IN");
  std::vector<Cell> row = {from[parameterCatalog], from[parameterSchema], from[parameterProcedure], from[parameterColumn],
                           std::to_string(isInput ? SQL_PARAM_INPUT : SQL_RESULT_COL)};
  appendTypeCells(row, {from[parameterOid], from[parameterModifier], from[parameterNullable], from[parameterText], from[parameterOrdinal]}, view);
  return row;
}

}  // namespace

SQLRETURN procedures(SQLHSTMT raw, NameArgument catalog, NameArgument schema, NameArgument procedure) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    CatalogQuery query(
        "SELECT CatalogName, SchemaName, ProcedureName, ParameterCount, 0, 1, Description, " + std::to_string(SQL_PT_PROCEDURE) +
        " FROM Information.sys_procedures");
    query.inCatalog(catalogName(catalog), statement);
    query.matching("SchemaName", catalogName(schema), statement);
    query.matching("ProcedureName", catalogName(procedure), statement);
    showCatalog(statement, proceduresShape, query.run(statement, "CatalogName, SchemaName, ProcedureName"));
    return SQL_SUCCESS;
  });
}

SQLRETURN procedureColumns(SQLHSTMT raw, NameArgument catalog, NameArgument schema, NameArgument procedure, NameArgument column) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    CatalogQuery query(
        "SELECT CatalogName, SchemaName, ProcedureName, ColumnName, Direction, TypeOid, TypeModifier, IsNullable, Description, Ordinal"
        " FROM Information.sys_procedureparameters");
    query.inCatalog(catalogName(catalog), statement);
    query.matching("SchemaName", catalogName(schema), statement);
    query.matching("ProcedureName", catalogName(procedure), statement);
    query.matching("ColumnName", catalogName(column), statement);
    // IN comes before RESULT, as ODBC wants parameters before columns.
    auto cursor = query.run(statement, "CatalogName, SchemaName, ProcedureName, Direction, Ordinal");
    const TypeView view(statement);
    showCatalog(statement, procedureColumnsShape,
                std::make_unique<MappedRows>(std::move(cursor), parameterWidth,
                                             [view](const std::vector<Cell>& from) { return mapParameter(from, view); }));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
