#include "odbc/mapped-rows.h"

#include "odbc/rowset.h"

namespace drawbridge::odbc {

bool MappedRows::next(Row& row) {
  Row from;
  if (!inner_->next(from)) return false;
  std::vector<Cell> cells(width_);
  for (std::size_t i = 0; i < width_; i++) {
    std::string_view cell;
    if (cellAt(from.bytes, from.size, i, cell)) cells[i] = std::string(cell);
  }
  rowset_.push_back(encodeRow(mapping_(cells)));
  const std::uint64_t token = rowset_.size() - 1;
  row = {token, at(token), rowset_.back().size()};
  return true;
}

const std::uint8_t* MappedRows::at(std::uint64_t token) const {
  return reinterpret_cast<const std::uint8_t*>(rowset_.at(static_cast<std::size_t>(token)).data());
}

void MappedRows::beginRowset() {
  rowset_.clear();
  inner_->beginRowset();
}

}  // namespace drawbridge::odbc
