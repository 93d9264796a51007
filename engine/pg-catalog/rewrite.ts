/**
 * What PostgreSQL's clients write about its catalog, as DuckDB understands it: names of schemas, casts to types that
 * stand for objects, operators with their schema, regular expressions, arrays as text, vectors that count from 0.
 */
import { lex } from '../sql/lexer.ts';
import { closingIndex, isOperator, type Token } from '../sql/token.ts';
import type { Edit } from '../plan/splice.ts';
import { quoteLiteral } from '../store/quote.ts';
import { arrayItems } from './array-text.ts';
import { informationName } from './catalog.ts';
import { isType, nameOf, objectTypes } from './catalog-names.ts';
import { wellKnownOids } from './own-relations.ts';
import { castOperand, openingOfCast } from './cast-operand.ts';

export function catalogEdits(text: string): readonly Edit[] {
  const tokens = lex(text);
  const edits: Edit[] = [];
  for (const index of tokens.keys()) {
    for (const rule of rules) {
      const made = rule(tokens, index);
      if (made === null) continue;
      edits.push(...made);
      break;
    }
  }
  // What is put in front of a token comes before what takes its place.
  return edits.toSorted((a, b) => a.offset - b.offset || a.length - b.length);
}

type Rule = (tokens: readonly Token[], index: number) => readonly Edit[] | null;

const replaced = (from: Token, to: Token, text: string): Edit => ({
  offset: from.start,
  length: to.end - from.start,
  text,
});

const inserted = (offset: number, text: string): Edit => ({ offset, length: 0, text });

/** `information_schema._pg_expandarray(x)`. */
const expandedArray: Rule = (tokens, index) => {
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
const setFunction: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || !setFunctions.has(nameOf(token)) || !isOperator(tokens[index + 1], '('))
    return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  return close === undefined ? null : [inserted(token.start, 'unnest('), inserted(close.end, ')')];
};

/** DuckDB has schemas of these names that are its own. */
const schemaNames: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || !isOperator(tokens[index + 1], '.')) return null;
  const name = nameOf(token);
  if (name === 'information_schema') return [replaced(token, token, informationName)];
  if (name !== 'pg_catalog' || isCollation(tokens, index) || isType(tokens, index + 2)) return null;
  const isOfOperator = isOperator(tokens[index - 1], '(') && nameOf(tokens[index - 2]) === 'operator';
  return isOfOperator ? null : [replaced(token, token, 'main')];
};

const isCollation = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 1]?.keyword === 'COLLATE';

/** Strings compare by bytes here, whatever the collation. */
const collation: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token?.keyword !== 'COLLATE') return null;
  const last = isOperator(tokens[index + 2], '.') ? tokens[index + 3] : tokens[index + 1];
  return last === undefined ? null : [replaced(token, last, '')];
};

/** `x::regclass`, `CAST(x AS regclass)`; and types that DuckDB writes otherwise. */
const cast: Rule = (tokens, index) => {
  const token = tokens[index];
  const name = nameOf(token);
  if (token === undefined || name === '' || !isType(tokens, index)) return null;
  const qualified = isOperator(tokens[index - 1], '.');
  const first = tokens[qualified ? index - 2 : index];
  const before = tokens[qualified ? index - 3 : index - 1];
  if (first === undefined || before === undefined) return null;
  const place = tokens.indexOf(before);
  const make = objectTypes.get(name);
  if (make === undefined) {
    const written = otherTypes.get(name);
    return written === undefined && !qualified ? null : [replaced(first, token, written ?? token.text)];
  }
  if (before.keyword === 'AS') {
    const open = openingOfCast(tokens, place);
    const word = open === null ? undefined : tokens[open - 1];
    return word === undefined ? null : [replaced(word, word, make), replaced(before, token, '')];
  }
  const operand = castOperand(tokens, place - 1);
  const begin = operand === null ? undefined : tokens[operand];
  return begin === undefined
    ? null
    : [inserted(begin.start, `${make}(`), replaced(tokens[place - 1] ?? before, token, ')')];
};

const otherTypes: ReadonlyMap<string, string> = new Map([
  ['oid', 'UINTEGER'],
  ['name', 'VARCHAR'],
  ['xid', 'UINTEGER'],
  ['cstring', 'VARCHAR'],
  ['information_schema', 'VARCHAR'],
  ['char', 'VARCHAR'],
  ['int2vector', 'SMALLINT[]'],
  ['oidvector', 'UINTEGER[]'],
  ['jsonb', 'JSON'],
]);

/** `OPERATOR(pg_catalog.~)`: identifiers compare without regard to case here, and so do patterns for them. */
const namedOperator: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token?.keyword !== 'OPERATOR' || !isOperator(tokens[index + 1], '(')) return null;
  const close = closingIndex(tokens, index + 1);
  const last = tokens[close];
  const from = isOperator(tokens[index + 3], '.') ? index + 4 : index + 2;
  if (last === undefined) return null;
  const sign = tokens
    .slice(from, close)
    .map(({ text }) => text)
    .join('');
  const matched = matching(tokens, close + 1, sign, true);
  return matched === null
    ? [replaced(token, last, sign)]
    : [replaced(token, last, matched.sign), ...matched.edits];
};

const signs: ReadonlySet<string> = new Set(['~', '!~', '~*', '!~*']);

