// Rows of another source, each turned into a row of another shape while it is read.
#pragma once

#include <functional>
#include <memory>

#include "odbc/memory-rows.h"

namespace drawbridge::odbc {

using RowMapping = std::function<std::vector<Cell>(const std::vector<Cell>&)>;

class MappedRows final : public RowSource {
 public:
  // `width` is the number of the inner source's columns.
  MappedRows(std::unique_ptr<RowSource> inner, std::size_t width, RowMapping mapping)
      : inner_(std::move(inner)), width_(width), mapping_(std::move(mapping)) {}

  bool next(Row& row) override;
  const std::uint8_t* at(std::uint64_t token) const override;
  void beginRowset() override;
  bool dropKeptBeyond(std::size_t) override { return false; }
  void settle() override { inner_->settle(); }

 private:
  std::unique_ptr<RowSource> inner_;
  std::size_t width_;
  RowMapping mapping_;
  std::vector<std::string> rowset_;
};

}  // namespace drawbridge::odbc
