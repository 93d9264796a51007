import { lex } from './lexer.ts';
import { inserted, isOperator, type Token } from './token.ts';

const lexed = new Map<string, readonly Token[]>();

/**
 * A piece of SQL with the arguments in the places marked `#1`, `#2`, …, in the place of a token.
 * `fill('ln(#1)', [x], token)` is `ln(x)`. There are few templates, so they are lexed once each.
 */
export function fill(template: string, values: readonly (readonly Token[])[], standsFor: Token): Token[] {
  const pieces = lexed.get(template) ?? lex(template).slice(0, -1);
  lexed.set(template, pieces);
  const filled: Token[] = [];
  pieces.forEach((piece, index) => {
    if (isOperator(piece, '#')) return;
    if (isOperator(pieces[index - 1], '#')) {
      const [first, ...rest] = values[Number(piece.text) - 1] ?? [];
      if (first !== undefined) filled.push({ ...first, gap: pieces[index - 1]?.gap ?? '' }, ...rest);
    } else {
      filled.push(inserted(piece.kind, piece.text, standsFor, index === 0 ? standsFor.gap : piece.gap));
    }
  });
  return filled;
}
