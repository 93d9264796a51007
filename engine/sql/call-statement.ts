/**
 * A call of a procedure, cut out of its normalised text by tokens: `CALL name(value, …)`, `CALL name(Parameter =>
 * value)`, `EXEC name Parameter = value, @Other = value`, `EXEC name value, value`. ODBC's `{call …}` has become CALL.
 */
import { TokenReader } from './token-reader.ts';
import { isOperator, keyword, splitAtCommas, type Token } from './token.ts';
import type { WrittenName, WrittenValue } from './write-statement.ts';

export interface CallArgument {
  /** null: the next of the parameters. */
  readonly name: WrittenName | null;
  /** null: DEFAULT, or left out. */
  readonly value: WrittenValue;
}

export interface CallStatement {
  /** Catalog, schema and procedure, as far as they are written. */
  readonly parts: readonly WrittenName[];
  readonly arguments: readonly CallArgument[];
}

/** Throws DrawbridgeError whose position is an offset into `text`, counted from 1: 42601. */
export function cutCall(text: string): CallStatement {
  const reader = new TokenReader(text);
  const verb = keyword(reader.peek());
  reader.take(verb === 'EXEC' || verb === 'EXECUTE' ? verb : 'CALL');
  if (isOperator(reader.peek(), '@')) throw reader.unsupported('A variable for the result of EXEC');
  const parts: WrittenName[] = [];
  do parts.push(reader.name());
  while (reader.skip('.'));
  if (parts.length > 3) throw reader.error('The name of the procedure has too many parts.');
  const list = isOperator(reader.peek(), '(') ? reader.bracketed() : reader.upTo([]);
  reader.end();
  const given = splitAtCommas(list.tokens).map((tokens) => cutArgument(reader, tokens));
  return { parts, arguments: given };
}

function cutArgument(reader: TokenReader, tokens: readonly Token[]): CallArgument {
  const start = isOperator(tokens[0], '@') ? 1 : 0;
  const length = signLength(tokens.slice(start + 1, start + 3));
  const isNamed = length > 0 && (tokens[start]?.kind === 'word' || tokens[start]?.kind === 'quoted');
  if (start === 1 && !isNamed) throw reader.error('A parameter needs a value.', undefined, tokens[0]);
  const value = isNamed ? tokens.slice(start + 1 + length) : tokens;
  if (value.length === 0) throw reader.error('A value is missing.', undefined, tokens[0]);
  const isDefault = value.length === 1 && keyword(value[0]) === 'DEFAULT';
  return {
    name: isNamed ? reader.nameOf(tokens.slice(start, start + 1)) : null,
    value: isDefault ? null : reader.sliceOf(value),
  };
}

/** How many tokens `=`, `=>` or `:=` takes; 0: there is none. */
function signLength([first, second]: readonly Token[]): number {
  if (isOperator(first, '=')) return isOperator(second, '>') ? 2 : isOperator(second, '=') ? 0 : 1;
  return isOperator(first, ':') && isOperator(second, '=') ? 2 : 0;
}
