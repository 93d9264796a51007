/** Cuts the text of a `q` into tokens. Throws QueryError where it cannot. */
import { QueryError, type Literal, type Operator } from './filter.ts';

export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'and' | 'or' | 'in' | 'not' | 'open' | 'close' | 'comma' };

const space = /\s+/y;
// A backslash is refused because nobody has documented what it does: a client has to filter such texts itself.
const text = /"([^"\\]*)"/y;
const datetime = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/y;
const number = /-?\d+(?:\.\d+)?/y;
const operator = /!=|!~|>=|<=|=|~|>|</y;
const word = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y;

const punctuation: Readonly<Record<string, Token>> = {
  '(': { kind: 'open' },
  ')': { kind: 'close' },
  ',': { kind: 'comma' },
};

const keywords: Readonly<Record<string, Token>> = {
  and: { kind: 'and' },
  or: { kind: 'or' },
  in: { kind: 'in' },
  not: { kind: 'not' },
  true: { kind: 'literal', literal: { kind: 'boolean', value: true } },
  false: { kind: 'literal', literal: { kind: 'boolean', value: false } },
  null: { kind: 'literal', literal: { kind: 'null' } },
};

export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < source.length) {
    if (match(space) !== null) continue;
    const mark = punctuation[source.charAt(at)];
    if (mark !== undefined) {
      tokens.push(mark);
      at += 1;
      continue;
    }
    tokens.push(nextToken(match, source, at));
  }
  return tokens;
}

function nextToken(match: (pattern: RegExp) => RegExpExecArray | null, source: string, at: number): Token {
  const quoted = match(text);
  if (quoted !== null) return { kind: 'literal', literal: { kind: 'text', value: quoted[1] ?? '' } };
  const moment = match(datetime);
  if (moment !== null) return { kind: 'literal', literal: { kind: 'datetime', value: moment[0] } };
  const digits = match(number);
  if (digits !== null) return { kind: 'literal', literal: { kind: 'number', value: digits[0] } };
  const sign = match(operator);
  if (sign !== null) return { kind: 'operator', operator: sign[0] as Operator };
  const name = match(word);
  if (name !== null) return keywords[name[0].toLowerCase()] ?? { kind: 'field', name: name[0] };
  throw new QueryError(`Invalid query: unexpected character at position ${at} of ${source.length}`);
}
