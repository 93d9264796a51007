/**
 * SIMILAR TO with a pattern of the SQL standard (`%`, `_`, alternatives, brackets, repetitions, a backslash before what
 * is meant as it is). DuckDB takes a regular expression there, so that `'A%'` would find nothing and say nothing.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { positionAt } from './syntax-error.ts';
import { inPlaceOf, keyword, type Token } from './token.ts';

/** Throws 0A000 for a pattern that is not written out, and for one with ESCAPE. */
export function similarTo(tokens: readonly Token[], text: string): readonly Token[] {
  return tokens.map((token, index) => {
    if (keyword(tokens[index - 1]) !== 'TO' || keyword(tokens[index - 2]) !== 'SIMILAR') return token;
    const isPlain = token.kind === 'string' && token.text.startsWith("'");
    if (!isPlain || keyword(tokens[index + 1]) === 'ESCAPE') throw refused(token, text);
    return inPlaceOf(token, `'(?s)${asRegex(token.text.slice(1, -1))}'`);
  });
}

/** `.`, `^` and `$` mean themselves; inside of brackets everything but the backslash does what it does in both. */
const asRegex = (pattern: string): string =>
  pattern.replaceAll(/\\(.)|\[[^\]]*\]|[%_.^$]/gs, (piece, escaped: string | undefined) => {
    if (escaped !== undefined) return /\w/.test(escaped) ? escaped : `\\${escaped}`;
    if (piece.length > 1) return piece;
    return piece === '%' ? '.*' : piece === '_' ? '.' : `\\${piece}`;
  });

function refused(token: Token, text: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.featureNotSupported,
    'SIMILAR TO takes a pattern that is written out, without ESCAPE.',
    {
      hint: 'REGEXP_MATCHES(text, pattern) takes any regular expression.',
      position: positionAt(text, token.start),
    },
  );
}
