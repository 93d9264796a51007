// SQLTables with its special calls, SQLPrimaryKeys.
#include "odbc/api.h"
#include "odbc/catalog-query.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {
namespace {

const Shape tablesShape = {
    {"TABLE_CAT", ShapeType::name, true, "TABLE_QUALIFIER"}, {"TABLE_SCHEM", ShapeType::name, true, "TABLE_OWNER"},
    {"TABLE_NAME", ShapeType::name, true},                   {"TABLE_TYPE", ShapeType::name, true},
    {"REMARKS", ShapeType::remarks, true},
};

const Shape primaryKeysShape = {
    {"TABLE_CAT", ShapeType::name, true, "TABLE_QUALIFIER"}, {"TABLE_SCHEM", ShapeType::name, true, "TABLE_OWNER"},
    {"TABLE_NAME", ShapeType::name, false},                  {"COLUMN_NAME", ShapeType::name, false},
    {"KEY_SEQ", ShapeType::smallInteger, false},             {"PK_NAME", ShapeType::name, true},
};

constexpr const char* none = "CAST(NULL AS VARCHAR)";

bool isEmpty(const CatalogName& name) { return name && name->empty(); }
bool isAll(const CatalogName& name) { return name && *name == "%"; }

// "TABLE,VIEW" or "'TABLE','VIEW'", in upper case. Empty: all types.
std::vector<std::string> typeList(const CatalogName& types) {
  std::vector<std::string> list;
  std::string current;
  const auto flush = [&] {
    while (!current.empty() && current.back() == ' ') current.pop_back();
    if (!current.empty()) list.push_back(current);
    current.clear();
  };
  for (const char c : types.value_or(std::string())) {
    if (c == ',') flush();
    else if (c == '\'' || (c == ' ' && current.empty())) continue;
    else current.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  }
  flush();
  for (const std::string& type : list) {
    if (type == "%") return {};
  }
  return list;
}

void showTypes(Statement& statement) {
  std::vector<std::string> rows;
  for (const char* type : {"SYSTEM TABLE", "TABLE", "VIEW"}) {
    rows.push_back(encodeRow({std::nullopt, std::nullopt, std::nullopt, type, std::nullopt}));
  }
  showCatalog(statement, tablesShape, std::move(rows));
}

void showNames(Statement& statement, const std::string& catalog, const std::string& schema, const char* table) {
  const CatalogQuery query("SELECT " + catalog + ", " + schema + ", " + none + ", " + none + ", " + none + " FROM Information." + table);
  showCatalog(statement, tablesShape, query.run(statement, "1, 2"));
}

}  // namespace

SQLRETURN tables(SQLHSTMT raw, NameArgument catalogArgument, NameArgument schemaArgument, NameArgument tableArgument,
                 NameArgument typesArgument) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const CatalogName catalog = catalogName(catalogArgument);
    const CatalogName schema = catalogName(schemaArgument);
    const CatalogName table = catalogName(tableArgument);
    const CatalogName types = catalogName(typesArgument);
    if (isAll(catalog) && isEmpty(schema) && isEmpty(table)) {
      showNames(statement, "CatalogName", none, "sys_catalogs");
    } else if (isEmpty(catalog) && isAll(schema) && isEmpty(table)) {
      showNames(statement, none, "SchemaName", "sys_schemas");
    } else if (isEmpty(catalog) && isEmpty(schema) && isEmpty(table) && isAll(types)) {
      showTypes(statement);
    } else {
      CatalogQuery query("SELECT CatalogName, SchemaName, TableName, TableType, Description FROM Information.sys_tables");
      query.inCatalog(catalog, statement);
      query.matching("SchemaName", schema, statement);
      query.matching("TableName", table, statement);
      query.oneOf("TableType", typeList(types));
      showCatalog(statement, tablesShape, query.run(statement, "TableType, CatalogName, SchemaName, TableName"));
    }
    return SQL_SUCCESS;
  });
}

SQLRETURN primaryKeys(SQLHSTMT raw, NameArgument catalog, NameArgument schema, NameArgument table) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    const CatalogName name = catalogName(table);
    if (!name) throw OdbcError("HY009", "SQLPrimaryKeys needs a table");
    CatalogQuery query("SELECT CatalogName, SchemaName, TableName, ColumnName, KeySeq, KeyName FROM Information.sys_primarykeys");
    query.inCatalog(catalogName(catalog), statement);
    query.ofTable(catalogName(schema), name, statement);
    showCatalog(statement, primaryKeysShape, query.run(statement, "CatalogName, SchemaName, TableName, KeySeq"));
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
