/** Functions that return sets, or that DuckDB has under another name. */
import { aliasBehind, isInFrom } from '../sql/function-aliases.ts';
import { closingIndex, isOperator, splitAtCommas } from '../sql/token.ts';
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
  if (close === undefined) return null;
  // In FROM it is a table with columns; elsewhere a value, of which a field may be taken.
  const isTable = nameOf(token) !== 'pg_partition_ancestors' && isInFrom(tokens, index);
  const [open, shut] = isTable ? ['(SELECT unnest(', ', recursive := true))'] : ['unnest(', ')'];
  return [inserted(token.start, open), inserted(close.end, shut)];
};

/** `SELECT generate_series(1, 3)`: a row for each there, a list in DuckDB. */
export const selectedSeries: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || nameOf(token) !== 'generate_series' || !isOperator(tokens[index + 1], '('))
    return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  // The statement's own list has it already.
  if (close === undefined || isInFrom(tokens, index) || nameOf(tokens[index - 2]) === 'unnest') return null;
  return [inserted(token.start, 'unnest('), inserted(close.end, ')')];
};

const oneRowFunctions: ReadonlySet<string> = new Set(['string_to_array', 'parse_ident', 'current_setting']);

/**
 * `FROM string_to_array(x, ',') s`: a function of one value is a row of one column there. So is a series whose ends are
 * settings, which DuckDB's own function cannot look up.
 */
export const valueInFrom: Rule = (tokens, index) => {
  const token = tokens[index];
  const before = tokens[index - 1];
  const isFirst = isOperator(before, ',') || before?.keyword === 'FROM' || before?.keyword === 'JOIN';
  if (token === undefined || !isFirst || !isOperator(tokens[index + 1], '(')) return null;
  const close = closingIndex(tokens, index + 1);
  const end = tokens[close];
  const isSeries =
    nameOf(token) === 'generate_series' &&
    tokens.slice(index, close).some((each) => nameOf(each) === 'current_setting');
  if (end === undefined || !(isSeries || oneRowFunctions.has(nameOf(token))) || !isInFrom(tokens, index))
    return null;
  const [open, shut] = isSeries ? ['(SELECT unnest(', '))'] : ['(SELECT ', ')'];
  const at = aliasBehind(tokens, close);
  const alias = tokens[at];
  if (alias === undefined)
    return [inserted(token.start, open), inserted(end.end, `${shut} AS ${token.text}(${token.text})`)];
  const query = [inserted(token.start, open), inserted(end.end, shut)];
  return isOperator(tokens[at + 1], '(') ? query : [...query, inserted(alias.end, `(${alias.text})`)];
};

const conversions: Readonly<Record<string, string>> = {
  I: 'quote_ident',
  L: 'quote_nullable',
  s: '',
};

/** `format('%I.%I', a, b)`: DuckDB has braces for places, and no way to quote. */
export const formatted: Rule = (tokens, index) => {
  const text = tokens[index + 2];
  if (nameOf(tokens[index]) !== 'format' || !isOperator(tokens[index + 1], '(') || text?.kind !== 'string')
    return null;
  const places = text.text.match(/%[ILs%]/g)?.filter((place) => place !== '%%') ?? [];
  const values = splitAtCommas(tokens.slice(index + 3, closingIndex(tokens, index + 1))).slice(1);
  if (places.length === 0 || places.length !== values.length) return null;
  const shown = text.text
    .replaceAll(/[{}]/g, '$&$&')
    .replaceAll(/%([ILs%])/g, (_, kind: string) => (kind === '%' ? '%' : '{}'));
  return [
    replaced(text, text, shown),
    ...values.flatMap((value, place) => {
      const called = conversions[places[place]?.slice(1) ?? ''] ?? '';
      const [first, last] = [value[0], value.at(-1)];
      if (first === undefined || last === undefined || called === '') return [];
      return [inserted(first.start, `${called}(`), inserted(last.end, ')')];
    }),
  ];
};

/** The transaction that a row is of: there is one, and its age is that of the next. */
export const rowVersion: Rule = (tokens, index) => {
  const token = tokens[index];
  const name = nameOf(token);
  if (token === undefined) return null;
  if (name === 'age' && isOperator(tokens[index + 1], '(')) {
    const inner = tokens.slice(index + 2, closingIndex(tokens, index + 1));
    return inner.some((each) => /^x(?:min|id)$/.test(nameOf(each)))
      ? [replaced(token, token, 'xid_age')]
      : null;
  }
  if (name === 'xmin' && !isOperator(tokens[index - 1], '.')) return [replaced(token, token, '1::UINTEGER')];
  const column = tokens[index + 2];
  if (column === undefined || !isOperator(tokens[index + 1], '.') || nameOf(column) !== 'xmin') return null;
  return [replaced(token, column, '1::UINTEGER')];
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
