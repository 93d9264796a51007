// RowDescription and ParameterDescription.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wire/reader.h"

namespace drawbridge::wire {

struct Field {
  std::string name;
  std::uint32_t typeOid = 0;
  std::int32_t typeModifier = -1;
};

std::vector<Field> readRowDescription(Reader reader);
std::vector<std::uint32_t> readParameterDescription(Reader reader);

}  // namespace drawbridge::wire
