// UUIDs as text.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string>
#include <string_view>

namespace drawbridge::convert {

// 8-4-4-4-12 hexadecimal digits, with or without the braces that Bitbucket puts around them.
bool readGuid(std::string_view text, SQLGUID& out) noexcept;
std::string guidText(const SQLGUID& guid);

}  // namespace drawbridge::convert
