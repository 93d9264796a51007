/**
 * LIKE and ILIKE without ESCAPE take the backslash for it, as PostgreSQL does and its clients count on (`LIKE 'a\_%'`).
 * DuckDB takes none there, so that such a pattern would find nothing and say nothing.
 */
import { withTail } from './operand.ts';
import { inserted, isName, isOperator, keyword, type Token } from './token.ts';
import { pairsOf } from './token-pairs.ts';

export function likeEscape(tokens: readonly Token[]): readonly Token[] {
  const escaped: Token[] = [];
  let pattern = { start: 0, end: 0 };
  for (const [index, token] of tokens.entries()) {
    escaped.push(token);
    const named = keyword(tokens[index - 1]) === 'AS' || isOperator(tokens[index - 1], '.');
    if (!named && /^I?LIKE$/.test(keyword(token)))
      pattern = { start: index + 1, end: operandEnd(tokens, index + 1) };
    if (index !== pattern.end - 1 || index < pattern.start) continue;
    const said = keyword(tokens[pattern.end]) === 'ESCAPE';
    if (!said && tokens.slice(pattern.start, pattern.end).some(mayHoldBackslash))
      escaped.push(inserted('word', 'ESCAPE', token), inserted('string', String.raw`'\'`, token));
  }
  return escaped;
}

/** A text without one means the same either way, and DuckDB is quicker without ESCAPE. */
const mayHoldBackslash = ({ kind, text }: Token): boolean =>
  kind === 'string' ? text.includes('\\') : kind !== 'operator' && kind !== 'number';

/** Where the operand that begins at `start` ends; `start` for one that is none of texts, names, calls, casts and `||`. */
function operandEnd(tokens: readonly Token[], start: number): number {
  const { closeOf } = pairsOf(tokens);
  let end = primaryEnd(tokens, start);
  while (end > start) {
    const longer = withTail(tokens, { name: null, end }, closeOf)?.end ?? end;
    const goesOn = isOperator(tokens[longer], '|') && isOperator(tokens[longer + 1], '|');
    if (longer === end && !goesOn) return end;
    end = goesOn ? primaryEnd(tokens, longer + 2) : longer;
  }
  return start;
}

const notOperands: ReadonlySet<string> = new Set(['ANY', 'ALL', 'SOME', 'CASE', 'NOT']);

/** -1 where none begins. */
function primaryEnd(tokens: readonly Token[], start: number): number {
  const token = tokens[start];
  const { closeOf } = pairsOf(tokens);
  if (isOperator(token, '(')) return closeOf(start) + 1;
  if (token?.kind === 'string' || token?.kind === 'parameter' || token?.kind === 'number') return start + 1;
  if (!isName(token) || notOperands.has(keyword(token))) return -1;
  return isOperator(tokens[start + 1], '(') ? closeOf(start + 1) + 1 : start + 1;
}
