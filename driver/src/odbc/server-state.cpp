#include "odbc/server-state.h"

#include <utility>

namespace drawbridge::odbc {
namespace {

constexpr std::pair<const char*, const char*> changed[] = {
    {"42P01", "42S02"}, {"42703", "42S22"}, {"42701", "42S21"}, {"42710", "42S01"}, {"42P07", "42S01"}, {"42P02", "07002"},
    {"42P03", "3C000"}, {"28P01", "28000"}, {"57014", "HY008"}, {"57P01", "08S01"}, {"08006", "08S01"}, {"08P01", "08S01"},
    {"0A000", "HYC00"}, {"53200", "HY001"}, {"22P02", "22018"}, {"22021", "22018"}, {"22023", "HY024"}, {"25P01", "25000"},
    {"25P02", "25000"},
};

// Classes whose further states ODBC does not know, and the state it has for all of them.
constexpr std::pair<const char*, const char*> changedClasses[] = {
    {"23", "23000"}, {"26", "HY000"}, {"42", "42000"}, {"53", "HY000"}, {"54", "HY000"},
    {"55", "HY000"}, {"57", "HY000"}, {"58", "HY000"}, {"XX", "HY000"},
};

constexpr std::pair<const char*, const char*> changedWhileConnecting[] = {
    {"3D000", "08001"}, {"08006", "08001"}, {"57P01", "08001"}, {"57P03", "08001"}, {"08P01", "08001"}, {"22023", "01S00"},
};

bool endsSentence(const std::string& text) { return !text.empty() && (text.back() == '.' || text.back() == '?' || text.back() == '!'); }

}  // namespace

std::string odbcState(const std::string& serverState, Phase phase) {
  if (phase == Phase::connecting) {
    for (const auto& [from, to] : changedWhileConnecting) {
      if (serverState == from) return to;
    }
  }
  for (const auto& [from, to] : changed) {
    if (serverState == from) return to;
  }
  for (const auto& [from, to] : changedClasses) {
    if (serverState.compare(0, 2, from) == 0) return to;
  }
  return serverState;
}

std::string fullMessage(const wire::ServerReport& report) {
  std::string text = report.message;
  if (!report.position.empty()) {
    const bool period = text.back() == '.';
    if (period) text.pop_back();
    text += " (at character " + report.position + ")" + (period ? "." : "");
  }
  for (const std::string* more : {&report.detail, &report.hint}) {
    if (more->empty()) continue;
    text += (endsSentence(text) ? " " : ". ") + *more;
  }
  return text;
}

OdbcError serverFailure(const wire::ServerReport& report, Phase phase) {
  std::string state = odbcState(report.state, phase);
  // An error must not look like a warning, whatever class the server chose for it.
  if (state.compare(0, 2, "01") == 0 || state.compare(0, 2, "00") == 0) {
    state = phase == Phase::connecting ? "08001" : "HY000";
  }
  return OdbcError(state, fullMessage(report), report.state);
}

DiagnosticRecord noticeRecord(const wire::ServerReport& report) {
  const bool warning = report.state.compare(0, 2, "01") == 0;
  return {warning ? report.state : "01000", fullMessage(report)};
}

}  // namespace drawbridge::odbc
