#include "check.h"
#include "odbc/statement-text.h"

using drawbridge::odbc::countParameterMarkers;
using drawbridge::odbc::firstWord;
using drawbridge::odbc::splitStatements;

TEST("markers count outside of quotes and comments only") {
  CHECK_EQUAL(countParameterMarkers("SELECT ? + ?"), 2u);
  CHECK_EQUAL(countParameterMarkers("SELECT '?', 'it''s ?', \"a?\", [b?], `c?`, ?"), 1u);
  CHECK_EQUAL(countParameterMarkers("SELECT 1 -- ?\n, ? /* ? */, ?"), 2u);
  CHECK_EQUAL(countParameterMarkers("SELECT 'never ends ?"), 0u);
  CHECK_EQUAL(countParameterMarkers("SELECT E'it\\'s ?', $$ ? $$, $x$ ? $$ ? $x$, $1, e'?', ?"), 1u);
  CHECK_EQUAL(countParameterMarkers(""), 0u);
}

TEST("a text with one statement stays as it is") {
  for (const char* text : {"SELECT 1", "SELECT 1;", " ;; SELECT ';' ; -- ; none\n", "", ";", "SELECT $$;$$", "SELECT E'\\';'", "SELECT [a;b]"}) {
    const auto statements = splitStatements(text);
    CHECK_EQUAL(statements.size(), 1u);
    CHECK_EQUAL(statements[0], text);
  }
}

TEST("several statements are told apart at their semicolons") {
  const auto statements = splitStatements("SELECT ';' ; /* ; */ UPDATE t SET a = \"b;\" -- ;\n;; SELECT 2");
  CHECK_EQUAL(statements.size(), 3u);
  CHECK_EQUAL(statements[0], "SELECT ';'");
  CHECK_EQUAL(statements[1], "UPDATE t SET a = \"b;\"");
  CHECK_EQUAL(statements[2], "SELECT 2");
}

TEST("the first word is found behind blanks, comments and the brace of an escape") {
  CHECK_EQUAL(firstWord(" -- note\n/* Delete */ insert INTO t"), "INSERT");
  CHECK_EQUAL(firstWord("{ ? = call p(1) }"), "CALL");
  CHECK_EQUAL(firstWord("(SELECT 1)"), "SELECT");
  CHECK_EQUAL(firstWord("'insert'"), "");
  CHECK_EQUAL(firstWord(""), "");
}
