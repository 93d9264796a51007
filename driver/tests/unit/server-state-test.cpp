#include "check.h"
#include "odbc/server-state.h"

using namespace drawbridge;

namespace {

wire::ServerReport report(const char* state, const char* message) { return {state, message, "", "", ""}; }

}  // namespace

TEST("the engine's states become those of ODBC, by phase") {
  CHECK_EQUAL(odbc::odbcState("42P01", odbc::Phase::running), "42S02");
  CHECK_EQUAL(odbc::odbcState("42703", odbc::Phase::running), "42S22");
  CHECK_EQUAL(odbc::odbcState("0A000", odbc::Phase::running), "HYC00");
  CHECK_EQUAL(odbc::odbcState("23502", odbc::Phase::running), "23000");
  CHECK_EQUAL(odbc::odbcState("23505", odbc::Phase::running), "23000");
  CHECK_EQUAL(odbc::odbcState("57P01", odbc::Phase::running), "08S01");
  CHECK_EQUAL(odbc::odbcState("57P01", odbc::Phase::connecting), "08001");
  CHECK_EQUAL(odbc::odbcState("57P03", odbc::Phase::running), "HY000");
  CHECK_EQUAL(odbc::odbcState("57P03", odbc::Phase::connecting), "08001");
  CHECK_EQUAL(odbc::odbcState("28000", odbc::Phase::connecting), "28000");
  CHECK_EQUAL(odbc::odbcState("22012", odbc::Phase::running), "22012");
  CHECK_EQUAL(odbc::odbcState("42701", odbc::Phase::running), "42S21");
  CHECK_EQUAL(odbc::odbcState("42P03", odbc::Phase::running), "3C000");
  CHECK_EQUAL(odbc::odbcState("25P02", odbc::Phase::running), "25000");
}

TEST("a state that ODBC does not know becomes what it has for the class") {
  for (const char* state : {"42601", "42501", "42883", "42702", "42803", "42804", "42P10", "42P18", "42725"}) {
    CHECK_EQUAL(odbc::odbcState(state, odbc::Phase::running), "42000");
  }
  for (const char* state : {"23503", "23514"}) CHECK_EQUAL(odbc::odbcState(state, odbc::Phase::running), "23000");
  for (const char* state : {"26000", "53100", "53400", "54000", "54001", "55000", "58000", "58030", "XX000", "XX001"}) {
    CHECK_EQUAL(odbc::odbcState(state, odbc::Phase::running), "HY000");
  }
  for (const char* state : {"22001", "25006", "28000", "34000", "3F000", "40001"}) CHECK_EQUAL(odbc::odbcState(state, odbc::Phase::running), state);
}

TEST("an error never carries the state of a warning") {
  CHECK_EQUAL(odbc::serverFailure(report("01000", "odd"), odbc::Phase::running).state(), "HY000");
  CHECK_EQUAL(odbc::serverFailure(report("01S00", "odd"), odbc::Phase::connecting).state(), "08001");
}

TEST("position, detail and hint stand behind the sentence") {
  wire::ServerReport full = report("42601", "There is no table nope.");
  full.position = "15";
  full.detail = "A detail";
  full.hint = "A hint.";
  CHECK_EQUAL(odbc::fullMessage(full), "There is no table nope (at character 15). A detail. A hint.");
}
