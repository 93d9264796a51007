/**
 * What PostgreSQL's clients write about its catalog, as DuckDB understands it: names of schemas, casts to types that
 * stand for objects, operators with their schema, regular expressions, arrays as text, vectors that count from 0.
 */
import type { Edit } from '../plan/splice.ts';
import { lex } from '../sql/lexer.ts';
import { isOperator, type Token } from '../sql/token.ts';
import { arrayExpressions } from './rewrite-any.ts';
import { informationName } from './catalog.ts';
import { isType, nameOf } from './catalog-names.ts';
import { wellKnownOids } from './own-relations.ts';
import {
  expandedArray,
  formatted,
  otherName,
  rowVersion,
  selectedSeries,
  setFunction,
  valueInFrom,
} from './rewrite-functions.ts';
import { collation, namedOperator, regularExpression } from './rewrite-operators.ts';
import { replaced, type Rule } from './rewrite-rule.ts';
import { arrayText, cast } from './rewrite-types.ts';
import { subscripts, vectorPlace } from './rewrite-vectors.ts';

export function catalogEdits(text: string): readonly Edit[] {
  const tokens = lex(text);
  // They stand around what the others change.
  const edits: Edit[] = [...arrayExpressions(tokens)];
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

/** DuckDB has schemas of these names that are its own. */
const schemaNames: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token === undefined || !isOperator(tokens[index + 1], '.')) return null;
  const name = nameOf(token);
  if (isType(tokens, index + 2)) return null;
  if (name === 'information_schema') return [replaced(token, token, informationName)];
  if (name !== 'pg_catalog' || isCollation(tokens, index)) return null;
  const isOfOperator = isOperator(tokens[index - 1], '(') && nameOf(tokens[index - 2]) === 'operator';
  return isOfOperator ? null : [replaced(token, token, 'main')];
};

const isCollation = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 1]?.keyword === 'COLLATE';

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

/** `AS TableName`: a name without quotes is in small letters there, and clients look their columns up by it. */
const foldedAlias: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token?.kind !== 'word' || tokens[index - 1]?.keyword !== 'AS') return null;
  const folded = token.text.toLowerCase();
  return folded === token.text ? null : [replaced(token, token, folded)];
};

const rules: readonly Rule[] = [
  tableOid,
  rowVersion,
  valueInFrom,
  formatted,
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
  selectedSeries,
  otherName,
  foldedAlias,
];
