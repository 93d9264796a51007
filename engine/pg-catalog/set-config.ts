/** `set_config(name, value, local)`: the one function of the catalog that does something. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { lex } from '../sql/lexer.ts';
import { closingIndex, isOperator, splitAtCommas, type Token } from '../sql/token.ts';
import { nameOf } from './catalog-names.ts';

export interface ConfigCall {
  readonly name: string;
  readonly value: string | null;
  readonly local: boolean;
}

/** The calls of a statement, with its parameters in place. Throws 0A000 for arguments that are no constants. */
export function configCalls(text: string, parameters: readonly (string | null)[]): readonly ConfigCall[] {
  if (!/set_config/i.test(text)) return [];
  const tokens = lex(text);
  return [...tokens.keys()].flatMap((index) => {
    if (nameOf(tokens[index]) !== 'set_config' || !isOperator(tokens[index + 1], '(')) return [];
    const inner = tokens.slice(index + 2, closingIndex(tokens, index + 1));
    const [name, value, local] = splitAtCommas(inner).map((argument) => constantOf(argument, parameters));
    if (name === undefined || name === null || value === undefined || local === undefined)
      throw notConstant();
    return [{ name, value, local: /^(?:t|true|on|1|yes)$/i.test(local ?? '') }];
  });
}

/** A cast behind it changes nothing. */
function constantOf(
  [token, ...rest]: readonly Token[],
  parameters: readonly (string | null)[],
): string | null {
  if (rest[0] !== undefined && !isOperator(rest[0], ':')) throw notConstant();
  if (token?.kind === 'string')
    return token.text
      .replace(/^[eE]?'/, '')
      .slice(0, -1)
      .replaceAll("''", "'");
  if (token?.kind === 'parameter') return parameters[Number(token.text.slice(1)) - 1] ?? null;
  const word = nameOf(token);
  if (word === 'true' || word === 'false') return word;
  if (word === 'null') return null;
  throw notConstant();
}

const notConstant = (): DrawbridgeError =>
  new DrawbridgeError(SqlState.featureNotSupported, 'set_config takes constants only here.', {
    hint: 'SET does the same.',
  });
