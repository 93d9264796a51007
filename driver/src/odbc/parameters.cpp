// SQLBindParameter, SQLNumParams, SQLDescribeParam, SQLParamData, SQLPutData.
#include <algorithm>
#include <limits>

#include "convert/converter.h"
#include "convert/parameter-text.h"
#include "convert/sql-type.h"
#include "odbc/api.h"
#include "odbc/execution.h"
#include "odbc/guard.h"
#include "odbc/parameter-values.h"
#include "odbc/statement.h"
#include "odbc/statement-state.h"

namespace drawbridge::odbc {
namespace {

constexpr std::size_t mostParameters = 65535;
// What SQLNumParams can tell.
constexpr std::size_t mostCounted = 32767;

void requirePrepared(const Statement& statement) {
  require(statement, Call::describeParameter);
  if (!statement.prepared) throw OdbcError("HY010", "No statement is prepared");
}

// Appendix B has SQLNumParams where a statement ran, too; what a catalog function shows has no text.
void requireText(const Statement& statement) {
  require(statement, Call::describeParameter);
  const bool ran = statement.executed && !statement.parts.empty();
  if (!statement.prepared && !ran) throw OdbcError("HY010", "No statement is prepared or executed");
}

void requireDirection(SQLSMALLINT direction) {
  switch (direction) {
    // SQLSetParam of ODBC 2.x arrives as input and output with a room of its own; nothing is ever put out.
    case SQL_PARAM_INPUT:
    case SQL_PARAM_INPUT_OUTPUT: return;
    case SQL_PARAM_OUTPUT:
    case SQL_PARAM_INPUT_OUTPUT_STREAM:
    case SQL_PARAM_OUTPUT_STREAM: throw OdbcError("HYC00", "There are input parameters only");
    default: throw OdbcError("HY105", "A parameter has no such direction");
  }
}

// Where the descriptor has what SQLBindParameter calls size and decimal digits depends on the type.
void describeDigits(DescriptorRecord& target, SQLULEN size, SQLSMALLINT digits) noexcept {
  switch (convert::sqlFamily(target.conciseType)) {
    case convert::SqlFamily::time:
    case convert::SqlFamily::timestamp:
    case convert::SqlFamily::interval: target.precision = digits; break;
    case convert::SqlFamily::decimal:
    case convert::SqlFamily::floating:
    case convert::SqlFamily::whole:
      target.precision = static_cast<SQLSMALLINT>(std::min<SQLULEN>(size, std::numeric_limits<SQLSMALLINT>::max()));
      target.scale = digits;
      break;
    default: target.scale = digits; break;
  }
}

// Steps to the next parameter that comes at execution; false: the set has all of its data.
bool nextParameter(Statement& statement) noexcept {
  PendingParameters& pending = statement.pending;
  std::size_t i = pending.started ? pending.current + 1 : 0;
  while (i < pending.data.size() && !isDataAtExecution(statement, i, pending.set)) i++;
  pending.started = true;
  pending.given = false;
  pending.current = i;
  return i < pending.data.size();
}

// What the application bound as the parameter's value; of an array, the set's own element. The offset of the binding counts,
// as pyodbc has it where its array has one set.
SQLPOINTER pendingAddress(const Statement& statement) noexcept {
  const PendingParameters& pending = statement.pending;
  const DescriptorRecord& record = statement.parameter->records[pending.current];
  return parameterAddress(*statement.parameter, record.data, parameterSize(statement, pending.current), pending.set);
}

std::size_t pieceSize(SQLSMALLINT cType, SQLPOINTER data, SQLLEN length) {
  if (const SQLLEN fixed = convert::fixedSize(cType); fixed > 0) return static_cast<std::size_t>(fixed);
  if (length >= 0) return static_cast<std::size_t>(length);
  if (length != SQL_NTS || cType == SQL_C_BINARY) throw OdbcError("HY090", "The length of a piece is negative");
  if (cType != SQL_C_WCHAR) return std::char_traits<char>::length(static_cast<const char*>(data));
  std::size_t units = 0;
  while (static_cast<const SQLWCHAR*>(data)[units] != 0) units++;
  return units * sizeof(SQLWCHAR);
}

void takePiece(Statement& statement, SQLPOINTER data, SQLLEN length) {
  PendingParameters& pending = statement.pending;
  if (pending.given && (length == SQL_NULL_DATA || pending.null[pending.current])) {
    throw OdbcError("HY020", "NULL cannot be put together with other data");
  }
  const SQLSMALLINT cType = parameterCType(statement, pending.current);
  if (pending.given && convert::fixedSize(cType) > 0) {
    throw OdbcError("HY019", "Only texts and bytes can come in pieces");
  }
  if (length == SQL_NULL_DATA) {
    pending.null[pending.current] = true;
  } else {
    if (data == nullptr && length != 0) throw OdbcError("HY009", "The data are a null pointer");
    if (data != nullptr) pending.data[pending.current].append(static_cast<const char*>(data), pieceSize(cType, data, length));
  }
  pending.given = true;
}

}  // namespace

SQLRETURN bindParameter(SQLHSTMT raw, SQLUSMALLINT number, SQLSMALLINT direction, SQLSMALLINT cType, SQLSMALLINT sqlType,
                        SQLULEN size, SQLSMALLINT digits, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::bind);
    if (number < 1 || number > mostParameters) throw OdbcError("07009", "Parameters are numbered from 1");
    if (!convert::isKnownCType(cType)) throw OdbcError("HY003", "The C type of the parameter is unknown");
    if (!convert::isKnownSqlType(sqlType)) throw OdbcError("HY004", "The SQL type of the parameter is unknown");
    requireDirection(direction);
    if (room < 0 && room != SQL_SETPARAM_VALUE_MAX) throw OdbcError("HY090", "A buffer length is negative");
    DescriptorRecord& record = statement.parameter->record(number);
    record = {};
    record.conciseType = cType;
    record.data = value;
    record.bufferLength = room;
    record.octetLength = record.indicator = length;
    record.bound = true;
    DescriptorRecord& target = statement.implementationParameter.record(number);
    target = {};
    target.conciseType = sqlType;
    target.parameterType = direction;
    target.length = size;
    describeDigits(target, size, digits);
    return SQL_SUCCESS;
  });
}

