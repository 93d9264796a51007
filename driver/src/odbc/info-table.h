// What SQLGetInfo answers, where the answer never changes.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>

namespace drawbridge::odbc {

enum class InfoKind : std::uint8_t { text, int16, int32 };

struct InfoEntry {
  SQLUSMALLINT type;
  InfoKind kind;
  // Texts only.
  const char* text;
  SQLULEN number;
};

// nullptr: not in the table.
const InfoEntry* findInfo(SQLUSMALLINT type) noexcept;

}  // namespace drawbridge::odbc
