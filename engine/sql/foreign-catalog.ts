/**
 * `CData.schema.table` becomes `"Bitbucket".schema.table`: workbooks that were made with CData's drivers name
 * their catalog. Fewer parts are left alone, as `CData` may then be an alias.
 */
import { inPlaceOf, isOperator, type Token } from './token.ts';

export function foreignCatalog(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) =>
    startsWith(tokens, index) ? inPlaceOf(token, '"Bitbucket"', 'quoted') : token,
  );
}

function startsWith(tokens: readonly Token[], index: number): boolean {
  const [name, dot, schema, secondDot, table] = tokens.slice(index, index + 5);
  return (
    /^(?:cdata|"cdata")$/i.test(name?.text ?? '') &&
    isName(name) &&
    !isOperator(tokens[index - 1], '.') &&
    isOperator(dot, '.') &&
    isName(schema) &&
    isOperator(secondDot, '.') &&
    isName(table)
  );
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'quoted';
}
