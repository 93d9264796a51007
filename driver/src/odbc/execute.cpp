// Prepared and direct execution, and what ends it.
#include "odbc/api.h"
#include "odbc/execution.h"
#include "odbc/guard.h"
#include "odbc/parameter-markers.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

std::string statementText(const SQLWCHAR* sql, SQLINTEGER length) {
  auto text = textIn(sql, length);
  if (!text) throw OdbcError("HY009", "The statement is a null pointer");
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
  if (parameterSets(statement) > 1 && !statement.columns.empty()) {
    throw OdbcError("HYC00", "A statement that returns rows runs with one set of parameters at a time");
  }
}

void describeStatement(Statement& statement) {
  statement.notDescribed.reset();
  statement.columns.clear();
  Request request;
  request.sql = statement.sql;
  request.timeout = statement.attributes.queryTimeout;
  try {
    ServerCursor cursor(statement.connection.pool(), statement.cancelSlot, statement.noticeSink());
    Description description = cursor.describe(request);
    statement.columns = std::move(description.columns);
    statement.parameterOids = std::move(description.parameterOids);
  } catch (const OdbcError& e) {
    const std::size_t markers = countParameterMarkers(statement.sql);
    if (markers == 0 || !isAboutTypes(e.serverState())) throw;
    statement.parameterOids.assign(markers, 0);
    statement.notDescribed = e;
  }
}

}  // namespace

SQLRETURN prepare(SQLHSTMT raw, const SQLWCHAR* sql, SQLINTEGER length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::prepare);
    statement.prepared = false;
    statement.closeCursor();
    statement.sql = statementText(sql, length);
    describeStatement(statement);
    statement.parameterCount = statement.parameterOids.size();
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
    statement.sql = statementText(sql, length);
    statement.parameterCount = statement.parameter->records.size();
    if (parameterSets(statement) > 1 || countParameterMarkers(statement.sql) != statement.parameterCount) {
      // Parameters bound beyond the markers are no error, missing ones are 07002: only the engine counts for certain.
      describeStatement(statement);
      statement.parameterCount = statement.parameterOids.size();
    }
    requireOneSet(statement);
    return beginExecution(statement);
  });
}

SQLRETURN rowCount(SQLHSTMT raw, SQLLEN* out) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::rowCount);
    if (out != nullptr) *out = statement.affected;
    return SQL_SUCCESS;
  });
}

SQLRETURN moreResults(SQLHSTMT raw) noexcept {
  return guarded<Statement>(raw, [](Statement& statement) {
    require(statement, Call::moreResults);
    // One statement has one result.
    statement.closeCursor();
    return SQL_NO_DATA;
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
      statement->pending = {};
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
