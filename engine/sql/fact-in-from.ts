/** `SELECT * FROM current_schema()`: in PostgreSQL a function of one value is a row of one column in FROM. */
import { fill } from './template.ts';
import { inserted, isOperator, keyword, type Token } from './token.ts';

const names: ReadonlySet<string> = new Set(['CURRENT_SCHEMA', 'CURRENT_DATABASE', 'VERSION', 'NOW']);

/** Only where it stands alone: with an alias or beside other tables it is left for its error. */
export function factInFrom(tokens: readonly Token[]): readonly Token[] {
  const [from, name, open, close, end] = tokens.slice(-5);
  const isAlone =
    keyword(from) === 'FROM' &&
    isOperator(open, '(') &&
    isOperator(close, ')') &&
    end?.kind === 'end' &&
    names.has(keyword(name));
  if (!isAlone || name === undefined || end === undefined) return tokens;
  const quoted = inserted('quoted', `"${name.text.toLowerCase()}"`, name);
  return [...tokens.slice(0, -4), ...fill('(SELECT #1()) AS #2(#2)', [[name], [quoted]], name), end];
}
