// A statement handle: its text, its parameters, its open result and the application's place in it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "convert/converter.h"
#include "odbc/cancel-slot.h"
#include "odbc/connection.h"
#include "odbc/descriptor.h"
#include "odbc/odbc-error.h"
#include "odbc/row-source.h"
#include "odbc/server-cursor.h"

namespace drawbridge::odbc {

// One column of the rowset as it is bound: chosen once, used for every cell.
struct BoundColumn {
  convert::Converter converter = nullptr;
  // The pair of types does not exist: every value that is not NULL is 07006.
  bool restricted = false;
  bool bound = false;
  // No buffer for values, only one for their lengths.
  bool lengthOnly = false;
  char* value = nullptr;
  char* length = nullptr;
  char* indicator = nullptr;
  std::size_t valueStride = 0;
  std::size_t lengthStride = 0;
  convert::Target target;
};

struct BindPlan {
  std::vector<BoundColumn> columns;
  bool allBound = false;
  // What it was made from.
  const Descriptor* descriptor = nullptr;
  std::uint64_t version = 0;
  SQLULEN bindType = 0;
};

struct RowsetRow {
  std::uint64_t token;
  std::size_t size;
};

struct CellPlace {
  std::size_t offset;
  std::size_t size;
  bool null;
};

// How far SQLGetData has read one cell.
struct CellProgress {
  std::size_t column = 0;
  SQLSMALLINT cType = 0;
  // All of the value in the wanted form, once it did not fit at first.
  std::string whole;
  std::size_t given = 0;
  bool finished = false;
};

enum class FetchedBy : std::uint8_t { nothing, fetch, extendedFetch };

// The parameters of an execution that waits for SQLPutData.
struct PendingParameters {
  bool active = false;
  // Which set of an array of parameters, 0-based.
  std::size_t set = 0;
  // Index of the parameter whose data come; parameters before it are complete.
  std::size_t current = 0;
  bool started = false;
  // Whether SQLPutData has come for the current one.
  bool given = false;
  std::vector<std::string> data;
  std::vector<bool> null;
};

// One of the statements that stand in one text.
struct StatementPart {
  std::string sql;
  std::size_t parameterCount = 0;
};

// The values of all parameters, as they were when the execution began.
struct CollectedParameters {
  wire::ParameterValues values;
  std::vector<std::uint32_t> oids;
};

class Statement final : public Handle {
 public:
  static constexpr HandleKind handleKind = HandleKind::statement;
  explicit Statement(Connection& owner);
  ~Statement() override { connection.cursorNames.release(*this); }

  // A descriptor is being freed: use the implicit one again.
  void forget(const Descriptor& descriptor) noexcept;
  // Ends the result; a running query is stopped.
  void closeCursor() noexcept;
  // Shows rows that do not come from a statement of the application.
  void show(std::vector<Column> resultColumns, std::unique_ptr<RowSource> source);
  NoticeSink noticeSink();
  // Throws what the states of a statement have for catalog functions: 24000 while a result is open.
  void requireNoCursor() const;

  Connection& connection;
  Descriptor implicitRow;
  Descriptor implicitParameter;
  Descriptor implementationRow;
  Descriptor implementationParameter;
  Descriptor* row = &implicitRow;
  Descriptor* parameter = &implicitParameter;
  StatementAttributes attributes;

  // Never empty once something was prepared or executed; empty while a catalog function's rows are shown.
  std::vector<StatementPart> parts;
  // The part that SQLMoreResults runs.
  std::size_t nextPart = 0;
  bool prepared = false;
  std::vector<std::uint32_t> parameterOids;
  // Values that an execution sends, however many parameters are bound.
  std::size_t parameterCount = 0;
  // Why the prepared statement could not be described before its parameters have types.
  std::optional<OdbcError> notDescribed;
  PendingParameters pending;
  CollectedParameters values;

  // Before `rows`, which uses it to its end.
  CancelSlot cancelSlot;
  std::vector<Column> columns;
  // Those of the first part, as they were prepared.
  std::vector<Column> preparedColumns;
  std::unique_ptr<RowSource> rows;
  SQLLEN affected = -1;
  // What SQLRowCount tells: of a write that returns rows it is known at their end.
  SQLLEN rowCount() const noexcept { return affected < 0 && rows ? rows->affected() : affected; }
  SQLLEN affectedBySets = 0;
  // What the engine says of the statement that ran, such as `UPDATE 3`.
  std::string commandTag;
  bool executed = false;

  BindPlan plan;
  std::vector<RowsetRow> rowset;
  // Where the cells of a rowset of one row stand in it; empty for larger ones.
  std::vector<CellPlace> cells;
  bool rowsetDropped = false;
  // 1-based place of SQLSetPos in the rowset; 0: before the first fetch.
  std::size_t position = 0;
  // Rows of the result before the rowset, and rows in it.
  SQLULEN firstRow = 0;
  SQLULEN rowsetRows = 0;
  FetchedBy fetchedBy = FetchedBy::nothing;
  CellProgress cell;
  std::string cursorName;
};

}  // namespace drawbridge::odbc
