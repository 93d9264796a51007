/** PREPARE name (types) AS statement, cut by the tokens of the text as it was written. */
import { lex } from './lexer.ts';
import { withoutTrailingNul } from './split.ts';
import { positionAt, syntaxError } from './syntax-error.ts';
import { closingIndex, isOperator, keyword, splitAtCommas } from './token.ts';
import { nameOf } from './transaction.ts';

export interface PrepareStatement {
  readonly name: string;
  /** As written, such as `varchar(20)`. */
  readonly types: readonly string[];
  /** What stands behind AS, and how many code points stand in front of it. */
  readonly statement: string;
  readonly before: number;
}

/** Throws 42601 with the place in the text. */
export function cutPrepare(original: string): PrepareStatement {
  const text = withoutTrailingNul(original);
  const tokens = lex(text);
  const [, name, open] = tokens;
  if (name === undefined || (name.kind !== 'word' && name.kind !== 'quoted'))
    throw syntaxError('PREPARE needs a name.', text, name?.start ?? text.length);
  const close = isOperator(open, '(') ? closingIndex(tokens, 2) : 1;
  const as = tokens[close + 1];
  if (keyword(as) !== 'AS' || as === undefined)
    throw syntaxError('AS is expected here.', text, as?.start ?? text.length);
  const types = splitAtCommas(tokens.slice(3, Math.max(3, close))).map((type) =>
    text.slice(type[0]?.start, type.at(-1)?.end),
  );
  return { name: nameOf(name), types, statement: text.slice(as.end), before: positionAt(text, as.end) - 1 };
}
