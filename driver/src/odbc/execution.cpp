#include "odbc/execution.h"

#include "odbc/odbc-error.h"
#include "odbc/parameter-values.h"
#include "odbc/statement-text.h"

namespace drawbridge::odbc {
namespace {

// The values of the part's own parameters.
void sliceParameters(const Statement& statement, std::size_t part, Request& request) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < part; i++) from += statement.parts[i].parameterCount;
  const auto begin = static_cast<std::ptrdiff_t>(from);
  const auto end = begin + static_cast<std::ptrdiff_t>(statement.parts[part].parameterCount);
  request.values.assign(statement.values.values.begin() + begin, statement.values.values.begin() + end);
  request.parameterOids.assign(statement.values.oids.begin() + begin, statement.values.oids.begin() + end);
}

// A write that returns rows is done when the first of them is there. Bitbucket's procedures are writes.
bool hasWritten(const ServerCursor& cursor, const std::string& sql) {
  if (cursor.affected() >= 0) return cursor.affected() > 0;
  const std::string word = firstWord(sql);
  return word == "INSERT" || word == "UPDATE" || word == "DELETE" || word == "CALL";
}

// What the part returns stays open in the statement.
void runPart(Statement& statement, std::size_t part) {
  Request request;
  request.sql = statement.parts[part].sql;
  request.maxRows = statement.attributes.maxRows;
  request.timeout = statement.attributes.queryTimeout;
  sliceParameters(statement, part, request);
  auto cursor = std::make_unique<ServerCursor>(statement.connection.pool(), statement.cancelSlot, statement.noticeSink());
  cursor->start(request);
  statement.affected = cursor->affected();
  statement.commandTag = cursor->commandTag();
  if (statement.connection.autocommit == SQL_AUTOCOMMIT_OFF && hasWritten(*cursor, request.sql)) statement.connection.writes++;
  if (cursor->columns()) {
    statement.columns = *cursor->columns();
    statement.rows = std::move(cursor);
  } else {
    statement.columns.clear();
  }
  statement.executed = true;
  statement.nextPart = part + 1;
}

void markSet(Statement& statement, std::size_t set, SQLUSMALLINT status) {
  SQLUSMALLINT* statuses = statement.implementationParameter.arrayStatus;
  if (statuses != nullptr) statuses[set] = status;
}

void markProcessed(Statement& statement, std::size_t sets) {
  SQLULEN* processed = statement.implementationParameter.rowsProcessed;
  if (processed != nullptr) *processed = sets;
}

// The engine's sentence is about the failed set alone; what the others have done is for the driver to say.
std::string accountOf(const Statement& statement, std::size_t set) {
  const std::size_t sets = parameterSets(statement);
  const SQLLEN written = statement.affectedBySets;
  std::string told = "Set " + std::to_string(set + 1) + " of " + std::to_string(sets) + " of the parameters failed";
  if (written > 0) {
    told += "; the sets before it have written " + std::to_string(written) + (written == 1 ? " row, which stays" : " rows, which stay");
  } else if (set > 0) {
    told += "; what the sets before it have done stays";
  }
  if (set + 1 < sets) told += ", and none behind it was run";
  return told + ". ";
}

void runSet(Statement& statement, std::size_t set) {
  markProcessed(statement, set + 1);
  try {
    statement.rows.reset();
    collectParameters(statement, set);
    runPart(statement, 0);
  } catch (const OdbcError& e) {
    markSet(statement, set, SQL_PARAM_ERROR);
    if (parameterSets(statement) == 1) throw;
    // What the sets before it have written.
    statement.affected = statement.affectedBySets;
    throw e.inRow(static_cast<SQLLEN>(set + 1), accountOf(statement, set));
  } catch (...) {
    markSet(statement, set, SQL_PARAM_ERROR);
    throw;
  }
  markSet(statement, set, statement.diagnostics.records().empty() ? SQL_PARAM_SUCCESS : SQL_PARAM_SUCCESS_WITH_INFO);
  if (statement.affected >= 0) statement.affectedBySets += statement.affected;
}

// An array of parameters runs set by set. The first failure ends it, since what was written stays written.
SQLRETURN runFrom(Statement& statement, std::size_t first) {
  const std::size_t sets = parameterSets(statement);
  const SQLUSMALLINT* operations = statement.parameter->arrayStatus;
  for (std::size_t set = first; set < sets; set++) {
    if (operations != nullptr && operations[set] == SQL_PARAM_IGNORE) continue;
    if (collectsAtExecution(statement, set)) {
      markProcessed(statement, set + 1);
      return SQL_NEED_DATA;
    }
    runSet(statement, set);
  }
  markProcessed(statement, sets);
  // Also where every set was to be left out.
  statement.executed = true;
  if (sets > 1 && !statement.rows) statement.affected = statement.affectedBySets;
  // A write that met no row; ODBC 2.x had no code for that.
  const bool tells = statement.connection.environment.version != SQL_OV_ODBC2;
  const bool nothing = tells && !statement.rows && statement.affected == 0;
  return nothing ? SQL_NO_DATA : SQL_SUCCESS;
}

}  // namespace

std::size_t parameterSets(const Statement& statement) {
  // What an earlier statement has left bound must not run one without parameters many times.
  return statement.parameterCount == 0 || statement.parameter->records.empty() ? 1 : statement.parameter->arraySize;
}

SQLRETURN beginExecution(Statement& statement) {
  const std::size_t sets = parameterSets(statement);
  statement.closeCursor();
  statement.affected = statement.affectedBySets = 0;
  markProcessed(statement, 0);
  for (std::size_t set = 0; set < sets; set++) markSet(statement, set, SQL_PARAM_UNUSED);
  return runFrom(statement, 0);
}

SQLRETURN continueExecution(Statement& statement) {
  const std::size_t set = statement.pending.set;
  statement.pending.active = false;
  try {
    runSet(statement, set);
  } catch (...) {
    statement.pending = {};
    throw;
  }
  statement.pending = {};
  return runFrom(statement, set + 1);
}

SQLRETURN runNextPart(Statement& statement) {
  const std::size_t part = statement.nextPart;
  statement.closeCursor();
  if (part == 0 || part >= statement.parts.size()) return SQL_NO_DATA;
  // Where it fails, those behind it do not run: they may count on it.
  runPart(statement, part);
  return SQL_SUCCESS;
}

}  // namespace drawbridge::odbc
