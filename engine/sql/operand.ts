/** What an expression begins with, and what stands behind it and binds closer than operators do. */
import { typeNameAt } from './postgres-type-name.ts';
import { plainName } from './quoting.ts';
import { isName, isOperator, keyword, type Token } from './token.ts';

export interface Name {
  readonly name: string;
  /** A better one, from inside, is taken in its place. */
  readonly isWeak?: true;
}

/** `end`: behind it; `name` null: PostgreSQL has none. */
export interface Operand {
  readonly name: Name | null;
  readonly end: number;
}

export const isStrong = (name: Name | null): name is Name => name !== null && name.isWeak !== true;

/** Of a value that is cast; `type` undefined: to nothing that is known. */
export const castName = (name: Name | null, type: string | undefined): Name | null =>
  type === undefined || isStrong(name) ? name : { name: type, isWeak: true };

/** A column's name, as it is written. */
export const spelled = (token: Token | undefined): string =>
  token?.kind === 'word' ? token.text : plainName(token);

/** The operand with one thing more behind it, such as a cast; null where none follows. */
export function withTail(
  tokens: readonly Token[],
  { name, end }: Operand,
  closeOf: (open: number) => number,
): Operand | null {
  const [token, next] = [tokens[end], tokens[end + 1]];
  const closed = (open: number): number => closeOf(open) + 1;
  if (isOperator(token, ':') && isOperator(next, ':')) {
    const type = typeNameAt(tokens, end + 2, closeOf);
    return type === null ? null : { name: castName(name, type.name), end: type.end };
  }
  if (isOperator(token, '[')) return { name, end: closed(end) };
  if (isOperator(token, '.') && isName(next)) {
    return isOperator(tokens[end + 2], '(')
      ? { name: { name: plainName(next) }, end: closed(end + 2) }
      : { name: { name: spelled(next) }, end: end + 2 };
  }
  switch (keyword(token)) {
    case 'COLLATE':
      return { name, end: end + (isOperator(tokens[end + 2], '.') ? 4 : 2) };
    case 'OVER':
      return { name, end: isOperator(next, '(') ? closed(end + 1) : end + 2 };
    case 'FILTER':
      return isOperator(next, '(') ? { name, end: closed(end + 1) } : null;
    case 'WITHIN':
      return keyword(next) === 'GROUP' ? { name, end: closed(end + 2) } : null;
    case 'IGNORE':
    case 'RESPECT':
      return keyword(next) === 'NULLS' ? { name, end: end + 2 } : null;
    default:
      return null;
  }
}
