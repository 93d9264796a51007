// Where a result's rows come from: the engine, memory (fixed catalog results) or a mapping of either.
// A row is the body of a DataRow message: a count, then for each column a length (-1: NULL) and its text.
#pragma once

#include <cstdint>
#include <vector>

#include "odbc/column.h"

namespace drawbridge::odbc {

struct Row {
  // Finds the row again with at().
  std::uint64_t token = 0;
  const std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
};

class RowSource {
 public:
  RowSource() = default;
  RowSource(const RowSource&) = delete;
  RowSource& operator=(const RowSource&) = delete;
  virtual ~RowSource() = default;

  // False at the end. The row's bytes are valid until the next call.
  virtual bool next(Row& row) = 0;
  // A row of the current rowset.
  virtual const std::uint8_t* at(std::uint64_t token) const = 0;
  // Forgets the rows of the rowset before; from here on rows are kept for at().
  virtual void beginRowset() = 0;
  // Stops keeping them, when they became too many. Returns whether it did.
  virtual bool dropKeptBeyond(std::size_t bytes) = 0;
  // Takes what has arrived without waiting, so that the end and its notices come with the last rows.
  virtual void settle() = 0;
  // Rows that a write which returns them has touched; -1 where that is not known, or not yet.
  virtual SQLLEN affected() const noexcept { return -1; }
};

}  // namespace drawbridge::odbc
