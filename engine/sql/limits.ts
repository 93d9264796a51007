/**
 * Caps that keep a statement from occupying the engine: DuckDB's binder takes seconds for some hundred nested
 * calls, and its parser runs where it can not be interrupted.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { positionAt } from './syntax-error.ts';
import { nesting, type Token } from './token.ts';

/** In UTF-16 units. */
export const maxStatementLength = 1_048_576;

/** Brackets of every kind inside one another. */
export const maxNesting = 200;

/** Throws 54000. */
export function checkLength(text: string): void {
  if (text.length > maxStatementLength) {
    throw new DrawbridgeError(SqlState.limitExceeded, 'The statement is longer than 1 MiB.', {
      hint: 'Split it, or join with a query that yields the values in place of listing them.',
    });
  }
}

/** Throws 54000. */
export function checkNesting(tokens: readonly Token[], text: string): void {
  let depth = 0;
  for (const token of tokens) {
    depth += nesting(token);
    if (depth > maxNesting) {
      throw new DrawbridgeError(
        SqlState.limitExceeded,
        `The statement nests parentheses more than ${maxNesting} deep.`,
        {
          hint: 'Flatten it: (a OR (b OR c)) means the same as a OR b OR c.',
          position: positionAt(text, token.start),
        },
      );
    }
  }
}
