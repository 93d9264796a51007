/**
 * Puts PostgreSQL's name behind each expression that a query selects without one, as an alias that is no part of the text
 * (`NormalisedStatement.names`). This comes before functions are rewritten, since the name is that of the one written.
 */
import { ExpressionNames } from './expression-name.ts';
import { spelled } from './operand.ts';
import { quotedName } from './quoting.ts';
import { aliasOf, selectedItems, type SelectedItem } from './selected-items.ts';
import { inserted, type Token } from './token.ts';
import { pairsOf } from './token-pairs.ts';

/** PostgreSQL selects no more; a longer list keeps DuckDB's names. */
const mostColumns = 1664;

export function columnNames(tokens: readonly Token[]): readonly Token[] {
  const all = selectedItems(tokens);
  if (all.length === 0) return tokens;
  const pairs = pairsOf(tokens);
  const columns = ofLists(all);
  const first = new Map([...columns].map(([list, [item]]) => [list, item] as const));
  const expressions = new ExpressionNames(tokens, pairs, (list) => {
    const item = first.get(list);
    if (item === undefined) return null;
    const alias = aliasOf(tokens, item, pairs);
    return { ...item, alias: alias && spelled(alias) };
  });
  const names = new Map<number, string>();
  for (const items of columns.values()) {
    if (items.length > mostColumns) continue;
    for (const item of items) {
      if (item.isSeveral || aliasOf(tokens, item, pairs) !== null) continue;
      const name = expressions.nameOf(item);
      if (name !== null) names.set(item.end - 1, name);
    }
  }
  const named: Token[] = [];
  tokens.forEach((token, index) => {
    named.push(token);
    const name = names.get(index);
    if (name !== undefined) named.push(impliedAlias(name, token));
  });
  return named;
}

function ofLists(items: readonly SelectedItem[]): ReadonlyMap<number, readonly SelectedItem[]> {
  const lists = new Map<number, SelectedItem[]>();
  for (const item of items) {
    const present = lists.get(item.list);
    if (present === undefined) lists.set(item.list, [item]);
    else present.push(item);
  }
  return lists;
}

function impliedAlias(name: string, token: Token): Token {
  return { ...inserted('quoted', quotedName(name), token), implied: true };
}