SQLRETURN parameterCount(SQLHSTMT raw, SQLSMALLINT* out) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    requireText(statement);
    const std::size_t count = statement.parameterCount;
    if (count > mostCounted) throw OdbcError("HYC00", "The statement has " + std::to_string(count) + " parameters, and ODBC counts up to 32767");
    if (out != nullptr) *out = static_cast<SQLSMALLINT>(count);
    return SQL_SUCCESS;
  });
}

SQLRETURN describeParameter(SQLHSTMT raw, SQLUSMALLINT number, SQLSMALLINT* sqlType, SQLULEN* size, SQLSMALLINT* digits,
                            SQLSMALLINT* nullable) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    requirePrepared(statement);
    if (number < 1 || number > statement.parameterOids.size()) throw OdbcError("07009", "There is no such parameter");
    // Never 0, which says of SQL Server's types that nothing limits them: pyodbc then gives every text at execution, and after
    // an error there it leaves the statement with the offset of a binding that is gone.
    const TypeFacts facts = typeFacts(statement.parameterOids[number - 1u], -1, statement.connection.pool().longestText);
    if (sqlType != nullptr) *sqlType = typeForVersion(facts.sqlType, statement.connection.environment.version);
    if (size != nullptr) *size = facts.columnSize;
    if (digits != nullptr) *digits = facts.decimalDigits < 0 ? static_cast<SQLSMALLINT>(0) : facts.decimalDigits;
    if (nullable != nullptr) *nullable = SQL_NULLABLE;
    return SQL_SUCCESS;
  });
}

SQLRETURN parameterData(SQLHSTMT raw, SQLPOINTER* value) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) -> SQLRETURN {
    require(statement, Call::parameterData);
    if (!nextParameter(statement)) {
      const SQLRETURN result = continueExecution(statement);
      // Another set of an array waits for its data, too.
      if (result != SQL_NEED_DATA) return result;
      nextParameter(statement);
    }
    if (value != nullptr) *value = pendingAddress(statement);
    return SQL_NEED_DATA;
  });
}

SQLRETURN putData(SQLHSTMT raw, SQLPOINTER data, SQLLEN length) noexcept {
  return guarded<Statement>(raw, [&](Statement& statement) {
    require(statement, Call::putData);
    try {
      takePiece(statement, data, length);
    } catch (...) {
      // The specification's states say so, and driver managers count on it.
      statement.pending = {};
      throw;
    }
    return SQL_SUCCESS;
  });
}

}  // namespace drawbridge::odbc
