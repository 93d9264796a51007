#include "odbc/rowset.h"

#include <cstring>

#include "odbc/bind-plan.h"
#include "odbc/cell-outcome.h"
#include "odbc/max-length.h"
#include "odbc/odbc-error.h"
#include "wire/reader.h"

namespace drawbridge::odbc {
namespace {

// Raw rows that are held for SQLGetData although every column is bound.
constexpr std::size_t mostKept = 16u << 20;
constexpr std::uint32_t nullLength = 0xFFFFFFFFu;

[[noreturn]] void malformed() { throw wire::ProtocolError("a row does not have the form that its description announced"); }

void store(char* where, SQLLEN value) noexcept { std::memcpy(where, &value, sizeof value); }

class RowWriter {
 public:
  // The cells of the row are noted in `statement.cells` if that has room for them.
  RowWriter(Statement& statement, const BindPlan& plan)
      : statement_(statement),
        plan_(plan),
        columns_(statement.columns.size()),
        indexing_(statement.cells.data()),
        offset_(statement.row->bindOffset != nullptr ? *statement.row->bindOffset : 0) {}

  SQLUSMALLINT write(const Row& row, std::size_t index) {
    const std::uint8_t* at = row.bytes;
    const std::uint8_t* const end = row.bytes + row.size;
    if (row.size < 2 || wire::bigEndian16(at) != columns_) malformed();
    at += 2;
    SQLUSMALLINT status = SQL_ROW_SUCCESS;
    // Columns that are not bound are stepped over and checked all the same: SQLGetData may come for them.
    for (std::size_t i = 0; i < columns_; i++) {
      if (end - at < 4) malformed();
      const std::uint32_t length = wire::bigEndian32(at);
      at += 4;
      const bool null = length == nullLength;
      const std::size_t size = null ? 0 : length;
      if (static_cast<std::size_t>(end - at) < size) malformed();
      if (indexing_ != nullptr) indexing_[i] = {static_cast<std::size_t>(at - row.bytes), size, null};
      const BoundColumn& column = plan_.columns[i];
      if (column.bound) {
        const std::string_view cell(reinterpret_cast<const char*>(at), size);
        status = worse(status, null ? writeNull(column, index, i) : writeCell(column, cell, index, i));
      }
      at += size;
    }
    return status;
  }

 private:
  static SQLUSMALLINT worse(SQLUSMALLINT a, SQLUSMALLINT b) noexcept {
    if (a == SQL_ROW_ERROR || b == SQL_ROW_ERROR) return SQL_ROW_ERROR;
    return a == SQL_ROW_SUCCESS ? b : a;
  }

  SQLUSMALLINT fail(DiagnosticRecord record) {
    statement_.diagnostics.error(std::move(record));
    return SQL_ROW_ERROR;
  }

  SQLUSMALLINT writeNull(const BoundColumn& column, std::size_t index, std::size_t number) {
    if (column.indicator == nullptr) {
      return fail({"22002", "The value is NULL, but the column has no indicator", rowNumber(index), columnNumber(number)});
    }
    store(column.indicator + offset_ + index * column.lengthStride, SQL_NULL_DATA);
    return SQL_ROW_SUCCESS;
  }

  SQLUSMALLINT writeCell(const BoundColumn& column, std::string_view cell, std::size_t index, std::size_t number) {
    if (column.restricted) {
      return fail({"07006", "The column cannot be converted into the type that it is bound to", rowNumber(index), columnNumber(number)});
    }
    cell = limited(cell, statement_.columns[number].type, statement_.attributes.maxLength);
    SQLLEN length = 0;
    convert::Target target = column.target;
    target.length = &length;
    char scratch[64];
    target.value = column.lengthOnly ? scratch : column.value + offset_ + index * column.valueStride;
    convert::Outcome outcome = column.converter(cell, target);
    if (column.lengthOnly && outcome == convert::Outcome::textCut) outcome = convert::Outcome::done;
    if (arrived(outcome)) {
      const std::size_t at = index * column.lengthStride;
      if (column.indicator != nullptr && column.indicator != column.length) store(column.indicator + offset_ + at, 0);
      if (column.length != nullptr) store(column.length + offset_ + at, length);
    }
    if (outcome == convert::Outcome::done) return SQL_ROW_SUCCESS;
    DiagnosticRecord record = cellRecord(outcome, rowNumber(index), columnNumber(number));
    if (!arrived(outcome)) return fail(std::move(record));
    statement_.diagnostics.warn(std::move(record));
    return SQL_ROW_SUCCESS_WITH_INFO;
  }

