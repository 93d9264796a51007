// Prepared and direct execution, and what ends it.
#include "odbc/api.h"
#include "odbc/execution.h"
#include "odbc/guard.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"
#include "odbc/statement-text.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

// Zeros at the end come from a length that is the buffer's. Those before it cannot be sent, and what follows them may be
// no part of the statement.
std::string statementText(const SQLWCHAR* sql, SQLINTEGER length) {
  auto text = textIn(sql, length);
  if (!text) throw OdbcError("HY009", "The statement is a null pointer");
  while (!text->empty() && text->back() == '\0') text->pop_back();
  if (text->find('\0') != std::string::npos) throw OdbcError("42000", "The statement contains a character with the code zero; is its length right?");
  return std::move(*text);
}

// Errors about types can vanish once the parameters have theirs: `? + 1` has no meaning for a text.
bool isAboutTypes(const std::string& serverState) {
  for (const char* state : {"42883", "42804", "42725", "42P18", "22P02"}) {
    if (serverState == state) return true;
  }
  return false;
}

void requireOneSet(const Statement& statement) {
  if (parameterSets(statement) == 1) return;
  if (!statement.columns.empty()) throw OdbcError("HYC00", "A statement that returns rows runs with one set of parameters at a time");
  if (statement.parts.size() > 1) throw OdbcError("HYC00", "Several statements run with one set of parameters at a time");
}

// The error that a description may be given up for, until the parameters have types.
std::optional<OdbcError> describePart(Statement& statement, StatementPart& part, Description& description) {
  Request request;
  request.sql = part.sql;
  request.timeout = statement.attributes.queryTimeout;
  std::optional<OdbcError> undescribed;
  try {
    ServerCursor cursor(statement.connection.pool(), statement.cancelSlot, statement.noticeSink());
    description = cursor.describe(request);
  } catch (const OdbcError& e) {
    const std::size_t markers = countParameterMarkers(part.sql);
    if (markers == 0 || !isAboutTypes(e.serverState())) throw;
    description.parameterOids.assign(markers, 0);
    undescribed = e;
  }
  part.parameterCount = description.parameterOids.size();
  return undescribed;
}

void describeStatement(Statement& statement) {
  statement.notDescribed.reset();
  statement.columns.clear();
  statement.parameterOids.clear();
  for (std::size_t i = 0; i < statement.parts.size(); i++) {
    Description description;
    auto undescribed = describePart(statement, statement.parts[i], description);
    statement.parameterOids.insert(statement.parameterOids.end(), description.parameterOids.begin(), description.parameterOids.end());
    if (i > 0) continue;
    statement.columns = std::move(description.columns);
    statement.notDescribed = std::move(undescribed);
  }
  statement.parameterCount = statement.parameterOids.size();
}

void takeText(Statement& statement, const std::string& text) {
  statement.parts.clear();
  for (std::string& each : splitStatements(text)) statement.parts.push_back({std::move(each)});
  statement.nextPart = statement.parts.size();
}

// `$1`, or a `?` within brackets, is a marker that the engine alone finds: it then misses the value.
SQLRETURN runDirectly(Statement& statement) {
  try {
    return beginExecution(statement);
  } catch (const OdbcError& e) {
    if (e.serverState() != "08P01") throw;
    throw OdbcError("07002", "The statement has parameters that are not bound");
  }
}

// What SQLCancel means where no call runs: SQLFreeStmt with SQL_CLOSE in ODBC 2, nothing since 3.5. unixODBC keeps to the
// old meaning for every application (DriverManager/SQLCancel.c), and refuses what would need the result afterwards.
bool cancelCloses(const Statement& statement) noexcept {
#if defined(_WIN32) || defined(DRAWBRIDGE_IODBC)
  return statement.connection.environment.version == SQL_OV_ODBC2;
#else
  (void)statement;
  return true;
#endif
}

}  // namespace

SQLRETURN prepare(SQLHSTMT raw, const SQLWCHAR* sql, SQLINTEGER length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::prepare);
    statement.prepared = false;
    statement.closeCursor();
    takeText(statement, statementText(sql, length));
    describeStatement(statement);
    statement.preparedColumns = statement.columns;
    statement.prepared = true;
    return SQL_SUCCESS;
  });
}

SQLRETURN execute(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement& statement) {
    require(statement, Call::execute);
    if (!statement.prepared) throw OdbcError("HY010", "No statement is prepared");
    requireOneSet(statement);
    return beginExecution(statement);
  });
}

SQLRETURN executeDirect(SQLHSTMT raw, const SQLWCHAR* sql, SQLINTEGER length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::executeDirect);
    statement.prepared = false;
    statement.closeCursor();
    statement.parameterOids.clear();
    statement.notDescribed.reset();
    takeText(statement, statementText(sql, length));
    statement.parameterCount = 0;
    for (StatementPart& part : statement.parts) {
      part.parameterCount = countParameterMarkers(part.sql);
      statement.parameterCount += part.parameterCount;
    }
    // Parameters bound beyond the markers are no error, missing ones are 07002: only the engine counts for certain.
    const bool certain = statement.parameterCount == statement.parameter->records.size();
    if (parameterSets(statement) > 1 || !certain) describeStatement(statement);
    requireOneSet(statement);
    return runDirectly(statement);
  });
}

SQLRETURN rowCount(SQLHSTMT raw, SQLLEN* out) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::rowCount);
    if (out != nullptr) *out = statement.rowCount();
    return SQL_SUCCESS;
  });
}

SQLRETURN moreResults(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement& statement) {
    require(statement, Call::moreResults);
    return runNextPart(statement);
  });
}

SQLRETURN closeCursor(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement& statement) {
    require(statement, Call::closeCursor);
    statement.closeCursor();
    return SQL_SUCCESS;
  });
}

SQLRETURN cancel(SQLHSTMT raw) noexcept {
  auto* statement = handleCast<Statement>(raw);
  if (statement == nullptr) return SQL_INVALID_HANDLE;
  try {
    if (statement->mutex.try_lock()) {
      // No call is running: an execution that waits for SQLPutData ends here.
      const std::lock_guard<std::mutex> lock(statement->mutex, std::adopt_lock);
      if (!statement->is(HandleKind::statement)) return SQL_INVALID_HANDLE;
      if (statement->pending.active) statement->pending = {};
      else if (cancelCloses(*statement)) statement->closeCursor();
      return SQL_SUCCESS;
    }
    constexpr std::chrono::seconds patience(10);
    statement->cancelSlot.cancel(transport::after(patience));
    return SQL_SUCCESS;
  } catch (...) {
    // The statement's diagnostics belong to the call that runs.
    return SQL_ERROR;
  }
}

SQLRETURN cancelHandle(SQLSMALLINT kind, SQLHANDLE handle) noexcept {
  if (kind == SQL_HANDLE_STMT) return cancel(handle);
  return kind == SQL_HANDLE_DBC && handleCast<Connection>(handle) != nullptr ? SQL_SUCCESS : SQL_INVALID_HANDLE;
}

}  // namespace drawbridge::odbc
