// The diagnostics of converting one cell.
#pragma once

#include "convert/converter.h"
#include "odbc/diagnostics.h"

namespace drawbridge::odbc {

// Whether the value arrived, if cut.
inline bool arrived(convert::Outcome outcome) noexcept {
  return outcome == convert::Outcome::done || outcome == convert::Outcome::textCut || outcome == convert::Outcome::fractionCut;
}

// `outcome` is not `done`.
inline DiagnosticRecord cellRecord(convert::Outcome outcome, SQLLEN row, SQLINTEGER column) {
  switch (outcome) {
    case convert::Outcome::textCut: return {"01004", "The value was cut, because the buffer is too short", row, column};
    case convert::Outcome::fractionCut: return {"01S07", "Digits behind the point were cut off", row, column};
    case convert::Outcome::outOfRange: return {"22003", "The value does not fit into the type or the buffer that was given for it", row, column};
    case convert::Outcome::intervalOverflow: return {"22015", "The interval has more than its fields can hold", row, column};
    case convert::Outcome::badDatetime: return {"22007", "The value is no date or time that fits into the structure", row, column};
    default: return {"22018", "The text is no value of the type that was asked for", row, column};
  }
}

}  // namespace drawbridge::odbc
