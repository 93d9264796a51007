#include "wire/row-description.h"

#include <string>

namespace drawbridge::wire {
namespace {

// ODBC counts columns in 16 bits with a sign.
constexpr std::size_t mostColumns = 32767;

}  // namespace

std::vector<Field> readRowDescription(Reader reader) {
  const std::size_t count = reader.int16();
  if (count > mostColumns) throw ProtocolError("the engine sends a result of " + std::to_string(count) + " columns");
  std::vector<Field> fields;
  for (std::size_t i = 0; i < count; i++) {
    Field field;
    field.name = std::string(reader.text());
    reader.int32();  // table
    reader.int16();  // column of the table
    field.typeOid = reader.int32();
    reader.int16();  // size
    field.typeModifier = static_cast<std::int32_t>(reader.int32());
    if (reader.int16() != 0) throw ProtocolError("the engine sends a column in binary form, which was not asked for");
    fields.push_back(std::move(field));
  }
  return fields;
}

std::vector<std::uint32_t> readParameterDescription(Reader reader) {
  const std::size_t count = reader.int16();
  std::vector<std::uint32_t> oids;
  for (std::size_t i = 0; i < count; i++) oids.push_back(reader.int32());
  return oids;
}

}  // namespace drawbridge::wire
