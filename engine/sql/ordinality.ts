/**
 * `FROM unnest(list) WITH ORDINALITY AS x(item, number)`: DuckDB runs it, and cannot show the plan of it, from which we
 * know what to fetch. `FROM unnest(list, list) AS x(item, item)` it does not know; the shorter list ends in NULLs.
 */
import { aliasBehind, columnList, isInFrom } from './function-aliases.ts';
import { fill } from './template.ts';
import { closingIndex, inserted, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

/** Each number of lists has a template of its own. */
const mostLists = 16;

const numberedSeries = '(SELECT item, row_number() OVER () FROM #1 AS items(item))';

/** What stands for unnest in FROM, of so many lists. */
function unnested(lists: number, isNumbered: boolean): string {
  const names = Array.from({ length: lists }, (_, index) => `items${index + 1}`);
  const longest = `greatest(${names.map((name) => `len(${name})`).join(', ')})`;
  const number = isNumbered ? `, unnest(range(1, ${longest} + 1))` : '';
  const given = names.map((name, index) => `#${index + 1} AS ${name}`).join(', ');
  return `(SELECT ${names.map((name) => `unnest(${name})`).join(', ')}${number} FROM (SELECT ${given}))`;
}

export function ordinalities(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const word = isOperator(tokens[index + 1], '(') ? keyword(token) : '';
    if (word !== 'UNNEST' && word !== 'GENERATE_SERIES') {
      rewritten.push(token);
      continue;
    }
    const close = closingIndex(tokens, index + 1);
    const isNumbered = keyword(tokens[close + 1]) === 'WITH' && keyword(tokens[close + 2]) === 'ORDINALITY';
    const lists = word === 'UNNEST' ? splitAtCommas(tokens.slice(index + 2, close)) : [];
    const isPlain = !isNumbered && lists.length < 2;
    if (isPlain || lists.length > mostLists || !isInFrom(tokens, index)) {
      rewritten.push(token);
      continue;
    }
    const template = word === 'UNNEST' ? unnested(lists.length, isNumbered) : numberedSeries;
    const values = word === 'UNNEST' ? lists.map(ordinalities) : [tokens.slice(index, close + 1)];
    rewritten.push(...fill(template, values, token));
    const end = isNumbered ? close + 2 : close;
    const alias = aliasBehind(tokens, end);
    const shown =
      alias < 0
        ? [inserted('word', 'AS', token), inserted('word', token.text, token)]
        : tokens.slice(end + 1, alias + 1);
    const hasList = alias >= 0 && isOperator(tokens[alias + 1], '(');
    const named = shown.at(-1) ?? token;
    // PostgreSQL names the items of the only list after the alias, of several after the function.
    const items = lists.length > 1 ? lists.map(() => 'unnest') : [named.text];
    const columns = isNumbered ? [...items, 'ordinality'] : items;
    rewritten.push(...shown, ...(hasList ? [] : columnList(named, columns)));
    index = Math.max(alias, end);
  }
  return rewritten;
}
