#include "odbc/memory-rows.h"

namespace drawbridge::odbc {
namespace {

void append(std::string& out, std::uint32_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out.push_back(static_cast<char>(value >> shift & 0xFF));
}

}  // namespace

std::string encodeRow(const std::vector<Cell>& cells) {
  std::string out;
  append(out, static_cast<std::uint32_t>(cells.size()), 2);
  for (const Cell& cell : cells) {
    append(out, cell ? static_cast<std::uint32_t>(cell->size()) : 0xFFFFFFFFu, 4);
    if (cell) out += *cell;
  }
  return out;
}

bool MemoryRows::next(Row& row) {
  if (next_ == rows_.size()) return false;
  row = {next_, at(next_), rows_[next_].size()};
  next_++;
  return true;
}

const std::uint8_t* MemoryRows::at(std::uint64_t token) const {
  return reinterpret_cast<const std::uint8_t*>(rows_.at(static_cast<std::size_t>(token)).data());
}

}  // namespace drawbridge::odbc
