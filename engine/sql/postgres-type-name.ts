/**
 * What PostgreSQL calls the type that a cast names: `integer` is `int4`. Source: the grammar and the catalog pg_type of
 * PostgreSQL 15. Types that only DuckDB has keep their names.
 */
import { plainName } from './quoting.ts';
import { isName, isOperator, keyword, type Token } from './token.ts';

const names: ReadonlyMap<string, string> = new Map([
  ['INT', 'int4'],
  ['INTEGER', 'int4'],
  ['BIGINT', 'int8'],
  ['SMALLINT', 'int2'],
  ['REAL', 'float4'],
  ['FLOAT', 'float8'],
  ['DOUBLE', 'float8'],
  ['DEC', 'numeric'],
  ['DECIMAL', 'numeric'],
  ['BOOLEAN', 'bool'],
  ['CHAR', 'bpchar'],
  ['CHARACTER', 'bpchar'],
  ['NCHAR', 'bpchar'],
  ['NATIONAL', 'bpchar'],
]);

/** With VARYING behind them. */
const varying: ReadonlyMap<string, string> = new Map([
  ['BIT', 'varbit'],
  ['CHAR', 'varchar'],
  ['CHARACTER', 'varchar'],
  ['NCHAR', 'varchar'],
  ['NATIONAL', 'varchar'],
]);

/** The type that begins at `begin`, and the index behind it; null where none does. */
export function typeNameAt(
  tokens: readonly Token[],
  begin: number,
  closeOf: (open: number) => number,
): { readonly name: string; readonly end: number } | null {
  if (!isName(tokens[begin])) return null;
  let last = begin;
  while (isOperator(tokens[last + 1], '.') && isName(tokens[last + 2])) last += 2;
  const word = keyword(tokens[last]);
  let end = last + 1;
  const skip = (...words: readonly string[]): boolean => {
    const is = words.every((one, index) => keyword(tokens[end + index]) === one);
    if (is) end += words.length;
    return is;
  };
  if (word === 'NATIONAL' && !skip('CHARACTER')) skip('CHAR');
  if (word === 'DOUBLE') skip('PRECISION');
  const isVarying = varying.has(word) && skip('VARYING');
  if (isOperator(tokens[end], '(')) end = closeOf(end) + 1;
  const isTime = word === 'TIME' || word === 'TIMESTAMP';
  const isZoned = isTime && skip('WITH', 'TIME', 'ZONE');
  if (isTime && !isZoned) skip('WITHOUT', 'TIME', 'ZONE');
  while (isOperator(tokens[end], '[')) end = closeOf(end) + 1;
  const name = isVarying ? varying.get(word) : names.get(word);
  return { name: `${name ?? plainName(tokens[last])}${isZoned ? 'tz' : ''}`, end };
}
