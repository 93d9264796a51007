// The diagnostics of one handle: a list of records and the header fields.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <vector>

namespace drawbridge::odbc {

struct DiagnosticRecord {
  std::string state;
  // Without the bracketed prefix.
  std::string message;
  SQLLEN row = SQL_NO_ROW_NUMBER;
  SQLINTEGER column = SQL_NO_COLUMN_NUMBER;
};

class Diagnostics {
 public:
  void clear() {
    records_.clear();
    returnCode = SQL_SUCCESS;
  }
  // A warning: the call still succeeds, with SQL_SUCCESS_WITH_INFO.
  void warn(DiagnosticRecord record) { add(std::move(record), records_.size()); }
  void warn(std::string state, std::string message) { warn({std::move(state), std::move(message)}); }
  // Errors stand before warnings.
  void error(DiagnosticRecord record) { add(std::move(record), errors_()); }
  const std::vector<DiagnosticRecord>& records() const noexcept { return records_; }

  SQLRETURN returnCode = SQL_SUCCESS;

 private:
  void add(DiagnosticRecord record, std::size_t at) {
    // A rowset of thousands of truncated cells needs no more than this to be understood.
    if (records_.size() < mostRecords) records_.insert(records_.begin() + static_cast<std::ptrdiff_t>(at), std::move(record));
  }
  std::size_t errors_() const noexcept {
    std::size_t n = 0;
    while (n < records_.size() && records_[n].state.compare(0, 2, "01") != 0) n++;
    return n;
  }

  static constexpr std::size_t mostRecords = 200;
  std::vector<DiagnosticRecord> records_;
};

}  // namespace drawbridge::odbc
