#pragma once

#include <set>

#include "odbc/handle.h"

namespace drawbridge::odbc {

class Connection;

class Environment final : public Handle {
 public:
  static constexpr HandleKind handleKind = HandleKind::environment;
  Environment() : Handle(handleKind) {}

  // As the application set it: 2, 3 or 380. The driver manager compares it with what it has set.
  SQLINTEGER version = SQL_OV_ODBC3;
  SQLUINTEGER pooling = SQL_CP_OFF;
  std::set<Connection*> connections;
  SQLUINTEGER poolMatch = SQL_CP_STRICT_MATCH;
};

}  // namespace drawbridge::odbc
