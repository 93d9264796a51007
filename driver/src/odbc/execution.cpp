#include "odbc/execution.h"

#include "odbc/odbc-error.h"
#include "odbc/parameter-values.h"

namespace drawbridge::odbc {
namespace {

// Runs with one set of parameters. What it returns stays open in the statement.
void runOnce(Statement& statement, std::size_t set) {
  Request request;
  request.sql = statement.sql;
  request.maxRows = statement.attributes.maxRows;
  request.timeout = statement.attributes.queryTimeout;
  collectParameters(statement, set, request);
  auto cursor = std::make_unique<ServerCursor>(statement.connection.pool(), statement.cancelSlot, statement.noticeSink());
  cursor->start(request);
  statement.affected = cursor->affected();
  if (statement.affected >= 0 && statement.connection.autocommit == SQL_AUTOCOMMIT_OFF) statement.connection.writes++;
  if (cursor->columns()) {
    statement.columns = *cursor->columns();
    statement.rows = std::move(cursor);
  } else {
    statement.columns.clear();
  }
  statement.executed = true;
}

void markSet(Statement& statement, std::size_t set, SQLUSMALLINT status) {
  SQLUSMALLINT* statuses = statement.implementationParameter.arrayStatus;
  if (statuses != nullptr) statuses[set] = status;
  SQLULEN* processed = statement.implementationParameter.rowsProcessed;
  if (processed != nullptr) *processed = set + 1;
}

// An array of parameters runs set by set. The first failure ends it, since what was written stays written.
void runSets(Statement& statement, std::size_t sets) {
  SQLLEN total = 0;
  const SQLUSMALLINT* operations = statement.parameter->arrayStatus;
  SQLUSMALLINT* statuses = statement.implementationParameter.arrayStatus;
  for (std::size_t set = 0; statuses != nullptr && set < sets; set++) statuses[set] = SQL_PARAM_UNUSED;
  for (std::size_t set = 0; set < sets; set++) {
    if (operations != nullptr && operations[set] == SQL_PARAM_IGNORE) continue;
    try {
      statement.rows.reset();
      runOnce(statement, set);
    } catch (...) {
      markSet(statement, set, SQL_PARAM_ERROR);
      throw;
    }
    markSet(statement, set, SQL_PARAM_SUCCESS);
    if (statement.affected >= 0) total += statement.affected;
  }
  if (sets > 1 && !statement.rows) statement.affected = total;
}

}  // namespace

std::size_t parameterSets(const Statement& statement) {
  return statement.parameter->records.empty() ? 1 : statement.parameter->arraySize;
}

SQLRETURN beginExecution(Statement& statement) {
  if (collectsAtExecution(statement)) return SQL_NEED_DATA;
  return runWithParameters(statement);
}

SQLRETURN runWithParameters(Statement& statement) {
  const std::size_t sets = parameterSets(statement);
  statement.closeCursor();
  runSets(statement, sets);
  // A write that met no row; ODBC 2.x had no code for that.
  const bool tells = statement.connection.environment.version != SQL_OV_ODBC2;
  const bool nothing = tells && !statement.rows && statement.affected == 0;
  return nothing ? SQL_NO_DATA : SQL_SUCCESS;
}

}  // namespace drawbridge::odbc
