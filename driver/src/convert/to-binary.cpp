#include "convert/to-binary.h"

#include <cstring>

#include "convert/hex-text.h"
#include "convert/number-text.h"
#include "convert/put-fixed.h"
#include "convert/to-datetime.h"
#include "convert/to-number.h"

namespace drawbridge::convert {
namespace {

std::size_t roomOf(const Target& target) noexcept { return static_cast<std::size_t>(target.room > 0 ? target.room : 0); }

Outcome putText(std::string_view bytes, const Target& target) noexcept {
  setLength(target, bytes.size());
  const std::size_t room = roomOf(target);
  std::memcpy(target.value, bytes.data(), bytes.size() < room ? bytes.size() : room);
  return bytes.size() <= room ? Outcome::done : Outcome::textCut;
}

Outcome putDecoded(std::string_view cell, const Target& target) noexcept {
  std::string_view digits;
  if (!hexDigits(cell, digits)) return Outcome::notThisType;
  const std::size_t bytes = digits.size() / 2;
  setLength(target, bytes);
  const std::size_t room = roomOf(target);
  auto* out = static_cast<unsigned char*>(target.value);
  for (std::size_t i = 0; i < bytes && i < room; i++) {
    out[i] = static_cast<unsigned char>(hexDigit(digits[2 * i]) << 4 | hexDigit(digits[2 * i + 1]));
  }
  return bytes <= room ? Outcome::done : Outcome::textCut;
}

// A structure is whole or worth nothing. Without room its length alone is told.
template <typename T>
Outcome putWhole(Converter convert, std::string_view cell, const Target& target, SQLSMALLINT scale = 0) noexcept {
  T value;
  Target whole;
  whole.value = &value;
  whole.scale = scale;
  const Outcome outcome = convert(cell, whole);
  if (outcome != Outcome::done) return outcome;
  setLength(target, sizeof value);
  const std::size_t room = roomOf(target);
  if (room < sizeof value) return room == 0 ? Outcome::textCut : Outcome::outOfRange;
  std::memcpy(target.value, &value, sizeof value);
  return Outcome::done;
}

template <ServerType from, SQLSMALLINT cType, typename T>
Outcome putNumber(std::string_view cell, const Target& target) noexcept {
  return putWhole<T>(numberConverter(from, cType), cell, target);
}

template <ServerType from, SQLSMALLINT cType, typename T>
Outcome putStructure(std::string_view cell, const Target& target) noexcept {
  return putWhole<T>(structureConverter(from, cType), cell, target);
}

Outcome putNumeric(std::string_view cell, const Target& target) noexcept {
  const std::size_t point = cell.find('.');
  const std::size_t digits = point == std::string_view::npos ? 0 : cell.size() - point - 1;
  return putWhole<SQL_NUMERIC_STRUCT>(numberConverter(ServerType::numeric, SQL_C_NUMERIC), cell, target, static_cast<SQLSMALLINT>(digits));
}

// SQL_TIME_STRUCT has no place for a fraction, which is not held against it.
Outcome putTime(std::string_view cell, const Target& target) noexcept {
  return putStructure<ServerType::time, SQL_C_TYPE_TIME, SQL_TIME_STRUCT>(cell.substr(0, cell.find('.')), target);
}

}  // namespace

Converter binaryConverter(ServerType from) noexcept {
  switch (from) {
    case ServerType::boolean: return putNumber<ServerType::boolean, SQL_C_BIT, SQLCHAR>;
    case ServerType::int2: return putNumber<ServerType::int2, SQL_C_SSHORT, SQLSMALLINT>;
    case ServerType::int4: return putNumber<ServerType::int4, SQL_C_SLONG, SQLINTEGER>;
    case ServerType::int8: return putNumber<ServerType::int8, SQL_C_SBIGINT, SQLBIGINT>;
    case ServerType::float4: return putNumber<ServerType::float4, SQL_C_FLOAT, SQLREAL>;
    case ServerType::float8: return putNumber<ServerType::float8, SQL_C_DOUBLE, SQLDOUBLE>;
    case ServerType::numeric: return putNumeric;
    case ServerType::date: return putStructure<ServerType::date, SQL_C_TYPE_DATE, SQL_DATE_STRUCT>;
    case ServerType::time: return putTime;
    case ServerType::timestamp: return putStructure<ServerType::timestamp, SQL_C_TYPE_TIMESTAMP, SQL_TIMESTAMP_STRUCT>;
    case ServerType::uuid: return putStructure<ServerType::uuid, SQL_C_GUID, SQLGUID>;
    case ServerType::bytea: return putDecoded;
    case ServerType::text: return putText;
  }
  return putText;
}

}  // namespace drawbridge::convert
