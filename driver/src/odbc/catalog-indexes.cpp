// SQLStatistics and SQLSpecialColumns: what is unique in a table, and what tells its rows apart.
#include "odbc/api.h"
#include "odbc/catalog-query.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"
#include "odbc/mapped-rows.h"
#include "odbc/type-cells.h"

namespace drawbridge::odbc {
namespace {

using namespace shape_types;

const Shape statisticsShape = {
    {"TABLE_CAT", name, true, "TABLE_QUALIFIER"},
    {"TABLE_SCHEM", name, true, "TABLE_OWNER"},
    {"TABLE_NAME", name, false},
    {"NON_UNIQUE", small, true},
    {"INDEX_QUALIFIER", name, true},
    {"INDEX_NAME", name, true},
    {"TYPE", small, false},
    {"ORDINAL_POSITION", small, true, "SEQ_IN_INDEX"},
    {"COLUMN_NAME", name, true},
    {"ASC_OR_DESC", name, true, "COLLATION"},
    {"CARDINALITY", whole, true},
    {"PAGES", whole, true},
    {"FILTER_CONDITION", name, true},
};

const Shape specialColumnsShape = {
    {"SCOPE", small, true},
    {"COLUMN_NAME", name, false},
    {"DATA_TYPE", small, false},
    {"TYPE_NAME", name, false},
    {"COLUMN_SIZE", whole, true, "PRECISION"},
    {"BUFFER_LENGTH", whole, true, "LENGTH"},
    {"DECIMAL_DIGITS", small, true, "SCALE"},
    {"PSEUDO_COLUMN", small, true},
};

CatalogName tableOf(const TableArgument& argument, const char* function) {
  CatalogName table = catalogName(argument.table);
  if (!table || table->empty()) throw OdbcError("HY009", std::string(function) + " needs a table");
  return table;
}

// What the query about key columns selects, in this order.
enum KeySource { keyColumn, keyOid, keyModifier, keyWidth };

std::vector<Cell> mapKeyColumn(const std::vector<Cell>& from, const TypeView& view) {
  const Cell nothing;
  std::vector<Cell> typed;
  appendTypeCells(typed, {from[keyOid], from[keyModifier], Cell("f"), nothing, nothing}, view);
  // Its first five cells are DATA_TYPE to DECIMAL_DIGITS.
  std::vector<Cell> row = {std::to_string(SQL_SCOPE_SESSION), from[keyColumn]};
  row.insert(row.end(), typed.begin(), typed.begin() + 5);
  row.emplace_back(std::to_string(SQL_PC_NOT_PSEUDO));
  return row;
}

}  // namespace

SQLRETURN statistics(SQLHSTMT raw, const TableArgument& table, SQLUSMALLINT unique, SQLUSMALLINT accuracy) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const CatalogName tableName = tableOf(table, "SQLStatistics");
    if (unique != SQL_INDEX_UNIQUE && unique != SQL_INDEX_ALL) throw OdbcError("HY100", "There is no such kind of index");
    if (accuracy != SQL_ENSURE && accuracy != SQL_QUICK) throw OdbcError("HY101", "There is no such accuracy of numbers");
    const std::string from = unique == SQL_INDEX_ALL ? "Information.sys_indexes" : "(SELECT * FROM Information.sys_indexes WHERE IsUnique) i";
    CatalogQuery query(
        "SELECT CatalogName, SchemaName, TableName, CASE WHEN IsUnique THEN 0 ELSE 1 END, CAST(NULL AS VARCHAR), IndexName, Type,"
        " OrdinalPosition, ColumnName, SortOrder, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), CAST(NULL AS VARCHAR) FROM " + from);
    query.inCatalog(catalogName(table.catalog), statement);
    query.ofTable(catalogName(table.schema), tableName, statement);
    showCatalog(statement, statisticsShape, query.run(statement, "4, Type, CatalogName, SchemaName, IndexName, OrdinalPosition"));
    return SQL_SUCCESS;
  });
}

// A primary key keeps its value, so that it is good enough for every scope that may be asked for.
SQLRETURN specialColumns(SQLHSTMT raw, SQLUSMALLINT kind, const TableArgument& table, SQLUSMALLINT scope, SQLUSMALLINT nullable) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const CatalogName tableName = tableOf(table, "SQLSpecialColumns");
    if (kind != SQL_BEST_ROWID && kind != SQL_ROWVER) throw OdbcError("HY097", "There is no such kind of column");
    if (scope > SQL_SCOPE_SESSION) throw OdbcError("HY098", "There is no such scope");
    // No column of a key is ever NULL, so that either answer leaves all of them.
    if (nullable > SQL_NULLABLE) throw OdbcError("HY099", "Columns are asked for with or without those that may be NULL");
    if (kind == SQL_ROWVER) {
      statement.connection.pool();
      showCatalog(statement, specialColumnsShape, std::vector<std::string>());
      return SQL_SUCCESS;
    }
    const CatalogName schema = catalogName(table.schema);
    const bool named = schema && !schema->empty();
    // The result does not say which table a column is of: without a schema the one is meant that a statement would read.
    const std::string from = named ? "Information.sys_tablecolumns"
                                   : std::string("(SELECT * FROM Information.sys_tablecolumns WHERE SchemaName") + isSearched + ") c";
    CatalogQuery query("SELECT ColumnName, TypeOid, TypeModifier FROM " + from);
    query.equal("TableName", tableName, statement);
    query.isTrue("IsKey");
    query.inCatalog(catalogName(table.catalog), statement);
    query.equal("SchemaName", schema, statement);
    auto cursor = query.run(statement, "Ordinal");
    const TypeView view(statement);
    showCatalog(statement, specialColumnsShape,
                std::make_unique<MappedRows>(std::move(cursor), keyWidth,
                                             [view](const std::vector<Cell>& row) { return mapKeyColumn(row, view); }));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
