/** The calls of functions that do something, whose arguments must be known before the statement runs. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { lex } from '../sql/lexer.ts';
import { closingIndex, isOperator, splitAtCommas, type Token } from '../sql/token.ts';
import { nameOf } from './catalog-names.ts';

export interface ConstantCall {
  /** In small letters. */
  readonly name: string;
  readonly arguments: readonly (string | null)[];
}

/** The calls in a statement, with its parameters in place. Throws 0A000 for arguments that are no constants. */
export function constantCalls(
  text: string,
  names: readonly string[],
  parameters: readonly (string | null)[],
): readonly ConstantCall[] {
  const lower = text.toLowerCase();
  if (!names.some((name) => lower.includes(name))) return [];
  const tokens = lex(text);
  return [...tokens.keys()].flatMap((index) => {
    const name = nameOf(tokens[index]);
    if (!names.includes(name) || !isOperator(tokens[index + 1], '(')) return [];
    const inner = tokens.slice(index + 2, closingIndex(tokens, index + 1));
    return [
      { name, arguments: splitAtCommas(inner).map((argument) => constantOf(argument, parameters, name)) },
    ];
  });
}

/** A cast behind it changes nothing. */
function constantOf(
  [token, ...rest]: readonly Token[],
  parameters: readonly (string | null)[],
  name: string,
): string | null {
  if (rest[0] !== undefined && !isOperator(rest[0], ':')) throw notConstant(name);
  if (token?.kind === 'string')
    return token.text
      .replace(/^[eE]?'/, '')
      .slice(0, -1)
      .replaceAll("''", "'");
  if (token?.kind === 'number') return token.text;
  if (token?.kind === 'parameter') return parameters[Number(token.text.slice(1)) - 1] ?? null;
  const word = nameOf(token);
  if (word === 'true' || word === 'false') return word;
  if (word === 'null') return null;
  throw notConstant(name);
}

const notConstant = (name: string): DrawbridgeError =>
  new DrawbridgeError(SqlState.featureNotSupported, `${name} takes constants only here.`, {
    ...(name === 'set_config' && { hint: 'SET does the same.' }),
  });
