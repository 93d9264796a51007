/**
 * `OPERATOR(pg_catalog.=)` is `=`: clients write so to be safe from operators of a user's own (PyGreSQL, postgres_fdw).
 * Regular expressions stay, since `pg-catalog` reads names by them without regard to case.
 */
import { closingIndex, isName, isOperator, keyword, type Token } from './token.ts';

export function namedOperators(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (keyword(token) !== 'OPERATOR' || !isOperator(tokens[index + 1], '(')) {
      rewritten.push(token);
      continue;
    }
    const close = closingIndex(tokens, index + 1);
    const isQualified = isName(tokens[index + 2]) && isOperator(tokens[index + 3], '.');
    const sign = tokens.slice(isQualified ? index + 4 : index + 2, close);
    if (sign.length === 0 || !sign.every(isPlain)) {
      rewritten.push(token);
      continue;
    }
    rewritten.push(...sign.map((part, place) => ({ ...part, gap: place === 0 ? ' ' : '' })));
    index = close;
  }
  return rewritten;
}

const isPlain = ({ kind, text }: Token): boolean => kind === 'operator' && /^[-+*/<>=|%!]$/.test(text);
