/** DECLARE, FETCH, MOVE and CLOSE: cursors that a client names in SQL. */
import type { StatementKind } from './statement.ts';
import { keyword, type Token } from './token.ts';
import { nameOf } from './transaction.ts';

/** null: the statement begins with no such verb. */
export function classifyCursor(tokens: readonly Token[]): StatementKind | null {
  switch (keyword(tokens[0])) {
    case 'DECLARE':
      return declared(tokens);
    case 'FETCH':
    case 'MOVE':
      return fetched(tokens);
    case 'CLOSE':
      return { kind: 'closeCursor', cursor: keyword(tokens[1]) === 'ALL' ? null : nameOf(tokens[1]) };
    default:
      return null;
  }
}

/** How many tokens stand in front of the query. */
export function declarationLength(tokens: readonly Token[]): number {
  return tokens.findIndex((token) => keyword(token) === 'FOR') + 1;
}

function declared(tokens: readonly Token[]): StatementKind {
  const options = tokens.slice(2, Math.max(2, declarationLength(tokens) - 1)).map(keyword);
  if (!options.includes('CURSOR')) return { kind: 'unsupported', what: 'DECLARE' };
  const hold = options.at(-1) === 'HOLD' && options.at(-2) === 'WITH';
  return { kind: 'declareCursor', cursor: nameOf(tokens[1]), hold, binary: options.includes('BINARY') };
}

/** Rows come in one direction only, so what goes back or jumps is refused. */
function fetched(tokens: readonly Token[]): StatementKind {
  const move = keyword(tokens[0]) === 'MOVE';
  const inner = tokens.slice(1, -1);
  const last = keyword(inner.at(-1));
  const direction = last === 'FROM' || last === 'IN' ? inner.slice(0, -1) : inner;
  const words = direction.map(({ text }) => text.toUpperCase());
  const rows = rowsOf(words[0] === 'FORWARD' ? words.slice(1) : words);
  if (rows === null) return { kind: 'unsupported', what: `${move ? 'MOVE' : 'FETCH'} ${words.join(' ')}` };
  return { kind: 'fetchCursor', cursor: nameOf(tokens.at(-1)), rows, move };
}

function rowsOf(words: readonly string[]): number | null {
  const [word = 'NEXT', ...more] = words;
  if (more.length > 0) return null;
  if (word === 'NEXT') return 1;
  if (word === 'ALL') return Infinity;
  return /^(?:0|[1-9]\d{0,14})$/.test(word) ? Number(word) : null;
}
