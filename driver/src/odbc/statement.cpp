#include "odbc/statement.h"

#include "odbc/server-state.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {

Statement::Statement(Connection& owner)
    : Handle(handleKind),
      connection(owner),
      implicitRow(owner, DescriptorRole::applicationRow),
      implicitParameter(owner, DescriptorRole::applicationParameter),
      implementationRow(owner, DescriptorRole::implementationRow),
      implementationParameter(owner, DescriptorRole::implementationParameter) {
  for (Descriptor* own : {&implicitRow, &implicitParameter, &implementationRow, &implementationParameter}) own->statement = this;
  attributes = owner.settings.statementDefaults;
}

void Statement::forget(const Descriptor& descriptor) noexcept {
  if (row == &descriptor) row = &implicitRow;
  if (parameter == &descriptor) parameter = &implicitParameter;
  plan = {};
}

void Statement::closeCursor() noexcept {
  rows.reset();
  rowset.clear();
  cells.clear();
  rowsetDropped = false;
  position = 0;
  firstRow = 0;
  rowsetRows = 0;
  fetchedBy = FetchedBy::nothing;
  cell = {};
  plan = {};
  executed = false;
  nextPart = parts.size();
  if (!prepared) columns.clear();
  else if (parts.size() > 1) columns = preparedColumns;
}

void Statement::show(std::vector<Column> resultColumns, std::unique_ptr<RowSource> source) {
  closeCursor();
  prepared = false;
  parts.clear();
  nextPart = 0;
  columns = std::move(resultColumns);
  rows = std::move(source);
  affected = -1;
  commandTag = "SELECT";
  executed = true;
}

NoticeSink Statement::noticeSink() {
  return [this](const wire::ServerReport& report) { diagnostics.warn(noticeRecord(report)); };
}

void Statement::requireNoCursor() const { require(*this, Call::catalog); }

}  // namespace drawbridge::odbc
