// Conversions: any cell to any C type in a buffer of any size, any memory as a parameter of any type.
#include <cstdlib>
#include <memory>
#include <vector>

#include "convert/converter.h"
#include "convert/parameter-text.h"
#include "input.h"

using namespace drawbridge;

namespace {

constexpr SQLSMALLINT cTypes[] = {
    SQL_C_CHAR,      SQL_C_WCHAR,     SQL_C_BINARY,  SQL_C_BIT,     SQL_C_STINYINT,  SQL_C_UTINYINT,  SQL_C_SSHORT,         SQL_C_USHORT,
    SQL_C_SLONG,     SQL_C_ULONG,     SQL_C_SBIGINT, SQL_C_UBIGINT, SQL_C_FLOAT,     SQL_C_DOUBLE,    SQL_C_NUMERIC,        SQL_C_TYPE_DATE,
    SQL_C_TYPE_TIME, SQL_C_TYPE_TIMESTAMP, SQL_C_GUID, SQL_C_INTERVAL_YEAR, SQL_C_INTERVAL_MONTH, SQL_C_INTERVAL_DAY, SQL_C_INTERVAL_SECOND,
    SQL_C_INTERVAL_YEAR_TO_MONTH, SQL_C_INTERVAL_DAY_TO_SECOND, SQL_C_INTERVAL_MINUTE_TO_SECOND, SQL_C_DEFAULT,
};
constexpr unsigned cTypeCount = sizeof cTypes / sizeof *cTypes;

constexpr SQLSMALLINT sqlTypes[] = {
    SQL_VARCHAR, SQL_WVARCHAR, SQL_TINYINT,   SQL_SMALLINT,  SQL_INTEGER,        SQL_BIGINT, SQL_DECIMAL,      SQL_REAL,
    SQL_DOUBLE,  SQL_BIT,      SQL_VARBINARY, SQL_TYPE_DATE, SQL_TYPE_TIME,      SQL_TYPE_TIMESTAMP, SQL_GUID, SQL_INTERVAL_DAY,
    SQL_INTERVAL_YEAR_TO_MONTH, SQL_INTERVAL_DAY_TO_SECOND,
};
constexpr unsigned sqlTypeCount = sizeof sqlTypes / sizeof *sqlTypes;

void toApplication(Input input) {
  const auto from = static_cast<convert::ServerType>(input.below(convert::serverTypeCount));
  const SQLSMALLINT cType = convert::resolveCType(from, cTypes[input.below(cTypeCount)]);
  const convert::Converter converter = convert::findConverter(from, cType);
  if (converter == nullptr) return;
  const SQLLEN fixed = convert::fixedSize(cType);
  // Memory of exactly that size, at an odd address now and then; an array of SQLWCHAR has an even one.
  const unsigned odd = cType == SQL_C_WCHAR ? 0 : input.below(2);
  const std::size_t size = static_cast<std::size_t>(fixed > 0 ? fixed : static_cast<SQLLEN>(input.byte()));
  const std::unique_ptr<char[]> buffer(new char[size + odd]);
  SQLLEN length = 0;
  convert::Target target;
  target.value = buffer.get() + odd;
  target.room = static_cast<SQLLEN>(size);
  target.length = &length;
  target.precision = static_cast<SQLSMALLINT>(input.below(50));
  target.scale = static_cast<SQLSMALLINT>(static_cast<int>(input.below(80)) - 20);
  const convert::Outcome outcome = converter(input.rest(), target);
  if (outcome == convert::Outcome::done && length < 0) std::abort();
  if (fixed == 0 && outcome == convert::Outcome::textCut) {
    const std::string whole = convert::wholeValue(from, cType, input.rest());
    if (static_cast<SQLLEN>(whole.size()) != length) std::abort();
  }
}

void toEngine(Input input) {
  convert::ParameterSource source;
  source.cType = cTypes[input.below(cTypeCount)];
  source.sqlType = sqlTypes[input.below(sqlTypeCount)];
  source.scale = static_cast<SQLSMALLINT>(input.byte());
  source.mostCharacters = input.byte();
  const SQLSMALLINT cType = source.cType == SQL_C_DEFAULT ? convert::defaultParameterCType(source.sqlType) : source.cType;
  const SQLLEN fixed = convert::fixedSize(cType);
  std::vector<char> memory(input.rest().begin(), input.rest().end());
  if (fixed > 0) memory.resize(static_cast<std::size_t>(fixed));
  source.value = memory.data();
  source.length = static_cast<SQLLEN>(memory.size());
  try {
    convert::parameterText(source);
  } catch (const convert::ParameterError&) {
    // Refused in words.
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  if (input.below(2) == 0) toApplication(input);
  else toEngine(input);
  return 0;
}
