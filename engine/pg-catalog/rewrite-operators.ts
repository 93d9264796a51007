/** Operators under their schema, regular expressions, collations. */
import type { Edit } from '../plan/splice.ts';
import { lex } from '../sql/lexer.ts';
import { closingIndex, isOperator, type Token } from '../sql/token.ts';
import { inserted, replaced, type Rule } from './rewrite-rule.ts';

/** Strings compare by bytes here, whatever the collation. */
export const collation: Rule = (tokens, index) => {
  const token = tokens[index];
  if (token?.keyword !== 'COLLATE') return null;
  const last = isOperator(tokens[index + 2], '.') ? tokens[index + 3] : tokens[index + 1];
  return last === undefined ? null : [replaced(token, last, '')];
};

/** `OPERATOR(pg_catalog.~)`: identifiers compare without regard to case here, and so do patterns for them. */
export const namedOperator: Rule = (tokens, index) => {
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
export const regularExpression: Rule = (tokens, index) => {
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

/** Of any statement, so that `~` means the same wherever it stands. */
export function patternEdits(sql: string): readonly Edit[] {
  if (!/~\*?\s*(?:[eE]?'|\$\d)/.test(sql)) return [];
  const tokens = lex(sql);
  return [...tokens.keys()].flatMap((index) => regularExpression(tokens, index) ?? []);
}

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
  // Without a type the operator would not tell it, and then no other parameter of the statement would have one.
  const typed = token.kind === 'parameter' ? '::VARCHAR' : '';
  return {
    sign: sign.startsWith('!') ? '!~' : '~',
    edits: [inserted(token.start, `('${flags}.*(?:' || `), inserted(token.end, `${typed} || ').*')`)],
  };
}
