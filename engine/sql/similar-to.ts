/**
 * SIMILAR TO with a pattern of the SQL standard (`%`, `_`, alternatives, brackets, repetitions, a backslash before what
 * is meant as it is). DuckDB takes a regular expression there, so that `'A%'` would find nothing and say nothing.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { positionAt } from './syntax-error.ts';
import { plainText, quotedText } from './quoting.ts';
import { inPlaceOf, keyword, type Token } from './token.ts';

/** Throws 0A000 for a pattern or an escape character that is not written out. */
export function similarTo(tokens: readonly Token[], text: string): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (keyword(tokens[index - 1]) !== 'TO' || keyword(tokens[index - 2]) !== 'SIMILAR') {
      rewritten.push(token);
      continue;
    }
    const says = keyword(tokens[index + 1]) === 'ESCAPE';
    const pattern = plainText(token);
    const escape = says ? plainText(tokens[index + 2]) : '\\';
    if (pattern === undefined || escape === undefined || escape.length > 1) throw refused(token, text);
    rewritten.push(inPlaceOf(token, quotedText(`(?s)${asRegex(pattern, escape)}`)));
    if (says) index += 2;
  }
  return rewritten;
}

/** `.`, `^` and `$` mean themselves; inside of brackets everything but the escape character does what it does in both. */
function asRegex(pattern: string, escape: string): string {
  const pieces =
    escape === ''
      ? /\[[^\]]*\]|[%_.^$\\]/gs
      : new RegExp(`${literal(escape)}(.)|\\[[^\\]]*\\]|[%_.^$\\\\]`, 'gs');
  return pattern.replaceAll(pieces, (piece: string, escaped: unknown) => {
    if (typeof escaped === 'string') return literal(escaped);
    if (piece.length > 1) return piece;
    return piece === '%' ? '.*' : piece === '_' ? '.' : literal(piece);
  });
}

const literal = (character: string): string =>
  /[\w\u0080-\uffff]/.test(character) ? character : `\\${character}`;

function refused(token: Token, text: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.featureNotSupported,
    'SIMILAR TO takes a pattern that is written out, and one character to ESCAPE.',
    {
      hint: 'REGEXP_MATCHES(text, pattern) takes any regular expression.',
      position: positionAt(text, token.start),
    },
  );
}
