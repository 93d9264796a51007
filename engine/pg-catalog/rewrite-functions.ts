/** Functions that return sets, or that DuckDB has under another name. */
import { closingIndex, isOperator, type Token } from '../sql/token.ts';
import { nameOf } from './catalog-names.ts';
import { inserted, replaced, type Rule } from './rewrite-rule.ts';

/** `information_schema._pg_expandarray(x)`. */
export const expandedArray: Rule = (tokens, index) => {
  const [schema, dot, name] = tokens.slice(index, index + 3);
  if (nameOf(schema) !== 'information_schema' || !isOperator(dot, '.') || schema === undefined) return null;
  const close = tokens[closingIndex(tokens, index + 3)];
  if (name === undefined || close === undefined || nameOf(name) !== '_pg_expandarray') return null;
  return [replaced(schema, name, 'unnest(pg_expandarray'), inserted(close.end, ')')];
};

const setFunctions: ReadonlySet<string> = new Set([
  'pg_partition_ancestors',
  'aclexplode',
  'pg_options_to_table',
]);

/** Macros cannot return sets; lists they can. */
export const setFunction: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || !setFunctions.has(nameOf(token)) || !isOperator(tokens[index + 1], '('))
    return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  return close === undefined ? null : [inserted(token.start, 'unnest('), inserted(close.end, ')')];
};

const rowFunctions: ReadonlySet<string> = new Set(['generate_series', 'unnest', 'generate_subscripts']);

/** `FROM generate_series(1, 3) s`: in PostgreSQL `s` is the column, too. */
export const rowAlias: Rule = (tokens, index) => {
  if (!rowFunctions.has(nameOf(tokens[index])) || !isOperator(tokens[index + 1], '(')) return null;
  const close = closingIndex(tokens, index + 1);
  const at = tokens[close + 1]?.keyword === 'AS' ? close + 2 : close + 1;
  const alias = tokens[at];
  const isName = alias?.kind === 'quoted' || (alias?.kind === 'word' && !behindFunction.has(alias.keyword));
  if (alias === undefined || !isName || isOperator(tokens[at + 1], '(') || !isInFrom(tokens, index))
    return null;
  return [inserted(alias.end, `(${alias.text})`)];
};

const behindFunction: ReadonlySet<string> = new Set(
  'WITH WHERE JOIN LEFT RIGHT FULL INNER CROSS NATURAL ON GROUP ORDER LIMIT UNION EXCEPT INTERSECT HAVING WINDOW OFFSET'.split(
    ' ',
  ),
);

function isInFrom(tokens: readonly Token[], index: number): boolean {
  for (let depth = 0, at = index - 1; at >= 0 && depth >= 0; at--) {
    if (isOperator(tokens[at], ')')) depth += 1;
    else if (isOperator(tokens[at], '(')) depth -= 1;
    else if (depth === 0 && tokens[at]?.keyword === 'FROM') return true;
    else if (depth === 0 && tokens[at]?.keyword === 'SELECT') return false;
  }
  return false;
}

/** `SELECT generate_series(1, 3)`: a row for each there, a list in DuckDB. */
export const selectedSeries: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || nameOf(token) !== 'generate_series' || !isOperator(tokens[index + 1], '('))
    return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  if (close === undefined || isInFrom(tokens, index)) return null;
  return [inserted(token.start, 'unnest('), inserted(close.end, ')')];
};

const sameFunctions: ReadonlyMap<string, string> = new Map([
  ['json_build_object', 'json_object'],
  ['jsonb_build_object', 'json_object'],
  ['json_build_array', 'json_array'],
  ['json_agg', 'json_group_array'],
  ['jsonb_agg', 'json_group_array'],
  ['json_object_agg', 'json_group_object'],
  ['jsonb_object_agg', 'json_group_object'],
]);

/** Functions that take any number of arguments, so that no macro can stand for them. */
export const otherName: Rule = (tokens, index) => {
  const token = tokens[index];
  const name = sameFunctions.get(nameOf(token));
  return token === undefined || name === undefined || !isOperator(tokens[index + 1], '(')
    ? null
    : [replaced(token, token, name)];
};
