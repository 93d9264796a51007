// SQLTablePrivileges, SQLColumnPrivileges: everything can be read, and what the catalog says can be written unless the data
// source is read only. Whether Bitbucket lets the account do it, it says when it is asked.
#include "odbc/api.h"
#include "odbc/catalog-query.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {
namespace {

using namespace shape_types;

const Shape tablePrivilegesShape = {
    {"TABLE_CAT", name, true, "TABLE_QUALIFIER"}, {"TABLE_SCHEM", name, true, "TABLE_OWNER"}, {"TABLE_NAME", name, false},
    {"GRANTOR", name, true}, {"GRANTEE", name, false}, {"PRIVILEGE", name, false}, {"IS_GRANTABLE", name, true},
};

const Shape columnPrivilegesShape = {
    {"TABLE_CAT", name, true, "TABLE_QUALIFIER"}, {"TABLE_SCHEM", name, true, "TABLE_OWNER"}, {"TABLE_NAME", name, false},
    {"COLUMN_NAME", name, false}, {"GRANTOR", name, true}, {"GRANTEE", name, false}, {"PRIVILEGE", name, false},
    {"IS_GRANTABLE", name, true},
};

// A privilege, and the column of the system table that says which rows of it have that; none: all.
struct Privilege {
  const char* name;
  const char* where;
};

// One row for each privilege on each thing of the system table.
std::string privilegesQuery(const std::string& what, const char* table, std::initializer_list<Privilege> privileges, bool readOnly) {
  std::string rows;
  for (const Privilege& privilege : privileges) {
    if (readOnly && privilege.where != nullptr) continue;
    if (!rows.empty()) rows += " UNION ALL ";
    rows += "SELECT " + what + ", '" + privilege.name + "' AS Privilege FROM Information." + table;
    if (privilege.where != nullptr) rows += std::string(" WHERE ") + privilege.where;
  }
  return "SELECT " + what + ", CAST(NULL AS VARCHAR), current_user, Privilege, 'NO' FROM (" + rows + ") p";
}

}  // namespace

SQLRETURN tablePrivileges(SQLHSTMT raw, const TableArgument& table) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    CatalogQuery query(privilegesQuery("CatalogName, SchemaName, TableName", "sys_tables",
                              {{"DELETE", "IsDeletable"}, {"INSERT", "IsInsertable"}, {"SELECT", nullptr}, {"UPDATE", "IsUpdatable"}},
                              statement.connection.pool().readOnly));
    query.inCatalog(catalogName(table.catalog), statement);
    query.matching("SchemaName", catalogName(table.schema), statement);
    query.matching("TableName", catalogName(table.table), statement);
    showCatalog(statement, tablePrivilegesShape, query.run(statement, "CatalogName, SchemaName, TableName, Privilege"));
    return SQL_SUCCESS;
  });
}

SQLRETURN columnPrivileges(SQLHSTMT raw, const TableArgument& table, NameArgument column) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const CatalogName tableName = catalogName(table.table);
    if (!tableName) throw OdbcError("HY009", "SQLColumnPrivileges needs a table");
    CatalogQuery query(privilegesQuery("CatalogName, SchemaName, TableName, ColumnName", "sys_tablecolumns",
                              {{"INSERT", "IsInsertable"}, {"SELECT", nullptr}, {"UPDATE", "IsUpdatable"}},
                              statement.connection.pool().readOnly));
    query.inCatalog(catalogName(table.catalog), statement);
    query.ofTable(catalogName(table.schema), tableName, statement);
    query.matching("ColumnName", catalogName(column), statement);
    showCatalog(statement, columnPrivilegesShape, query.run(statement, "CatalogName, SchemaName, TableName, ColumnName, Privilege"));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
