// Texts that the driver takes apart: connection strings, statements, endpoint.json, and UTF-8 and UTF-16.
#include <cstdlib>

#include "conn/connection-string.h"
#include "conn/json.h"
#include "input.h"
#include "odbc/statement-text.h"
#include "wide/utf.h"

using namespace drawbridge;

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

void connectionString(std::string_view text) {
  const auto string = conn::ConnectionString::parse(text);
  for (const char* keyword : {"DSN", "run dir", "PWD", ""}) string.value(keyword);
  const std::string rest = string.textWithout({"Driver"});
  // What goes to the engine means the same when it is read again.
  const auto again = conn::ConnectionString::parse(rest);
  expect(again.textWithout({"Driver"}) == rest);
  conn::ConnectionString added;
  added.add("Key", text);
  if (text.find_first_of(" \t\r\n") == std::string_view::npos) {
    expect(conn::ConnectionString::parse(added.textWithout({})).value("Key").value_or("") == text);
  }
}

void statement(std::string_view text) {
  const auto parts = odbc::splitStatements(text);
  expect(!parts.empty());
  std::size_t markers = 0;
  for (const std::string& part : parts) markers += odbc::countParameterMarkers(part);
  expect(parts.size() > 1 || markers == odbc::countParameterMarkers(text));
}

void utf(std::string_view text) {
  const auto units = wide::toUtf16(text);
  for (std::size_t room = 0; room < 4; room++) {
    wide::Unit few[4];
    expect(wide::toUtf16(text, few, room) == units.size());
  }
  // Once mended, a text stays as it is.
  const std::string mended = wide::toUtf8(units.data(), units.size());
  expect(wide::toUtf16(mended) == units);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Input input(data, size);
  connectionString(input.rest());
  statement(input.rest());
  conn::readFlatJson(std::string(input.rest()));
  utf(input.rest());
  return 0;
}
