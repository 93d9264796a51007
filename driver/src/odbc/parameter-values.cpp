#include "odbc/parameter-values.h"

#include <algorithm>
#include <cstring>

#include "convert/parameter-text.h"
#include "odbc/odbc-error.h"

namespace drawbridge::odbc {
namespace {

SQLSMALLINT sqlTypeOf(const Statement& statement, std::size_t index) noexcept {
  const auto& implementation = statement.implementationParameter.records;
  return index < implementation.size() ? implementation[index].conciseType : static_cast<SQLSMALLINT>(SQL_VARCHAR);
}

// The indicator of a parameter, or SQL_NTS where the application gave none.
SQLLEN lengthOf(const Descriptor& descriptor, const DescriptorRecord& record, std::size_t set) noexcept {
  // Structures of row-wise binding need not be aligned.
  const auto read = [&](SQLLEN* first) {
    SQLLEN value = 0;
    std::memcpy(&value, parameterAddress(descriptor, first, sizeof value, set), sizeof value);
    return value;
  };
  if (record.indicator != nullptr && read(record.indicator) == SQL_NULL_DATA) return SQL_NULL_DATA;
  return record.octetLength == nullptr ? SQLLEN{SQL_NTS} : read(record.octetLength);
}

bool comesLater(SQLLEN length) noexcept { return length == SQL_DATA_AT_EXEC || length <= SQL_LEN_DATA_AT_EXEC_OFFSET; }

// A size beyond what SQLDescribeParam says of texts without a limit limits nothing either.
SQLULEN limitOf(const Statement& statement, std::size_t index) {
  const auto& implementation = statement.implementationParameter.records;
  if (index >= implementation.size()) return 0;
  const SQLULEN size = implementation[index].length;
  const bool binary = convert::sqlFamily(implementation[index].conciseType) == convert::SqlFamily::binary;
  return size < (binary ? unboundedBytes : statement.connection.pool().longestText) ? size : 0;
}

std::optional<std::string> valueOf(convert::ParameterSource source, SQLLEN length, std::size_t number) {
  const auto fail = [number](const char* state, const std::string& text) {
    throw OdbcError(state, "Parameter " + std::to_string(number) + ": " + text).inColumn(static_cast<SQLINTEGER>(number));
  };
  if (length == SQL_NULL_DATA) return std::nullopt;
  if (length == SQL_DEFAULT_PARAM) fail("07S01", "there are no default values here");
  if (length < 0 && length != SQL_NTS) fail("HY090", "its length is negative");
  if (source.value == nullptr) fail("HY009", "its value is a null pointer");
  source.length = length;
  try {
    return convert::parameterText(source);
  } catch (const convert::ParameterError& e) {
    fail(e.state(), e.what());
  }
  return std::nullopt;
}

}  // namespace

char* parameterAddress(const Descriptor& descriptor, void* first, std::size_t size, std::size_t set) noexcept {
  const std::size_t stride = descriptor.bindType == SQL_BIND_BY_COLUMN ? size : descriptor.bindType;
  const SQLLEN offset = descriptor.bindOffset != nullptr ? *descriptor.bindOffset : 0;
  return static_cast<char*>(first) + offset + stride * set;
}

SQLSMALLINT parameterCType(const Statement& statement, std::size_t index) noexcept {
  const SQLSMALLINT cType = statement.parameter->records[index].conciseType;
  return cType == SQL_C_DEFAULT ? convert::defaultParameterCType(sqlTypeOf(statement, index)) : cType;
}

std::size_t parameterSize(const Statement& statement, std::size_t index) noexcept {
  const SQLLEN fixed = convert::fixedSize(parameterCType(statement, index));
  return static_cast<std::size_t>(fixed > 0 ? fixed : statement.parameter->records[index].bufferLength);
}

bool isDataAtExecution(const Statement& statement, std::size_t index, std::size_t set) noexcept {
  const DescriptorRecord& record = statement.parameter->records[index];
  return record.bound && comesLater(lengthOf(*statement.parameter, record, set));
}

bool collectsAtExecution(Statement& statement, std::size_t set) {
  // What is bound behind the last marker belongs to another statement.
  const std::size_t records = std::min(statement.parameter->records.size(), statement.parameterCount);
  bool needed = false;
  for (std::size_t i = 0; i < records; i++) needed = needed || isDataAtExecution(statement, i, set);
  if (!needed) return false;
  statement.pending = {};
  statement.pending.active = true;
  statement.pending.set = set;
  statement.pending.data.resize(records);
  statement.pending.null.resize(records);
  return true;
}

void collectParameters(Statement& statement, std::size_t set) {
  const Descriptor& application = *statement.parameter;
  statement.values = {};
  for (std::size_t i = 0; i < statement.parameterCount; i++) {
    if (i >= application.records.size() || !application.records[i].bound) {
      throw OdbcError("07002", "Parameter " + std::to_string(i + 1) + " is not bound");
    }
    const DescriptorRecord& record = application.records[i];
    convert::ParameterSource source;
    source.cType = record.conciseType;
    source.sqlType = sqlTypeOf(statement, i);
    source.scale = record.scale;
    source.mostCharacters = limitOf(statement, i);
    SQLLEN length = lengthOf(application, record, set);
    if (record.data != nullptr) source.value = parameterAddress(application, record.data, parameterSize(statement, i), set);
    if (comesLater(length) && i < statement.pending.data.size()) {
      source.value = statement.pending.data[i].data();
      length = statement.pending.null[i] ? SQL_NULL_DATA : static_cast<SQLLEN>(statement.pending.data[i].size());
    }
    statement.values.values.push_back(valueOf(source, length, i + 1));
    statement.values.oids.push_back(convert::parameterOid(source.sqlType));
  }
}

}  // namespace drawbridge::odbc
