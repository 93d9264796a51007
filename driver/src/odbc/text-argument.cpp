#include "odbc/text-argument.h"

#include <algorithm>

#include "odbc/odbc-error.h"
#include "wide/utf.h"

namespace drawbridge::odbc {

std::optional<std::string> textIn(const SQLWCHAR* text, SQLINTEGER length) {
  if (text == nullptr) return std::nullopt;
  if (length < 0 && length != SQL_NTS) throw OdbcError("HY090", "A length is negative");
  const std::size_t units = length == SQL_NTS ? wide::unitLength(text) : static_cast<std::size_t>(length);
  return wide::toUtf8(text, units);
}

std::optional<std::string> nameIn(const SQLWCHAR* text, SQLINTEGER length) {
  std::optional<std::string> name = textIn(text, length);
  if (name) name->resize(std::min(name->size(), name->find('\0')));
  return name;
}

std::string textInBytes(SQLPOINTER text, SQLINTEGER bytes) {
  const SQLINTEGER units = bytes == SQL_NTS ? SQL_NTS : bytes / static_cast<SQLINTEGER>(sizeof(SQLWCHAR));
  return textIn(static_cast<const SQLWCHAR*>(text), units).value_or(std::string());
}

std::size_t textOut(std::string_view text, SQLWCHAR* out, SQLLEN room, Diagnostics& diagnostics) {
  if (room < 0) throw OdbcError("HY090", "A buffer length is negative");
  const std::size_t fit = out != nullptr && room > 0 ? static_cast<std::size_t>(room) - 1 : 0;
  const std::size_t units = wide::toUtf16(text, out, fit);
  if (out == nullptr) return units;
  if (room > 0) out[units < fit ? units : fit] = 0;
  if (units > fit || room == 0) diagnostics.warn("01004", "The text was cut, because the buffer is too short");
  return units;
}

std::size_t textOutBytes(std::string_view text, SQLPOINTER out, SQLLEN roomBytes, Diagnostics& diagnostics) {
  if (out != nullptr && roomBytes < 0) throw OdbcError("HY090", "A buffer length is negative");
  const SQLLEN room = out == nullptr ? 0 : roomBytes / static_cast<SQLLEN>(sizeof(SQLWCHAR));
  return textOut(text, static_cast<SQLWCHAR*>(out), room, diagnostics) * sizeof(SQLWCHAR);
}

}  // namespace drawbridge::odbc
