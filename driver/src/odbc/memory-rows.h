// Rows that the driver makes itself, in the form in which the server sends them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "odbc/row-source.h"

namespace drawbridge::odbc {

using Cell = std::optional<std::string>;

// The body of a DataRow message.
std::string encodeRow(const std::vector<Cell>& cells);

class MemoryRows final : public RowSource {
 public:
  explicit MemoryRows(std::vector<std::string> encodedRows) : rows_(std::move(encodedRows)) {}

  bool next(Row& row) override;
  const std::uint8_t* at(std::uint64_t token) const override;
  void beginRowset() override {}
  bool dropKeptBeyond(std::size_t) override { return false; }
  void settle() override {}

 private:
  std::vector<std::string> rows_;
  std::size_t next_ = 0;
};

}  // namespace drawbridge::odbc