  static SQLLEN rowNumber(std::size_t index) noexcept { return static_cast<SQLLEN>(index + 1); }
  static SQLINTEGER columnNumber(std::size_t index) noexcept { return static_cast<SQLINTEGER>(index + 1); }

  Statement& statement_;
  const BindPlan& plan_;
  const std::size_t columns_;
  CellPlace* const indexing_;
  const SQLLEN offset_;
};

void finish(const RowsetTarget& target, std::size_t rows, SQLUSMALLINT rest) {
  if (target.fetched != nullptr) *target.fetched = rows;
  for (std::size_t i = rows; target.status != nullptr && i < target.size; i++) target.status[i] = rest;
}

struct Filled {
  std::size_t rows = 0;
  std::size_t errors = 0;
};

Filled fill(Statement& statement, const RowsetTarget& target) {
  const BindPlan& plan = currentPlan(statement);
  // With one row at a time most applications go on with SQLGetData for every column.
  const bool retrieve = statement.attributes.retrieveData == SQL_RD_ON;
  statement.cells.resize(target.size == 1 && retrieve ? statement.columns.size() : 0);
  RowWriter writer(statement, plan);
  Filled filled;
  Row row;
  while (filled.rows < target.size && statement.rows->next(row)) {
    if (!statement.rowsetDropped) statement.rowset.push_back({row.token, row.size});
    const SQLUSMALLINT status = retrieve ? writer.write(row, filled.rows) : SQLUSMALLINT{SQL_ROW_SUCCESS};
    if (target.status != nullptr) target.status[filled.rows] = status;
    if (status == SQL_ROW_ERROR) filled.errors++;
    filled.rows++;
    if (plan.allBound && target.size > 1 && statement.rows->dropKeptBeyond(mostKept)) {
      statement.rowset.clear();
      statement.rowsetDropped = true;
    }
  }
  if (filled.rows > 0) statement.rows->settle();
  return filled;
}

}  // namespace

SQLRETURN fetchRowset(Statement& statement, const RowsetTarget& target) {
  if (!statement.rows) throw OdbcError("24000", "No result is open");
  statement.rowset.clear();
  statement.rowsetDropped = false;
  statement.cell = {};
  statement.position = 0;
  statement.rows->beginRowset();
  Filled filled;
  try {
    filled = fill(statement, target);
  } catch (...) {
    // Nothing of a rowset that broke is shown, and nothing may look like the result's end afterwards.
    finish(target, 0, SQL_ROW_NOROW);
    statement.closeCursor();
    throw;
  }
  finish(target, filled.rows, SQL_ROW_NOROW);
  statement.firstRow += statement.rowsetRows;
  statement.rowsetRows = filled.rows;
  if (filled.rows == 0) return SQL_NO_DATA;
  statement.position = 1;
  if (filled.errors == filled.rows) return SQL_ERROR;
  return filled.errors > 0 ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
}

bool cellAt(const std::uint8_t* row, std::size_t size, std::size_t index, std::string_view& cell) {
  const std::uint8_t* at = row;
  const std::uint8_t* const end = row + size;
  if (size < 2 || wire::bigEndian16(at) <= index) malformed();
  at += 2;
  for (std::size_t i = 0;; i++) {
    if (end - at < 4) malformed();
    const std::uint32_t length = wire::bigEndian32(at);
    at += 4;
    const bool null = length == nullLength;
    if (!null && static_cast<std::size_t>(end - at) < length) malformed();
    if (i == index) {
      cell = null ? std::string_view() : std::string_view(reinterpret_cast<const char*>(at), length);
      return !null;
    }
    if (!null) at += length;
  }
}

}  // namespace drawbridge::odbc
