// SQLGetDiagRec and SQLGetDiagField. Neither clears nor adds diagnostics.
#include "odbc/diagnostics.h"

#include <cstring>

#include "odbc/api.h"
#include "odbc/statement.h"
#include "odbc/text-argument.h"

namespace drawbridge::odbc {
namespace {

constexpr const char* prefix = "[Drawbridge][ODBC Driver]";

Handle* anyHandle(SQLSMALLINT kind, SQLHANDLE raw) noexcept {
  switch (kind) {
    case SQL_HANDLE_ENV: return handleCast<Environment>(raw);
    case SQL_HANDLE_DBC: return handleCast<Connection>(raw);
    case SQL_HANDLE_STMT: return handleCast<Statement>(raw);
    case SQL_HANDLE_DESC: return handleCast<Descriptor>(raw);
    default: return nullptr;
  }
}

template <typename T>
SQLRETURN put(SQLPOINTER where, T value) noexcept {
  if (where != nullptr) std::memcpy(where, &value, sizeof value);
  return SQL_SUCCESS;
}

SQLRETURN putText(std::string_view text, SQLPOINTER out, SQLSMALLINT room, SQLSMALLINT* length) {
  Diagnostics cut;
  setIf(length, textOutBytes(text, out, room, cut));
  return cut.records().empty() ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
}

struct DynamicFunction {
  const char* tag;
  const char* name;
  SQLINTEGER code;
};

// By the first word of what the engine says of the statement that ran.
constexpr DynamicFunction dynamicFunctions[] = {
    {"SELECT", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR}, {"INSERT", "INSERT", SQL_DIAG_INSERT}, {"UPDATE", "UPDATE WHERE", SQL_DIAG_UPDATE_WHERE},
    {"DELETE", "DELETE WHERE", SQL_DIAG_DELETE_WHERE},   {"CALL", "CALL", SQL_DIAG_CALL},
};

DynamicFunction dynamicFunction(const Statement& statement) noexcept {
  const std::string tag = statement.rows ? "SELECT" : statement.commandTag.substr(0, statement.commandTag.find(' '));
  for (const DynamicFunction& function : dynamicFunctions) {
    if (statement.executed && tag == function.tag) return function;
  }
  return {"", "", SQL_DIAG_UNKNOWN_STATEMENT};
}

SQLRETURN headerField(const Handle& handle, SQLSMALLINT kind, SQLSMALLINT field, SQLPOINTER value, SQLSMALLINT room, SQLSMALLINT* length) {
  const auto* statement = kind == SQL_HANDLE_STMT ? static_cast<const Statement*>(&handle) : nullptr;
  switch (field) {
    case SQL_DIAG_NUMBER: return put(value, static_cast<SQLINTEGER>(handle.diagnostics.records().size()));
    case SQL_DIAG_RETURNCODE: return put(value, handle.diagnostics.returnCode);
    case SQL_DIAG_ROW_COUNT: return statement == nullptr ? SQL_ERROR : put(value, statement->rowCount());
    // How many rows a result has is known at its end only.
    case SQL_DIAG_CURSOR_ROW_COUNT: return statement == nullptr ? SQL_ERROR : put(value, SQLLEN{-1});
    case SQL_DIAG_DYNAMIC_FUNCTION:
      return statement == nullptr ? SQL_ERROR : putText(dynamicFunction(*statement).name, value, room, length);
    case SQL_DIAG_DYNAMIC_FUNCTION_CODE: return statement == nullptr ? SQL_ERROR : put(value, dynamicFunction(*statement).code);
    default: return SQL_ERROR;
  }
}

bool isOfHeader(SQLSMALLINT field) noexcept {
  switch (field) {
    case SQL_DIAG_NUMBER:
    case SQL_DIAG_RETURNCODE:
    case SQL_DIAG_ROW_COUNT:
    case SQL_DIAG_CURSOR_ROW_COUNT:
    case SQL_DIAG_DYNAMIC_FUNCTION:
    case SQL_DIAG_DYNAMIC_FUNCTION_CODE: return true;
    default: return false;
  }
}

// Subclasses that ODBC has of its own, besides those with an S (SQLGetDiagField, SQL_DIAG_SUBCLASS_ORIGIN).
constexpr const char* subclassesOfOdbc[] = {"HY095", "HY097", "HY098", "HY099", "HY100", "HY101", "HY105", "HY107", "HY109", "HY110", "HY111"};

bool isOdbcs(const std::string& state, bool ofSubclass) noexcept {
  if (state.compare(0, 2, "IM") == 0) return true;
  if (!ofSubclass) return false;
  for (const char* own : subclassesOfOdbc) {
    if (state == own) return true;
  }
  return state.compare(0, 3, "HYT") == 0 || state.find('S', 2) != std::string::npos;
}

std::string originOf(const std::string& state, bool ofSubclass) { return isOdbcs(state, ofSubclass) ? "ODBC 3.0" : "ISO 9075"; }

SQLRETURN recordField(const Handle& handle, const DiagnosticRecord& record, SQLSMALLINT kind, SQLSMALLINT field,
                      SQLPOINTER value, SQLSMALLINT room, SQLSMALLINT* length) {
  switch (field) {
    case SQL_DIAG_SQLSTATE: return putText(record.state, value, room, length);
    case SQL_DIAG_MESSAGE_TEXT: return putText(prefix + record.message, value, room, length);
    case SQL_DIAG_NATIVE: return put(value, SQLINTEGER{0});
    case SQL_DIAG_ROW_NUMBER: return put(value, record.row);
    case SQL_DIAG_COLUMN_NUMBER: return put(value, record.column);
    case SQL_DIAG_CLASS_ORIGIN: return putText(originOf(record.state, false), value, room, length);
    case SQL_DIAG_SUBCLASS_ORIGIN: return putText(originOf(record.state, true), value, room, length);
    case SQL_DIAG_CONNECTION_NAME: return putText("", value, room, length);
    case SQL_DIAG_SERVER_NAME: {
      const auto* connection = kind == SQL_HANDLE_STMT ? &static_cast<const Statement&>(handle).connection
                               : kind == SQL_HANDLE_DBC ? static_cast<const Connection*>(&handle)
                                                        : nullptr;
      return putText(connection == nullptr ? "" : connection->dataSource, value, room, length);
    }
    default: return SQL_ERROR;
  }
}

}  // namespace

SQLRETURN diagnosticRecord(SQLSMALLINT kind, SQLHANDLE raw, SQLSMALLINT number, SQLWCHAR* state, SQLINTEGER* native,
                           SQLWCHAR* message, SQLSMALLINT room, SQLSMALLINT* length) noexcept {
  Handle* handle = anyHandle(kind, raw);
  if (handle == nullptr) return SQL_INVALID_HANDLE;
  if (number < 1 || room < 0) return SQL_ERROR;
  const std::lock_guard<std::mutex> lock(handle->mutex);
  const auto& records = handle->diagnostics.records();
  if (static_cast<std::size_t>(number) > records.size()) return SQL_NO_DATA;
  try {
    const DiagnosticRecord& record = records[static_cast<std::size_t>(number) - 1];
    Diagnostics cut;
    if (state != nullptr) textOut(record.state, state, 6, cut);
    if (native != nullptr) *native = 0;
    setIf(length, textOut(prefix + record.message, message, room, cut));
    return cut.records().empty() ? SQL_SUCCESS : SQL_SUCCESS_WITH_INFO;
  } catch (...) {
    return SQL_ERROR;
  }
}

SQLRETURN diagnosticField(SQLSMALLINT kind, SQLHANDLE raw, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                          SQLSMALLINT room, SQLSMALLINT* length) noexcept {
  Handle* handle = anyHandle(kind, raw);
  if (handle == nullptr) return SQL_INVALID_HANDLE;
  if (number < 0) return SQL_ERROR;
  const std::lock_guard<std::mutex> lock(handle->mutex);
  try {
    // Of the header there is one, whichever record is named with it.
    if (isOfHeader(field)) return headerField(*handle, kind, field, value, room, length);
    if (number == 0) return SQL_ERROR;
    const auto& records = handle->diagnostics.records();
    if (static_cast<std::size_t>(number) > records.size()) return SQL_NO_DATA;
    return recordField(*handle, records[static_cast<std::size_t>(number) - 1], kind, field, value, room, length);
  } catch (...) {
    return SQL_ERROR;
  }
}

}  // namespace drawbridge::odbc
