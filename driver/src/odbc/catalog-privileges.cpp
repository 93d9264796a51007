// Catalog functions about things that the engine does not tell of: empty results of the right shape, so that
// applications that ask for them go on.
#include "odbc/api.h"
#include "odbc/catalog-shape.h"
#include "odbc/guard.h"

namespace drawbridge::odbc {
namespace {

constexpr ShapeType name = ShapeType::name;

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

SQLRETURN tablePrivileges(SQLHSTMT raw) noexcept { return showEmpty(raw, tablePrivilegesShape); }
SQLRETURN columnPrivileges(SQLHSTMT raw) noexcept { return showEmpty(raw, columnPrivilegesShape); }

}  // namespace drawbridge::odbc
