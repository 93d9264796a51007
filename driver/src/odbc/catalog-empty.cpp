// Catalog functions about things that the engine does not tell of: empty results of the right shape, so that
// applications that ask for them go on.
#include "odbc/api.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {
namespace {

constexpr ShapeType name = ShapeType::name;
constexpr ShapeType small = ShapeType::smallInteger;
constexpr ShapeType whole = ShapeType::integer;

const Shape foreignKeysShape = {
    {"PKTABLE_CAT", name, true, "PKTABLE_QUALIFIER"}, {"PKTABLE_SCHEM", name, true, "PKTABLE_OWNER"},
    {"PKTABLE_NAME", name, false},                    {"PKCOLUMN_NAME", name, false},
    {"FKTABLE_CAT", name, true, "FKTABLE_QUALIFIER"}, {"FKTABLE_SCHEM", name, true, "FKTABLE_OWNER"},
    {"FKTABLE_NAME", name, false},                    {"FKCOLUMN_NAME", name, false},
    {"KEY_SEQ", small, false},                        {"UPDATE_RULE", small, true},
    {"DELETE_RULE", small, true},                     {"FK_NAME", name, true},
    {"PK_NAME", name, true},                          {"DEFERRABILITY", small, true},
};

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

const Shape tablePrivilegesShape = {
    {"TABLE_CAT", name, true, "TABLE_QUALIFIER"}, {"TABLE_SCHEM", name, true, "TABLE_OWNER"}, {"TABLE_NAME", name, false},
    {"GRANTOR", name, true}, {"GRANTEE", name, false}, {"PRIVILEGE", name, false}, {"IS_GRANTABLE", name, true},
};

const Shape columnPrivilegesShape = {
    {"TABLE_CAT", name, true, "TABLE_QUALIFIER"}, {"TABLE_SCHEM", name, true, "TABLE_OWNER"}, {"TABLE_NAME", name, false},
    {"COLUMN_NAME", name, false}, {"GRANTOR", name, true}, {"GRANTEE", name, false}, {"PRIVILEGE", name, false},
    {"IS_GRANTABLE", name, true},
};

SQLRETURN showEmpty(SQLHSTMT raw, const Shape& shape) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    statement.requireNoCursor();
    statement.connection.pool();
    showCatalog(statement, shape, std::vector<std::string>());
    return SQL_SUCCESS;
  });
}

}  // namespace

SQLRETURN foreignKeys(SQLHSTMT raw) noexcept { return showEmpty(raw, foreignKeysShape); }
SQLRETURN statistics(SQLHSTMT raw) noexcept { return showEmpty(raw, statisticsShape); }
SQLRETURN specialColumns(SQLHSTMT raw) noexcept { return showEmpty(raw, specialColumnsShape); }
SQLRETURN tablePrivileges(SQLHSTMT raw) noexcept { return showEmpty(raw, tablePrivilegesShape); }
SQLRETURN columnPrivileges(SQLHSTMT raw) noexcept { return showEmpty(raw, columnPrivilegesShape); }

}  // namespace drawbridge::odbc
