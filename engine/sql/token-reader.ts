/** Reads a normalised text token by token. Positions in its errors are offsets into that text, counted from 1. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { lex } from './lexer.ts';
import { closingIndex, isOperator, keyword, nesting, type Token } from './token.ts';
import type { Slice, WrittenName } from './write-statement.ts';

export class TokenReader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #place = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = lex(text).slice(0, -1);
  }

  /** How many tokens have been read. */
  get place(): number {
    return this.#place;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#place + ahead];
  }

  is(word: string): boolean {
    return keyword(this.peek()) === word;
  }

  /** Throws 42601 when the next token is another one. */
  take(word: string): void {
    if (!this.is(word)) throw this.error(`${word} is expected here.`);
    this.#place += 1;
  }

  /** Whether the operator was there. */
  skip(operator: string): boolean {
    if (!isOperator(this.peek(), operator)) return false;
    this.#place += 1;
    return true;
  }

  name(): WrittenName {
    const token = this.peek();
    if (token === undefined) throw this.error('A name is expected here.');
    this.#place += 1;
    return this.nameOf([token]);
  }

  /** The one name that the tokens are. */
  nameOf(tokens: readonly Token[]): WrittenName {
    const [token, more] = tokens;
    if (token === undefined) throw this.error('A name is missing.');
    if (more !== undefined || (token.kind !== 'word' && token.kind !== 'quoted')) {
      throw this.error('A single name is expected here.', undefined, more ?? token);
    }
    const name = token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text;
    return { name, offset: token.start };
  }

  /** What stands between the brackets that open here. */
  bracketed(): Slice {
    const open = this.#place;
    if (!isOperator(this.peek(), '(')) throw this.error('( is expected here.');
    const close = closingIndex(this.#tokens, open);
    if (!isOperator(this.#tokens[close], ')')) throw this.error('A bracket does not end.');
    this.#place = close + 1;
    return this.sliceOf(this.#tokens.slice(open + 1, close));
  }

  /** Up to one of the words outside of brackets, or to the end. The FROM of IS DISTINCT FROM is none. */
  upTo(words: readonly string[]): Slice {
    const from = this.#place;
    let depth = 0;
    for (; this.#place < this.#tokens.length; this.#place += 1) {
      const token = this.peek();
      depth += nesting(token);
      // Put into brackets of ours, what is not balanced would mean something else.
      if (depth < 0) throw this.error(`${token?.text ?? ''} is not expected here.`);
      const isName = isOperator(this.peek(-1), '.');
      const isOfDistinct = keyword(token) === 'FROM' && keyword(this.peek(-1)) === 'DISTINCT';
      if (depth === 0 && !isName && !isOfDistinct && words.includes(keyword(token))) break;
    }
    if (depth > 0) throw this.error('A bracket does not end.');
    return this.slice(from);
  }

  /** What was read since a place. */
  slice(from: number): Slice {
    return this.sliceOf(this.#tokens.slice(from, this.#place));
  }

  sliceOf(tokens: readonly Token[]): Slice {
    const start = tokens[0]?.start ?? this.peek()?.start ?? this.#text.length;
    return { text: this.#text.slice(start, tokens.at(-1)?.end ?? start), offset: start, tokens };
  }

  /** Throws 42601 when something is left. */
  end(): void {
    const token = this.peek();
    if (token !== undefined) throw this.error(`${token.text} is not expected here.`);
  }

  error(message: string, hint?: string, at: Token | undefined = this.peek()): DrawbridgeError {
    return this.#failure(SqlState.syntaxError, message, hint, at);
  }

  unsupported(what: string, hint?: string, at: Token | undefined = this.peek()): DrawbridgeError {
    return this.#failure(SqlState.featureNotSupported, `${what} is not supported.`, hint, at);
  }

  #failure(
    sqlState: SqlState,
    message: string,
    hint: string | undefined,
    at: Token | undefined,
  ): DrawbridgeError {
    return new DrawbridgeError(sqlState, message, {
      position: (at?.start ?? this.#text.length) + 1,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}
