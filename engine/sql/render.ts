import { continuesWord, startsWord } from './characters.ts';
import { positionAt } from './syntax-error.ts';
import { plainName } from './quoting.ts';
import type { ColumnName } from './statement.ts';
import type { Token } from './token.ts';

export interface Rendered {
  readonly text: string;
  /** See NormalisedStatement. */
  readonly names: readonly ColumnName[];
  originalPosition(offset: number): number;
}

/** Tokens to text, with the way back to the text that they came from. Implied aliases are left out. */
export function render(all: readonly Token[], original: string): Rendered {
  const tokens = all.filter(({ implied }) => implied === undefined);
  const names: ColumnName[] = [];
  const pieces: string[] = [];
  /** Where the text of each token begins in the result. */
  const starts: number[] = [];
  let length = 0;
  let previous: Token | undefined;
  for (const token of all) {
    if (token.implied) {
      names.push({ offset: length, name: plainName(token) });
      continue;
    }
    const gap = token.gap === '' && merges(previous, token) ? ' ' : token.gap;
    starts.push(length + gap.length);
    pieces.push(gap, token.text);
    length += gap.length + token.text.length;
    previous = token;
  }
  return {
    text: pieces.join(''),
    names,
    originalPosition: (offset) => {
      const index = lastAtOrBefore(starts, tokens, offset);
      const token = tokens[index];
      if (token === undefined) return 1;
      const inToken = offset - (starts[index] ?? 0);
      return positionAt(original, originalOffset(token, tokens[index - 1], inToken, original));
    },
  };
}

/** The token that the offset is in, or the one behind the gap that it is in. */
function lastAtOrBefore(starts: readonly number[], tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = (starts[middle] ?? 0) + (tokens[middle]?.text.length ?? 0);
    if (end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Character by character in what was taken over as it is, else where the token begins. The gap in front of it
 * (where `inToken` is negative) never leads back behind the token before.
 */
function originalOffset(token: Token, before: Token | undefined, inToken: number, original: string): number {
  if (inToken < 0) return Math.min(token.start, Math.max(token.start + inToken, before?.end ?? 0));
  const isUnchanged = token.text === original.slice(token.start, token.end);
  return isUnchanged ? Math.min(token.start + inToken, token.end) : token.start;
}

/** Whether two tokens that were not neighbours would become one. */
function merges(before: Token | undefined, token: Token): boolean {
  if (before === undefined || before.text === '' || token.text === '') return false;
  const bothInserted = before.end === before.start && token.end === token.start;
  const bothWritten = before.end > before.start && token.end > token.start;
  if (before.end === token.start && (bothInserted || bothWritten)) return false;
  const last = before.text.charCodeAt(before.text.length - 1);
  const first = token.text.charCodeAt(0);
  if (before.kind === 'operator' || token.kind === 'operator') {
    return before.kind === token.kind && !/[(),.[\]{}]/.test(before.text + token.text);
  }
  return continuesWord(last) || startsWord(first) || before.kind === token.kind;
}
