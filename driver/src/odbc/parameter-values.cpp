#include "odbc/parameter-values.h"

#include <stdexcept>

#include "convert/parameter-text.h"
#include "odbc/odbc-error.h"

namespace drawbridge::odbc {
namespace {

std::size_t elementSize(const DescriptorRecord& record) noexcept {
  const SQLLEN fixed = convert::fixedSize(record.conciseType);
  return static_cast<std::size_t>(fixed > 0 ? fixed : record.bufferLength);
}

// The indicator of a parameter, or SQL_NTS where the application gave none.
SQLLEN lengthOf(const Descriptor& descriptor, const DescriptorRecord& record, std::size_t set) noexcept {
  if (record.indicator != nullptr) {
    const auto* indicator =
        reinterpret_cast<const SQLLEN*>(parameterAddress(descriptor, record.indicator, sizeof(SQLLEN), set));
    if (*indicator == SQL_NULL_DATA) return SQL_NULL_DATA;
  }
  if (record.octetLength == nullptr) return SQL_NTS;
  return *reinterpret_cast<const SQLLEN*>(parameterAddress(descriptor, record.octetLength, sizeof(SQLLEN), set));
}

bool comesLater(SQLLEN length) noexcept { return length == SQL_DATA_AT_EXEC || length <= SQL_LEN_DATA_AT_EXEC_OFFSET; }

[[noreturn]] void fail(const char* state, std::size_t number, const std::string& text) {
  throw OdbcError(state, "Parameter " + std::to_string(number) + ": " + text);
}

std::optional<std::string> valueOf(convert::ParameterSource source, SQLLEN length, std::size_t number) {
  if (length == SQL_NULL_DATA) return std::nullopt;
  if (length == SQL_DEFAULT_PARAM) fail("07S01", number, "there are no default values here");
  if (length < 0 && length != SQL_NTS) fail("HY090", number, "its length is negative");
  if (source.value == nullptr) fail("HY009", number, "its value is a null pointer");
  source.length = length;
  try {
    auto text = convert::parameterText(source);
    if (!text) fail("07006", number, "the conversion between its two types is not supported");
    return text;
  } catch (const std::out_of_range& e) {
    fail("22007", number, e.what());
  } catch (const std::invalid_argument& e) {
    fail("22018", number, e.what());
  }
}

}  // namespace

char* parameterAddress(const Descriptor& descriptor, void* first, std::size_t size, std::size_t set) noexcept {
  const std::size_t stride = descriptor.bindType == SQL_BIND_BY_COLUMN ? size : descriptor.bindType;
  const SQLLEN offset = descriptor.bindOffset != nullptr ? *descriptor.bindOffset : 0;
  return static_cast<char*>(first) + offset + stride * set;
}

bool isDataAtExecution(const Descriptor& descriptor, const DescriptorRecord& record) noexcept {
  return record.bound && comesLater(lengthOf(descriptor, record, 0));
}

bool collectsAtExecution(Statement& statement) {
  const Descriptor& descriptor = *statement.parameter;
  bool needed = false;
  for (const DescriptorRecord& record : descriptor.records) needed = needed || isDataAtExecution(descriptor, record);
  if (!needed) return false;
  if (descriptor.arraySize > 1) throw OdbcError("HYC00", "SQLPutData does not go together with arrays of parameters");
  statement.pending = {};
  statement.pending.active = true;
  statement.pending.data.resize(descriptor.records.size());
  statement.pending.null.resize(descriptor.records.size());
  return true;
}

void collectParameters(Statement& statement, std::size_t set, Request& request) {
  const Descriptor& application = *statement.parameter;
  const auto& implementation = statement.implementationParameter.records;
  for (std::size_t i = 0; i < statement.parameterCount; i++) {
    if (i >= application.records.size() || !application.records[i].bound) {
      throw OdbcError("07002", "Parameter " + std::to_string(i + 1) + " is not bound");
    }
    const DescriptorRecord& record = application.records[i];
    convert::ParameterSource source;
    source.cType = record.conciseType;
    source.sqlType = i < implementation.size() ? implementation[i].conciseType : static_cast<SQLSMALLINT>(SQL_VARCHAR);
    source.scale = record.scale;
    SQLLEN length = lengthOf(application, record, set);
    if (record.data != nullptr) source.value = parameterAddress(application, record.data, elementSize(record), set);
    if (comesLater(length) && i < statement.pending.data.size()) {
      source.value = statement.pending.data[i].data();
      length = statement.pending.null[i] ? SQL_NULL_DATA : static_cast<SQLLEN>(statement.pending.data[i].size());
    }
    request.values.push_back(valueOf(source, length, i + 1));
    request.parameterOids.push_back(convert::parameterOid(source.sqlType));
  }
}

}  // namespace drawbridge::odbc
