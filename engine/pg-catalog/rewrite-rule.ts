/** How a rule of the rewriting looks at the tokens and says what it changes. */
import type { Edit } from '../plan/splice.ts';
import type { Token } from '../sql/token.ts';

/** null: it has nothing to do with the token at `index`. */
export type Rule = (tokens: readonly Token[], index: number) => readonly Edit[] | null;

export const replaced = (from: Token, to: Token, text: string): Edit => ({
  offset: from.start,
  length: to.end - from.start,
  text,
});

export const inserted = (offset: number, text: string): Edit => ({ offset, length: 0, text });
