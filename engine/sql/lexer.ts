/**
 * Text to tokens.
 *
 * Strings ('…' with '' inside, E'…' with backslashes, $$…$$ and $tag$…$tag$), identifiers in "…", `…` and
 * […], nested comments, numbers, words, parameters; anything else is an operator of one character. No token is
 * ever lost: gaps and texts, one after the other, are the original text.
 */
import { bracketedEnd } from './bracketed-name.ts';
import { continuesWord, isBlank, isDigit, startsWord } from './characters.ts';
import { syntaxError } from './syntax-error.ts';
import { keywordOf, type Token, type TokenKind } from './token.ts';

/** Throws 42601 for a string, identifier or comment that does not end, and for a NUL. The last token is `end`. */
export function lex(text: string): readonly Token[] {
  const nul = text.indexOf('\0');
  // Even in a comment: DuckDB would take it for the end, and leave out what follows.
  if (nul >= 0) throw syntaxError('The statement contains a NUL character.', text, nul);
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    const start = skipGap(text, offset);
    const gap = text.slice(offset, start);
    if (start >= text.length) {
      tokens.push({ kind: 'end', text: '', keyword: '', gap, start, end: start });
      return tokens;
    }
    const [kind, end] = scan(text, start, gap, tokens);
    const own = text.slice(start, end);
    tokens.push({ kind, text: own, keyword: keywordOf(kind, own), gap, start, end });
    offset = end;
  }
}

function scan(
  text: string,
  start: number,
  gap: string,
  before: readonly Token[],
): readonly [TokenKind, number] {
  const code = text.charCodeAt(start);
  if (startsWord(code)) {
    const next = text[start + 1];
    if (next === "'" && 'eExXbBnN'.includes(text[start] ?? '')) {
      return ['string', stringEnd(text, start + 1, /[eE]/.test(text[start] ?? ''))];
    }
    return ['word', runEnd(text, start + 1, continuesWord)];
  }
  if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(start + 1)))) {
    return ['number', numberEnd(text, start)];
  }
  switch (text[start]) {
    case "'":
      return ['string', stringEnd(text, start, false)];
    case '"':
    case '`':
      return ['quoted', quotedEnd(text, start)];
    case '[': {
      const end = bracketedEnd(text, start, gap, before);
      return end === null ? ['operator', start + 1] : ['quoted', end];
    }
    case '?':
      return ['parameter', start + 1];
    case '$':
      return dollar(text, start);
    default:
      return ['operator', start + 1];
  }
}

/** Blanks, `-- …` up to the line's end, and comments in slashes and asterisks, which may be nested. */
function skipGap(text: string, from: number): number {
  let offset = from;
  for (;;) {
    if (offset < text.length && isBlank(text.charCodeAt(offset))) {
      offset++;
    } else if (text.startsWith('--', offset)) {
      offset = runEnd(text, offset, (code) => code !== 10 && code !== 13);
    } else if (text.startsWith('/*', offset)) {
      offset = commentEnd(text, offset);
    } else {
      return offset;
    }
  }
}

function commentEnd(text: string, start: number): number {
  let depth = 0;
  let offset = start;
  while (offset < text.length) {
    if (text.startsWith('/*', offset)) {
      depth++;
      offset += 2;
    } else if (text.startsWith('*/', offset)) {
      depth--;
      offset += 2;
      if (depth === 0) return offset;
    } else {
      offset++;
    }
  }
  throw syntaxError('A comment does not end.', text, start, 'Close it with */.');
}

function stringEnd(text: string, quote: number, backslashes: boolean): number {
  for (let offset = quote + 1; offset < text.length; offset++) {
    if (backslashes && text[offset] === '\\') offset++;
    else if (text[offset] === "'") {
      if (text[offset + 1] !== "'") return offset + 1;
      offset++;
    }
  }
  throw syntaxError(
    'A string does not end.',
    text,
    quote,
    "Close it with ', and write '' for a quote inside it.",
  );
}

function quotedEnd(text: string, start: number): number {
  const quote = text[start] ?? '';
  for (let offset = start + 1; offset < text.length; offset++) {
    if (text[offset] === quote) {
      if (text[offset + 1] !== quote) return offset + 1;
      offset++;
    }
  }
  throw syntaxError('A quoted name does not end.', text, start, `Close it with ${quote}.`);
}

/** `1`, `1_000`, `.5`, `1.`, `1e400`; two points in a row are a range, not a number. */
function numberEnd(text: string, start: number): number {
  const digits = (from: number): number => runEnd(text, from, (code) => isDigit(code) || code === 95);
  let end = digits(start);
  if (text[end] === '.' && text[end + 1] !== '.') end = digits(end + 1);
  const exponent = /^[eE][+-]?\d+/.exec(text.slice(end, end + 24));
  return exponent === null ? end : digits(end + exponent[0].length);
}

function dollar(text: string, start: number): readonly [TokenKind, number] {
  if (isDigit(text.charCodeAt(start + 1))) return ['parameter', runEnd(text, start + 1, isDigit)];
  const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(text.slice(start, start + 130))?.[0];
  if (tag === undefined) return ['operator', start + 1];
  const close = text.indexOf(tag, start + tag.length);
  if (close < 0) throw syntaxError('A string does not end.', text, start, `Close it with ${tag}.`);
  return ['string', close + tag.length];
}

function runEnd(text: string, from: number, belongs: (code: number) => boolean): number {
  let offset = from;
  while (offset < text.length && belongs(text.charCodeAt(offset))) offset++;
  return offset;
}
