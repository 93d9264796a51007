import { DrawbridgeError, SqlState } from '../error.ts';
import { positionAt, syntaxError } from './syntax-error.ts';
import { inPlaceOf, isOperator, type Token } from './token.ts';

/** The protocol counts parameters in 16 bits. */
const maxParameters = 65_535;

/**
 * `?` becomes `$1`, `$2`, … in the order in which they are written, so this comes before anything that moves
 * tokens. Throws 42601 for both kinds in one statement and for named ones, 54000 for too many,
 * 42P02 for `$0`.
 */
export function numberParameters(
  tokens: readonly Token[],
  text: string,
): { readonly tokens: readonly Token[]; readonly count: number } {
  let marks = 0;
  let greatest = 0;
  const numbered = tokens.map((token, index) => {
    if (isOperator(token, '$') && isAdjacentName(tokens[index + 1])) {
      throw syntaxError('Named parameters are not supported.', text, token.start, 'Write ? or $1, $2, …');
    }
    if (token.kind !== 'parameter') {
      // `?AND` must not become `$1AND`.
      return tokens[index - 1]?.text === '?' ? apart(token) : token;
    }
    if (token.text === '?') {
      marks++;
      checkCount(marks, token, text);
      if (greatest > 0) throw mixed(token, text);
      // `LIKE?` must not become the word `LIKE$1`.
      return apart(inPlaceOf(token, `$${marks}`), tokens[index - 1]);
    }
    const number = Number(token.text.slice(1));
    if (number === 0) throw noParameterZero(token, text);
    greatest = Math.max(greatest, number);
    checkCount(greatest, token, text);
    if (marks > 0) throw mixed(token, text);
    return token;
  });
  return { tokens: numbered, count: Math.max(marks, greatest) };
}

/** With a blank in front where it would merge with a word or a number. */
function apart(token: Token, before?: Token): Token {
  const merges =
    before === undefined ? isWordOrNumber(token) : isWordOrNumber(before) || before.kind === 'parameter';
  return token.gap === '' && merges ? { ...token, gap: ' ' } : token;
}

function isWordOrNumber({ kind }: Token): boolean {
  return kind === 'word' || kind === 'number';
}

function isAdjacentName(token: Token | undefined): boolean {
  return token?.gap === '' && (token.kind === 'word' || token.kind === 'quoted');
}

function checkCount(count: number, token: Token, text: string): void {
  if (count <= maxParameters) return;
  throw new DrawbridgeError(SqlState.limitExceeded, `A statement has ${maxParameters} parameters at most.`, {
    position: positionAt(text, token.start),
  });
}

function noParameterZero(token: Token, text: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.undefinedParameter, `There is no parameter ${token.text}.`, {
    position: positionAt(text, token.start),
    hint: 'Parameters are counted from $1.',
  });
}

function mixed(token: Token, text: string): DrawbridgeError {
  return syntaxError('The statement mixes ? with numbered parameters.', text, token.start, 'Use one kind.');
}
