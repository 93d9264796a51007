// The one exception of the ODBC layer: what the application reads with SQLGetDiagRec.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <stdexcept>
#include <string>

namespace drawbridge::odbc {

class OdbcError : public std::runtime_error {
 public:
  // `state` has five characters; so has `serverState`, the engine's own word where the error came from it.
  OdbcError(std::string state, const std::string& message, std::string serverState = {})
      : std::runtime_error(message), state_(std::move(state)), serverState_(std::move(serverState)) {}
  // In which set of parameters it happened. `account` stands before the message.
  OdbcError inRow(SQLLEN row, const std::string& account) const {
    OdbcError placed(state_, account + what(), serverState_);
    placed.row_ = row;
    placed.column_ = column_;
    return placed;
  }
  // Of which parameter.
  OdbcError inColumn(SQLINTEGER column) const {
    OdbcError placed = *this;
    placed.column_ = column;
    return placed;
  }
  SQLLEN row() const noexcept { return row_; }
  SQLINTEGER column() const noexcept { return column_; }
  const std::string& state() const noexcept { return state_; }
  const std::string& serverState() const noexcept { return serverState_; }

 private:
  std::string state_;
  std::string serverState_;
  SQLLEN row_ = SQL_NO_ROW_NUMBER;
  SQLINTEGER column_ = SQL_NO_COLUMN_NUMBER;
};

}  // namespace drawbridge::odbc
