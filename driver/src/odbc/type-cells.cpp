#include "odbc/type-cells.h"

#include <cstdlib>

namespace drawbridge::odbc {
namespace {

long numberOf(const Cell& cell) { return cell ? std::strtol(cell->c_str(), nullptr, 10) : -1; }

Cell text(long value) { return std::to_string(value); }

Cell textOrNull(long value, bool present) { return present ? text(value) : std::nullopt; }

}  // namespace

TypeView::TypeView(const Statement& statement)
    : odbcVersion(statement.connection.environment.version), longestText(statement.connection.pool().longestText) {}

void appendTypeCells(std::vector<Cell>& row, const TypedColumn& column, const TypeView& view) {
  const TypeFacts facts =
      typeFacts(static_cast<std::uint32_t>(numberOf(column.oid)), static_cast<std::int32_t>(numberOf(column.modifier)), view.longestText);
  const bool nullable = column.nullable != Cell("f");
  const bool octets = isCharacterType(facts.sqlType) || facts.sqlType == SQL_VARBINARY;
  const SQLSMALLINT subcode = datetimeSubcode(facts.sqlType);
  row.insert(row.end(), {
      text(typeForVersion(facts.sqlType, view.odbcVersion)),
      facts.name,
      text(static_cast<long>(facts.columnSize)),
      text(facts.octetLength),
      textOrNull(facts.decimalDigits, facts.decimalDigits >= 0),
      textOrNull(facts.radix, facts.radix > 0),
      text(nullable ? SQL_NULLABLE : SQL_NO_NULLS),
      column.remarks,
      std::nullopt,
      text(verboseType(facts.sqlType)),
      textOrNull(subcode, subcode != 0),
      textOrNull(facts.octetLength, octets),
      column.ordinal,
      nullable ? "YES" : "NO",
  });
}

}  // namespace drawbridge::odbc
