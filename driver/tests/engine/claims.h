// Bits of SQLGetInfo's masks, each with a statement that shows it.
#pragma once

#include <vector>

#include "application.h"

namespace claims {

struct Claim {
  SQLUINTEGER bit;
  const char* sql;
  // What the first column of the first row is; nullptr: anything.
  const char* result = nullptr;
};

inline SQLUINTEGER mask(app::Connection& connection, SQLUSMALLINT type) {
  SQLUINTEGER value = 0;
  CHECK(SQL_SUCCEEDED(SQLGetInfo(connection.handle, type, &value, sizeof value, nullptr)));
  return value;
}

// Whether the statement runs and gives a row; its first column is put into `value`, or what went wrong.
inline bool runs(app::Statement& statement, const std::string& sql, std::string& value) {
  SQLFreeStmt(statement.handle, SQL_CLOSE);
  const bool ran = SQL_SUCCEEDED(SQLExecDirect(statement.handle, app::chars(sql.c_str()), SQL_NTS)) && SQL_SUCCEEDED(SQLFetch(statement.handle));
  value = ran ? statement.text(1) : statement.error();
  return ran;
}

// The mask consists of exactly those bits whose statements run; `{}` in `frame` stands for a claim's text.
inline void hold(SQLUSMALLINT type, const std::vector<Claim>& claims, const std::string& frame = "{}") {
  app::Connection connection;
  connection.open();
  app::Statement statement(connection);
  const SQLUINTEGER claimed = mask(connection, type);
  SQLUINTEGER known = 0;
  std::string wrong;
  for (const Claim& claim : claims) {
    known |= claim.bit;
    std::string sql = frame;
    sql.replace(sql.find("{}"), 2, claim.sql);
    std::string value;
    const bool ran = runs(statement, sql, value);
    const bool right = ran && (claim.result == nullptr || value == claim.result);
    if (right == ((claimed & claim.bit) != 0)) continue;
    wrong += "\n       " + std::string(right ? "not told: " : "does not hold: ") + sql + ": " + value;
  }
  CHECK_EQUAL(wrong, "");
  CHECK_EQUAL(claimed & ~known, 0u);
}

}  // namespace claims
