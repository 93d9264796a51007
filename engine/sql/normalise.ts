/**
 * The statement as a user or an application wrote it, to the statement that everyone else sees.
 *
 * Each rewriting is a pass over tokens in a file of its own; their order matters where it is said. What DuckDB
 * understands as it is (FETCH FIRST, SUBSTRING … FROM, `::`) is left alone.
 */
import { applied } from './apply.ts';
import { bareAliases } from './bare-aliases.ts';
import { catalogFunctions } from './catalog-functions.ts';
import { classify, explainOptions, selectsIntoFile } from './classify.ts';
import { columnNames } from './column-names.ts';
import { copiedQuery } from './copy.ts';
import { declarationLength } from './cursor.ts';
import { dateLiterals } from './date-literals.ts';
import { datetimeFunctions } from './datetime-functions.ts';
import { digitLiterals } from './digit-literals.ts';
import { emptySelections } from './empty-selection.ts';
import { factInFrom } from './fact-in-from.ts';
import { foreignCatalog, foreignCatalogParameters } from './foreign-catalog.ts';
import { functionAliases } from './function-aliases.ts';
import { hyphenatedSchemas } from './hyphenated-schemas.ts';
import { intervalLiterals } from './interval-literals.ts';
import { jsonAggregates } from './json-aggregates.ts';
import { lex } from './lexer.ts';
import { listedRows } from './listed-rows.ts';
import { likeAny } from './like-any.ts';
import { likeEscape } from './like-escape.ts';
import { limitPairs } from './limit-pair.ts';
import { checkLength, checkNesting } from './limits.ts';
import { odbcEscapes } from './odbc-escapes.ts';
import { ordinalities } from './ordinality.ts';
import { namedOperators } from './named-operators.ts';
import { numberParameters } from './parameters.ts';
import { standardQuotes } from './quoting.ts';
import { qualifiedStars } from './qualified-stars.ts';
import { renamedFunctions } from './renamed-functions.ts';
import { render } from './render.ts';
import { withoutTrailingNul } from './split.ts';
import { selectedSeries } from './selected-series.ts';
import { similarTo } from './similar-to.ts';
import type { NormalisedStatement, StatementKind } from './statement.ts';
import { syntaxError } from './syntax-error.ts';
import { isOperator, keyword, type Token } from './token.ts';
import { textLengths } from './text-lengths.ts';
import { textFunctions } from './text-functions.ts';
import { topToLimit } from './top.ts';
import { typeNames } from './type-names.ts';

/**
 * Throws 42601 (with its place) for text that can not be a statement, 54000 over the limits, 0A000 for forms
 * that have no counterpart. A statement that is merely not supported comes back as such a kind.
 */
export function normalise(original: string): NormalisedStatement {
  const text = withoutTrailingNul(original);
  checkLength(text);
  const lexed = oneStatement(lex(text), text);
  checkNesting(lexed, text);
  // Before everything that moves tokens, since parameters are numbered in the order written.
  const { tokens: numbered, count } = numberParameters(
    foreignCatalog(namedOperators(hyphenatedSchemas(standardQuotes(lexed)))),
    text,
  );
  // The functions of dates come after the escapes, which unwrap some of them.
  const named = digitLiterals(columnNames(foreignCatalogParameters(numbered)), text);
  const unwrapped = intervalLiterals(odbcEscapes(qualifiedStars(named), text), text);
  const escaped = textLengths(typeNames(renamedFunctions(jsonAggregates(catalogFunctions(unwrapped)))));
  const rewritten = textFunctions(datetimeFunctions(emptySelections(escaped)));
  const matched = likeEscape(likeAny(similarTo(rewritten, text)));
  const functions = functionAliases(listedRows(ordinalities(selectedSeries(matched))));
  const compared = dateLiterals(applied(functions, text), text);
  const tokens = factInFrom(bareAliases(topToLimit(limitPairs(compared), text)));
  const written = tokens.filter(({ implied }) => implied === undefined);
  const kind = classify(written.slice(0, -1), text);
  if (kind.kind === 'copyOut') return copyOf(tokens, kind, count, text);
  if (kind.kind !== 'explain' && kind.kind !== 'declareCursor') return finished(tokens, kind, count, text);
  const isExplain = kind.kind === 'explain';
  const query = tokens.slice(isExplain ? explainOptions(tokens).length : declarationLength(tokens));
  const inner = classify(query.slice(0, -1), text);
  if (inner.kind === 'select') return finished(query, kind, count, text);
  const what = `${isExplain ? 'EXPLAIN' : 'A cursor for'} ${keyword(query[0])}`.trimEnd();
  return finished(tokens, { kind: 'unsupported', what }, count, text);
}

function copyOf(
  tokens: readonly Token[],
  kind: StatementKind,
  count: number,
  text: string,
): NormalisedStatement {
  const query = copiedQuery(tokens);
  if (classify(query.slice(0, -1), text).kind === 'select') return finished(query, kind, count, text);
  return finished(tokens, { kind: 'unsupported', what: 'COPY of anything but a query' }, count, text);
}

function finished(
  tokens: readonly Token[],
  kind: StatementKind,
  parameterCount: number,
  original: string,
): NormalisedStatement {
  return Object.freeze({ ...render(tokens, original), parameterCount, kind });
}

/** Without the semicolon that may end it. */
function oneStatement(tokens: readonly Token[], text: string): readonly Token[] {
  const end = tokens.at(-1);
  const semicolon = tokens.findIndex((token) => isOperator(token, ';'));
  if (semicolon < 0 || end === undefined) return tokens;
  if (selectsIntoFile(tokens.slice(0, semicolon))) return [...tokens.slice(0, semicolon), end];
  const more = tokens.slice(semicolon).find((token) => token.kind !== 'end' && !isOperator(token, ';'));
  if (more !== undefined) {
    throw syntaxError('There is more than one statement.', text, more.start, 'Send them one by one.');
  }
  return [...tokens.slice(0, semicolon), end];
}
