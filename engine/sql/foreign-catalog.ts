/**
 * `CData.schema.table` becomes `"Bitbucket".schema.table`: workbooks that were made with CData's drivers name
 * their catalog. Fewer parts are left alone, as `CData` may then be an alias. What `CatalogName` of the system tables
 * is compared with is rewritten as well, so that their rows are found under either name.
 */
import { fill } from './template.ts';
import { closingIndex, inPlaceOf, isName, isOperator, keyword, type Token } from './token.ts';

export function foreignCatalog(tokens: readonly Token[]): readonly Token[] {
  const compared = comparedCatalogs(tokens);
  return tokens.map((token, index) => {
    if (compared.has(index) && isForeign(token)) return inPlaceOf(token, "'Bitbucket'");
    return startsWith(tokens, index) ? inPlaceOf(token, '"Bitbucket"', 'quoted') : token;
  });
}

/** The same for values of parameters, which are known later; the parameters must be numbered already. */
export function foreignCatalogParameters(tokens: readonly Token[]): readonly Token[] {
  const compared = comparedCatalogs(tokens);
  return tokens.flatMap((token, index) =>
    compared.has(index) && token.kind === 'parameter'
      ? fill("regexp_replace(#1, '^cdata$', 'Bitbucket', 'i')", [[token]], token)
      : [token],
  );
}

function isForeign({ kind, text }: Token): boolean {
  return kind === 'string' && /^'cdata'$/i.test(text);
}

/** The places of what `CatalogName` is compared with, as in `CatalogName = 'CData'`. */
function comparedCatalogs(tokens: readonly Token[]): ReadonlySet<number> {
  const places = new Set<number>();
  tokens.forEach((name, index) => {
    if (!isName(name) || !/^"?catalogname"?$/i.test(name.text)) return;
    const last = lastCompared(tokens, index + 1);
    for (let place = index + 1; place <= last; place++) places.add(place);
  });
  return places;
}

/** Where the value or the list ends that is compared by the operator at `start`, if one is there. */
function lastCompared(tokens: readonly Token[], start: number): number {
  let place = start + (keyword(tokens[start]) === 'NOT' ? 1 : 0);
  const word = keyword(tokens[place]);
  if (word === 'IN' && isOperator(tokens[place + 1], '(')) return closingIndex(tokens, place + 1);
  if (word === 'LIKE' || word === 'ILIKE') return place + 1;
  // Operators of two characters are two tokens.
  while (tokens[place]?.kind === 'operator' && /^[=<>!]+$/.test(tokens[place]?.text ?? '')) place++;
  return place === start ? -1 : place;
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
