// SQLForeignKeys: the keys of a table, those that lead to a table, or those from one table to another.
#include "odbc/api.h"
#include "odbc/catalog-query.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {
namespace {

using namespace shape_types;

const Shape foreignKeysShape = {
    {"PKTABLE_CAT", name, true, "PKTABLE_QUALIFIER"}, {"PKTABLE_SCHEM", name, true, "PKTABLE_OWNER"},
    {"PKTABLE_NAME", name, false},                    {"PKCOLUMN_NAME", name, false},
    {"FKTABLE_CAT", name, true, "FKTABLE_QUALIFIER"}, {"FKTABLE_SCHEM", name, true, "FKTABLE_OWNER"},
    {"FKTABLE_NAME", name, false},                    {"FKCOLUMN_NAME", name, false},
    {"KEY_SEQ", small, false},                        {"UPDATE_RULE", small, true},
    {"DELETE_RULE", small, true},                     {"FK_NAME", name, true},
    {"PK_NAME", name, true},                          {"DEFERRABILITY", small, true},
};

bool isGiven(const CatalogName& name) { return name && !name->empty(); }

}  // namespace

SQLRETURN foreignKeys(SQLHSTMT raw, const TableArgument& parent, const TableArgument& child) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const CatalogName parentTable = catalogName(parent.table);
    const CatalogName childTable = catalogName(child.table);
    if (!isGiven(parentTable) && !isGiven(childTable)) throw OdbcError("HY009", "SQLForeignKeys needs a table");
    const std::string noAction = std::to_string(SQL_NO_ACTION);
    CatalogQuery query(
        "SELECT ReferencedCatalogName, ReferencedSchemaName, ReferencedTableName, ReferencedColumnName, CatalogName, SchemaName, TableName,"
        " ColumnName, KeySeq, " + noAction + ", " + noAction + ", ForeignKeyName, PrimaryKeyName, " + std::to_string(SQL_NOT_DEFERRABLE) +
        " FROM Information.sys_foreignkeys");
    query.inCatalog(catalogName(parent.catalog), statement, "ReferencedCatalogName");
    query.ofTable(catalogName(parent.schema), parentTable, statement, "ReferencedSchemaName", "ReferencedTableName");
    query.inCatalog(catalogName(child.catalog), statement);
    query.ofTable(catalogName(child.schema), childTable, statement);
    // A table may have several keys to another one, whose columns must stay together.
    showCatalog(statement, foreignKeysShape,
                query.run(statement, isGiven(parentTable)
                                         ? "CatalogName, SchemaName, TableName, ForeignKeyName, KeySeq"
                                         : "ReferencedCatalogName, ReferencedSchemaName, ReferencedTableName, ForeignKeyName, KeySeq"));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
