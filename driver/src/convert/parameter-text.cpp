#include "convert/parameter-text.h"

#include <charconv>
#include <cstring>

#include "convert/converter.h"
#include "convert/guid-text.h"
#include "convert/hex-text.h"
#include "convert/interval-text.h"
#include "convert/parameter-datetime.h"
#include "convert/parameter-number.h"
#include "wide/utf.h"

namespace drawbridge::convert {
namespace {

template <typename T>
T load(const void* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <typename T>
std::string numberText(const void* from) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, load<T>(from));
  return std::string(digits, end.ptr);
}

// Of SQL_C_NUMERIC and of the server's decimals.
constexpr std::size_t mostDigits = 38;

std::string numericText(const void* from, SQLSMALLINT scale) {
  const auto value = load<SQL_NUMERIC_STRUCT>(from);
  unsigned __int128 magnitude = 0;
  for (int i = SQL_MAX_NUMERIC_LEN - 1; i >= 0; i--) magnitude = magnitude << 8 | value.val[i];
  std::string digits;
  for (; magnitude > 0; magnitude /= 10) digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(magnitude % 10)));
  if (digits.size() > mostDigits) throw ParameterError("22003", "the number has more than 38 digits");
  const int places = scale != 0 ? scale : value.scale;
  if (places > 0) {
    if (digits.size() <= static_cast<std::size_t>(places)) digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  } else {
    if (digits.empty()) digits = "0";
    digits.append(static_cast<std::size_t>(-places), '0');
  }
  return value.sign == 0 && digits.find_first_not_of("0.") != std::string::npos ? "-" + digits : digits;
}

[[noreturn]] void noSuchPair() { throw ParameterError("07006", "the conversion between its two types does not exist"); }
[[noreturn]] void notThisType(const char* text) { throw ParameterError("22018", text); }

void requireLength(std::size_t length, const ParameterSource& source) {
  if (source.mostCharacters > 0 && length > source.mostCharacters) throw ParameterError("22001", "the value is longer than its type allows");
}

