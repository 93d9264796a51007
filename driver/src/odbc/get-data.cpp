// SQLGetData: any column in any order, long values in pieces.
#include <cstring>

#include "odbc/api.h"
#include "odbc/cell-outcome.h"
#include "odbc/guard.h"
#include "odbc/max-length.h"
#include "odbc/rowset.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {
namespace {

struct Destination {
  SQLPOINTER value;
  SQLLEN room;
  SQLLEN* length;
};

bool isVariable(SQLSMALLINT cType) noexcept { return convert::fixedSize(cType) == 0; }

std::size_t terminatorOf(SQLSMALLINT cType) noexcept {
  return cType == SQL_C_CHAR ? 1 : cType == SQL_C_WCHAR ? sizeof(SQLWCHAR) : 0;
}

// Bytes of a piece that fit beside the terminator.
std::size_t pieceRoom(SQLSMALLINT cType, SQLLEN room) noexcept {
  const std::size_t terminator = terminatorOf(cType);
  const std::size_t bytes = static_cast<std::size_t>(room);
  const std::size_t fit = bytes > terminator ? bytes - terminator : 0;
  return cType == SQL_C_WCHAR ? fit - fit % sizeof(SQLWCHAR) : fit;
}

// The next piece of a value that did not fit the first time.
SQLRETURN nextPiece(Statement& statement, const Destination& to) {
  CellProgress& cell = statement.cell;
  const std::size_t left = cell.whole.size() - cell.given;
  const std::size_t fit = pieceRoom(cell.cType, to.room);
  const std::size_t size = left < fit ? left : fit;
  auto* out = static_cast<char*>(to.value);
  std::memcpy(out, cell.whole.data() + cell.given, size);
  const std::size_t terminator = terminatorOf(cell.cType);
  if (static_cast<std::size_t>(to.room) >= terminator) std::memset(out + size, 0, terminator);
  if (to.length != nullptr) *to.length = static_cast<SQLLEN>(left);
  cell.given += size;
  if (left > fit || static_cast<std::size_t>(to.room) < terminator) {
    statement.diagnostics.warn(cellRecord(convert::Outcome::textCut, static_cast<SQLLEN>(statement.position),
                                          static_cast<SQLINTEGER>(cell.column)));
    return SQL_SUCCESS_WITH_INFO;
  }
  cell.finished = true;
  return SQL_SUCCESS;
}

// SQL_ARD_TYPE and SQL_C_NUMERIC take what the application has written into its row descriptor.
void applyDescriptor(const Statement& statement, std::size_t number, SQLSMALLINT& cType, convert::Target& target) {
  const auto& records = statement.row->records;
  if (number > records.size()) {
    if (cType == SQL_ARD_TYPE) throw OdbcError("07009", "The row descriptor has no record for the column");
    return;
  }
  const DescriptorRecord& record = records[number - 1];
  if (cType == SQL_ARD_TYPE) cType = record.conciseType;
  if (record.precision > 0) target.precision = record.precision;
  target.scale = record.scale;
}

SQLRETURN firstPiece(Statement& statement, const Column& column, std::string_view cell, convert::Target target) {
  CellProgress& progress = statement.cell;
  const convert::Converter converter = convert::findConverter(column.type, progress.cType);
  if (converter == nullptr) throw OdbcError("07006", "The column cannot be converted into the type that was asked for");
  const auto row = static_cast<SQLLEN>(statement.position);
  const auto number = static_cast<SQLINTEGER>(progress.column);
  const convert::Outcome outcome = converter(cell, target);
  if (outcome == convert::Outcome::done) {
    progress.finished = true;
    return SQL_SUCCESS;
  }
  DiagnosticRecord record = cellRecord(outcome, row, number);
  if (!arrived(outcome)) {
    statement.diagnostics.error(std::move(record));
    return SQL_ERROR;
  }
  statement.diagnostics.warn(std::move(record));
  if (outcome == convert::Outcome::textCut && isVariable(progress.cType)) {
    progress.whole = convert::wholeValue(column.type, progress.cType, cell);
    progress.given = pieceRoom(progress.cType, target.room);
  } else {
    progress.finished = true;
  }
  return SQL_SUCCESS_WITH_INFO;
}

std::string_view currentCell(const Statement& statement, std::size_t number, bool& null) {
  if (statement.position == 0) throw OdbcError("24000", "No row has been fetched");
  if (statement.rowsetDropped) {
    throw OdbcError("HY109", "This rowset was too large to be kept beside the bound buffers; bind larger buffers or fetch fewer rows at once");
  }
  const RowsetRow& row = statement.rowset.at(statement.position - 1);
  const std::uint8_t* bytes = statement.rows->at(row.token);
  std::string_view cell;
  if (!statement.cells.empty()) {
    const CellPlace& place = statement.cells[number - 1];
    null = place.null;
    return {reinterpret_cast<const char*>(bytes) + place.offset, place.size};
  }
  null = !cellAt(bytes, row.size, number - 1, cell);
  return cell;
}

}  // namespace

SQLRETURN getData(SQLHSTMT raw, SQLUSMALLINT number, SQLSMALLINT cTypeAsked, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) -> SQLRETURN {
    require(statement, Call::getData);
    if (number == 0) throw OdbcError("07009", "There are no bookmarks here");
    if (number > statement.columns.size()) throw OdbcError("07009", "The result has no such column");
    if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
    bool null = false;
    const Column& column = statement.columns[number - 1u];
    const std::string_view cell = limited(currentCell(statement, number, null), column.type, statement.attributes.maxLength);
    convert::Target target{value, room, length};
    SQLSMALLINT cType = cTypeAsked;
    if (cType == SQL_ARD_TYPE || cType == SQL_C_NUMERIC) applyDescriptor(statement, number, cType, target);
    if (!convert::isKnownCType(cType)) throw OdbcError("HY003", "The C type is unknown");
    cType = convert::resolveCType(column.type, cType);
    if (value == nullptr) throw OdbcError("HY009", "The buffer is a null pointer");
    CellProgress& progress = statement.cell;
    const bool again = progress.column == number && progress.cType == cType;
    if (again && progress.finished) return SQL_NO_DATA;
    if (again && !progress.whole.empty()) return nextPiece(statement, {value, room, length});
    progress = {};
    progress.column = number;
    progress.cType = cType;
    if (!null) return firstPiece(statement, column, cell, target);
    if (length == nullptr) throw OdbcError("22002", "The value is NULL, but there is no indicator");
    *length = SQL_NULL_DATA;
    progress.finished = true;
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
