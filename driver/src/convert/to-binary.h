// Converters to SQL_C_BINARY: bytes as they are, everything else as the machine has it in its own C type.
#pragma once

#include "convert/converter.h"

namespace drawbridge::convert {

Converter binaryConverter(ServerType from) noexcept;

}  // namespace drawbridge::convert
