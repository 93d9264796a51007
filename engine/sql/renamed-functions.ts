/**
 * Functions whose names in other dialects DuckDB lacks and which no macro can give: aggregates, which may stand with
 * OVER and DISTINCT; CHAR, whose name is a type's; and those that Bitbucket has a filter for.
 */
import { reservedKeywords } from './keywords.ts';
import { endsCastSign, inPlaceOf, isOperator, keyword, type Token } from './token.ts';

const names: ReadonlyMap<string, string> = new Map([
  ['COUNT_BIG', 'count'],
  ['STDEV', 'stddev_samp'],
  ['STDEVP', 'stddev_pop'],
  ['VAR', 'var_samp'],
  ['VARP', 'var_pop'],
  ['EVERY', 'bool_and'],
  ['ENDSWITH', 'ends_with'],
  ['STARTSWITH', 'starts_with'],
  ['CHAR', 'chr'],
  ['NCHAR', 'chr'],
  ['JSON_OBJECT_AGG', 'json_group_object'],
  ['JSONB_OBJECT_AGG', 'json_group_object'],
  ['JSON_BUILD_OBJECT', 'json_object'],
  ['JSONB_BUILD_OBJECT', 'json_object'],
  ['JSONB_ARRAY_LENGTH', 'json_array_length'],
  ['JSONB_EXTRACT_PATH_TEXT', 'json_extract_path_text'],
  ['JSONB_EXTRACT_PATH', 'json_extract_path'],
  ['REGEXP_LIKE', 'regexp_matches'],
  ['TO_JSONB', 'to_json'],
  ['UNACCENT', 'strip_accents'],
  ['NORMALIZE', 'nfc_normalize'],
  ['JSON_BUILD_ARRAY', 'json_array'],
  ['JSONB_BUILD_ARRAY', 'json_array'],
]);

export function renamedFunctions(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) => {
    const name = isOperator(tokens[index + 1], '(') ? names.get(keyword(token)) : undefined;
    return name === undefined || !isCall(tokens, index) ? token : inPlaceOf(token, name);
  });
}

/** Not the name of a column of a CTE or a table, nor `x AS CHAR(3)`, `x::CHAR(3)` and `STRUCT(a CHAR(3))`. */
export function isCall(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  if (previous === undefined) return false;
  const word = keyword(previous);
  if (word === 'AS' || word === 'WITH') return false;
  if (word !== '') return reservedKeywords.has(word) || before.has(word);
  if (previous.kind !== 'operator') return false;
  if (isOperator(previous, '(')) return !typesWithTypes.has(keyword(tokens[index - 2]));
  return !['.', ')', ']', '}'].includes(previous.text) && !endsCastSign(tokens, index - 1);
}

const before: ReadonlySet<string> = new Set('LIKE ILIKE BETWEEN ESCAPE SIMILAR BY IS ISNULL'.split(' '));

const typesWithTypes: ReadonlySet<string> = new Set(['MAP', 'STRUCT', 'UNION', 'ROW']);
