/** The pieces of a statement, and small questions about them that every pass asks. */

export type TokenKind =
  /** A keyword or an identifier without quotes. */
  | 'word'
  /** An identifier in double quotes, brackets or backticks. */
  | 'quoted'
  | 'string'
  | 'number'
  /** `?` or `$1`. */
  | 'parameter'
  /** One character of an operator or of punctuation. */
  | 'operator'
  /** The end of the text; its gap is what follows the last token. */
  | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** In capitals, since keywords are compared without regard to case; empty for anything but a word. */
  readonly keyword: string;
  /** Blanks and comments in front of it. */
  readonly gap: string;
  /** Where it begins in the original text, in UTF-16 units; of a token put in: where what it stands for does. */
  readonly start: number;
  /** Where it ends there. */
  readonly end: number;
  /** Of an alias that nobody wrote; it is no part of the text. */
  readonly implied?: true;
}

export function keyword(token: Token | undefined): string {
  return token?.keyword ?? '';
}

export function keywordOf(kind: TokenKind, text: string): string {
  return kind === 'word' ? text.toUpperCase() : '';
}

/** Of something, quoted or not; a keyword may be one. */
export function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}

export function isOperator(token: Token | undefined, text: string): boolean {
  return token?.kind === 'operator' && token.text === text;
}

/** Whether `::` ends at the index. */
export function endsCastSign(tokens: readonly Token[], index: number): boolean {
  return isOperator(tokens[index], ':') && isOperator(tokens[index - 1], ':');
}

/** A token that the normaliser puts in the place of another. */
export function inPlaceOf(token: Token, text: string, kind: TokenKind = token.kind): Token {
  return { ...token, text, kind, keyword: keywordOf(kind, text) };
}

/** A token that the normaliser puts in where there was none, on behalf of the one that it stands for. */
export function inserted(kind: TokenKind, text: string, standsFor: Token, gap = ' '): Token {
  const { start } = standsFor;
  return { kind, text, keyword: keywordOf(kind, text), gap, start, end: start };
}

const openers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const closers: ReadonlySet<string> = new Set(Object.values(openers));

/** +1 for an opening bracket of any kind, -1 for a closing one. */
export function nesting(token: Token | undefined): -1 | 0 | 1 {
  if (token?.kind !== 'operator') return 0;
  if (openers[token.text] !== undefined) return 1;
  return closers.has(token.text) ? -1 : 0;
}

/** The index of the bracket that closes the one at `open`, or of the end when none does. */
export function closingIndex(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    depth += nesting(tokens[index]);
    if (depth === 0) return index;
  }
  return tokens.length;
}

/** Tokens between commas at their own depth; an empty list has no items. */
export function splitAtCommas(tokens: readonly Token[]): readonly (readonly Token[])[] {
  if (tokens.length === 0) return [];
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += nesting(token);
    if (depth === 0 && isOperator(token, ',')) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}