std::size_t characters(std::string_view utf8) noexcept {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

std::string characterFor(std::string text, const ParameterSource& source) {
  if (source.mostCharacters > 0 && text.size() > source.mostCharacters) requireLength(characters(text), source);
  return text;
}

std::string bytesFor(std::string_view bytes, const ParameterSource& source) {
  requireLength(bytes.size(), source);
  constexpr char digits[] = "0123456789abcdef";
  std::string out = "\\x";
  for (const char c : bytes) {
    out.push_back(digits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(digits[static_cast<unsigned char>(c) & 0xF]);
  }
  return out;
}

// Bytes that come as text are two hexadecimal digits each.
std::string bytesFromDigits(std::string digits, const ParameterSource& source) {
  std::string_view checked;
  digits.insert(0, "\\x");
  if (!hexDigits(digits, checked)) notThisType("a text for bytes consists of pairs of hexadecimal digits");
  requireLength(checked.size() / 2, source);
  return digits;
}

std::string guidFor(std::string_view text) {
  SQLGUID guid{};
  if (!readGuid(text, guid)) notThisType("the text is no UUID");
  return guidText(guid);
}

std::string intervalFor(std::string_view text, SQLSMALLINT sqlType) {
  Interval interval;
  SQL_INTERVAL_STRUCT checked;
  if (!readInterval(text, sqlType, interval)) notThisType("the text is no interval of its type");
  const IntervalStatus status = toStructure(interval, sqlType, checked);
  if (status == IntervalStatus::overflow) throw ParameterError("22015", "the interval has more than its type can hold");
  return intervalText(status == IntervalStatus::cut ? fromStructure(checked, sqlType) : interval);
}

std::string fromText(std::string text, const ParameterSource& source) {
  const SqlFamily family = sqlFamily(source.sqlType);
  switch (family) {
    case SqlFamily::whole:
    case SqlFamily::decimal:
    case SqlFamily::floating:
    case SqlFamily::bit: return numberFor(source.sqlType, text, NumberOrigin::text);
    case SqlFamily::binary: return bytesFromDigits(std::move(text), source);
    case SqlFamily::date:
    case SqlFamily::time:
    case SqlFamily::timestamp: return datetimeFor(family, text);
    case SqlFamily::guid: return guidFor(text);
    case SqlFamily::interval: return intervalFor(text, source.sqlType);
    default: return characterFor(std::move(text), source);
  }
}

std::string fromNumber(const std::string& number, const ParameterSource& source) {
  switch (sqlFamily(source.sqlType)) {
    case SqlFamily::character: return characterFor(number, source);
    case SqlFamily::whole:
    case SqlFamily::decimal:
    case SqlFamily::floating:
    case SqlFamily::bit: return numberFor(source.sqlType, number, NumberOrigin::number);
    case SqlFamily::interval:
      if (isSingleField(source.sqlType)) return intervalFor(number, source.sqlType);
      noSuchPair();
    default: noSuchPair();
  }
}

// `write` makes the text for a family; texts take it, too, if they are long enough.
template <typename T>
std::string fromDatetime(const ParameterSource& source, std::string (*write)(SqlFamily, const T&), std::initializer_list<SqlFamily> families) {
  const SqlFamily family = sqlFamily(source.sqlType);
  const T value = load<T>(source.value);
  if (family == SqlFamily::character) return characterFor(write(family, value), source);
  for (const SqlFamily each : families) {
    if (each == family) return write(family, value);
  }
  noSuchPair();
}

std::string fromInterval(const ParameterSource& source, SQLSMALLINT cType) {
  const Interval interval = fromStructure(load<SQL_INTERVAL_STRUCT>(source.value), cType);
  const std::string text = intervalText(interval);
  switch (sqlFamily(source.sqlType)) {
    case SqlFamily::character: return characterFor(text, source);
    case SqlFamily::interval: return intervalFor(text, source.sqlType);
    case SqlFamily::whole:
    case SqlFamily::decimal: {
      if (!isSingleField(cType)) noSuchPair();
      const auto value = load<SQL_INTERVAL_STRUCT>(source.value);
      const bool year = cType == SQL_C_INTERVAL_YEAR || cType == SQL_C_INTERVAL_MONTH;
      const SQLUINTEGER* fields = year ? &value.intval.year_month.year : &value.intval.day_second.day;
      const SQLUINTEGER field = fields[year ? cType - SQL_C_INTERVAL_YEAR : cType - SQL_C_INTERVAL_DAY];
      return numberFor(source.sqlType, (value.interval_sign == SQL_TRUE ? "-" : "") + std::to_string(field), NumberOrigin::number);
    }
    default: noSuchPair();
  }
}

std::string fromBytes(const ParameterSource& source) {
  const auto* first = static_cast<const char*>(source.value);
  const std::string_view bytes = source.length == SQL_NTS ? std::string_view(first) : std::string_view(first, static_cast<std::size_t>(source.length));
  switch (sqlFamily(source.sqlType)) {
    case SqlFamily::binary: return bytesFor(bytes, source);
    case SqlFamily::character: return characterFor(std::string(bytes), source);
    default: break;
  }
  // Anything else is a value as the machine has it in the type's own C type.
  ParameterSource native = source;
  native.cType = sqlFamily(source.sqlType) == SqlFamily::decimal ? static_cast<SQLSMALLINT>(SQL_C_NUMERIC) : defaultParameterCType(source.sqlType);
  if (fixedSize(native.cType) != static_cast<SQLLEN>(bytes.size())) throw ParameterError("22003", "the bytes are not as many as a value of its type has");
  return parameterText(native);
}

// A length that is the buffer's takes in the zeros behind the text. One with something behind it is left for the engine to
// refuse: nothing is lost unseen.
std::string withoutZeros(std::string text) {
  while (!text.empty() && text.back() == '\0') text.pop_back();
  return text;
}

std::string charText(const ParameterSource& source) {
  const auto* text = static_cast<const char*>(source.value);
  return source.length == SQL_NTS ? std::string(text) : std::string(text, static_cast<std::size_t>(source.length));
}

std::string wideText(const ParameterSource& source) {
  const auto* text = static_cast<const wide::Unit*>(source.value);
  const std::size_t units =
      source.length == SQL_NTS ? wide::unitLength(text) : static_cast<std::size_t>(source.length) / sizeof(wide::Unit);
  return wide::toUtf8(text, units);
}

}  // namespace

std::string parameterText(const ParameterSource& source) {
  const SQLSMALLINT cType = source.cType == SQL_C_DEFAULT ? defaultParameterCType(source.sqlType)
                                                          : resolveCType(ServerType::text, source.cType);
  const void* value = source.value;
  switch (cType) {
    case SQL_C_CHAR: return fromText(withoutZeros(charText(source)), source);
    case SQL_C_WCHAR: return fromText(withoutZeros(wideText(source)), source);
    case SQL_C_BINARY: return fromBytes(source);
    case SQL_C_BIT: return fromNumber(load<SQLCHAR>(value) != 0 ? "1" : "0", source);
    case SQL_C_STINYINT: return fromNumber(std::to_string(load<std::int8_t>(value)), source);
    case SQL_C_UTINYINT: return fromNumber(std::to_string(load<std::uint8_t>(value)), source);
    case SQL_C_SSHORT: return fromNumber(numberText<std::int16_t>(value), source);
    case SQL_C_USHORT: return fromNumber(numberText<std::uint16_t>(value), source);
    case SQL_C_SLONG: return fromNumber(numberText<std::int32_t>(value), source);
    case SQL_C_ULONG: return fromNumber(numberText<std::uint32_t>(value), source);
    case SQL_C_SBIGINT: return fromNumber(numberText<std::int64_t>(value), source);
    case SQL_C_UBIGINT: return fromNumber(numberText<std::uint64_t>(value), source);
    case SQL_C_FLOAT: return fromNumber(numberText<float>(value), source);
    case SQL_C_DOUBLE: return fromNumber(numberText<double>(value), source);
    case SQL_C_NUMERIC: return fromNumber(numericText(value, source.scale), source);
    case SQL_C_TYPE_DATE: return fromDatetime<SQL_DATE_STRUCT>(source, dateFor, {SqlFamily::date, SqlFamily::timestamp});
    case SQL_C_TYPE_TIME: return fromDatetime<SQL_TIME_STRUCT>(source, timeFor, {SqlFamily::time, SqlFamily::timestamp});
    case SQL_C_TYPE_TIMESTAMP:
      return fromDatetime<SQL_TIMESTAMP_STRUCT>(source, timestampFor, {SqlFamily::date, SqlFamily::time, SqlFamily::timestamp});
    case SQL_C_GUID:
      switch (sqlFamily(source.sqlType)) {
        case SqlFamily::guid: return guidText(load<SQLGUID>(value));
        case SqlFamily::character: return characterFor(guidText(load<SQLGUID>(value)), source);
        default: noSuchPair();
      }
    default: break;
  }
  if (!isIntervalType(cType)) noSuchPair();
  return fromInterval(source, cType);
}

}  // namespace drawbridge::convert