/** DuckDB matches a whole text, PostgreSQL a part of it. */
const regularExpression: Rule = (tokens, index) => {
  const first = tokens[index];
  if (first?.kind !== 'operator' || !/^[!~]$/.test(first.text) || joins(tokens[index - 1], first))
    return null;
  let end = index + 1;
  while (joins(tokens[end - 1], tokens[end])) end += 1;
  const last = tokens[end - 1];
  const sign = tokens
    .slice(index, end)
    .map(({ text }) => text)
    .join('');
  const matched = matching(tokens, end, sign, false);
  return matched === null || last === undefined
    ? null
    : [replaced(first, last, matched.sign), ...matched.edits];
};

/** Whether two characters are of one operator. */
function joins(token: Token | undefined, next: Token | undefined): boolean {
  return (
    token?.kind === 'operator' &&
    next?.kind === 'operator' &&
    next.gap === '' &&
    /^[!~*]$/.test(token.text) &&
    /^[!~*]$/.test(next.text)
  );
}

function matching(
  tokens: readonly Token[],
  operand: number,
  sign: string,
  anyCase: boolean,
): { readonly sign: string; readonly edits: readonly Edit[] } | null {
  const token = tokens[operand];
  if (!signs.has(sign) || (token?.kind !== 'string' && token?.kind !== 'parameter')) return null;
  const flags = anyCase || sign.endsWith('*') ? '(?is)' : '(?s)';
  return {
    sign: sign.startsWith('!') ? '!~' : '~',
    edits: [inserted(token.start, `('${flags}.*(?:' || `), inserted(token.end, ` || ').*')`)],
  };
}

/** Columns whose items count from 0, and that are written without braces. */
export const vectors: ReadonlySet<string> = new Set([
  'indkey',
  'indclass',
  'indoption',
  'indcollation',
  'proargtypes',
]);

/** Vectors count from 0. */
const vectorPlace: Rule = (tokens, index) => {
  const open = tokens[index + 1];
  if (!vectors.has(nameOf(tokens[index])) || open === undefined || !isOperator(open, '[')) return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  return close === undefined ? null : [inserted(open.end, '1 + ('), inserted(close.start, ')')];
};

const subscripts: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || nameOf(token) !== 'generate_subscripts' || !isOperator(tokens[index + 1], '('))
    return null;
  const end = closingIndex(tokens, index + 1);
  const close = tokens[end];
  const isVector = tokens.slice(index, end).some((each) => vectors.has(nameOf(each)));
  return close === undefined || !isVector
    ? null
    : [inserted(token.start, '(-1 + '), inserted(close.end, ')')];
};

/** `'{a,b}'::text[]` and `ANY ('{a,b}')`. */
const arrayText: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token?.kind !== 'string' || !/^'\{.*\}'$/s.test(token.text) || !isArray(tokens, index)) return null;
  const items = arrayItems(token.text.slice(1, -1).replaceAll("''", "'"));
  if (items === null) return null;
  const list = items.map((item) => (item === null ? 'NULL' : quoteLiteral(item))).join(', ');
  return [replaced(token, token, items.length === 0 ? '[]::VARCHAR[]' : `[${list}]`)];
};

function isArray(tokens: readonly Token[], index: number): boolean {
  const isAny =
    /^(?:ANY|ALL|SOME)$/.test(tokens[index - 2]?.keyword ?? '') && isOperator(tokens[index - 1], '(');
  if (isAny) return true;
  if (!isOperator(tokens[index + 1], ':')) return false;
  const type = tokens.slice(index + 3, index + 8);
  const bracket = type.findIndex((token) => isOperator(token, '['));
  return (
    bracket > 0 && type.slice(0, bracket).every((token) => nameOf(token) !== '' || isOperator(token, '.'))
  );
}

const rowFunctions: ReadonlySet<string> = new Set(['generate_series', 'unnest', 'generate_subscripts']);

/** `FROM generate_series(1, 3) s`: in PostgreSQL `s` is the column, too. */
const rowAlias: Rule = (tokens, index) => {
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

/** `c.tableoid`: the number of the relation that the alias stands for. */
const tableOid: Rule = (tokens, index) => {
  const [alias, dot, name] = tokens.slice(index, index + 3);
  if (alias === undefined || name === undefined || !isOperator(dot, '.') || nameOf(name) !== 'tableoid')
    return null;
  const wanted = nameOf(alias);
  const declared = tokens.findIndex((token, at) => {
    const behind = token.keyword === 'AS' ? at + 1 : at;
    return nameOf(tokens[behind]) === wanted && wellKnownOids[nameOf(tokens[at - 1])] !== undefined;
  });
  const oid = wellKnownOids[nameOf(tokens[declared - 1])];
  return oid === undefined ? null : [replaced(alias, name, `${oid}::UINTEGER`)];
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
const otherName: Rule = (tokens, index) => {
  const token = tokens[index];
  const name = sameFunctions.get(nameOf(token));
  return token === undefined || name === undefined || !isOperator(tokens[index + 1], '(')
    ? null
    : [replaced(token, token, name)];
};

/** `SELECT generate_series(1, 3)`: a row for each there, a list in DuckDB. */
const selectedSeries: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || nameOf(token) !== 'generate_series' || !isOperator(tokens[index + 1], '('))
    return null;
  const close = tokens[closingIndex(tokens, index + 1)];
  if (close === undefined || isInFrom(tokens, index)) return null;
  return [inserted(token.start, 'unnest('), inserted(close.end, ')')];
};

const rules: readonly Rule[] = [
  tableOid,
  expandedArray,
  setFunction,
  collation,
  cast,
  namedOperator,
  schemaNames,
  regularExpression,
  vectorPlace,
  subscripts,
  arrayText,
  rowAlias,
  selectedSeries,
  otherName,
];
