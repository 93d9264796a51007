/**
 * `FROM unnest(list) WITH ORDINALITY AS x(item, number)`: DuckDB runs it, and cannot show the plan of it, from which we
 * know what to fetch.
 */
import { aliasBehind, columnList, isInFrom } from './function-aliases.ts';
import { fill } from './template.ts';
import { closingIndex, inserted, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

/** By the function: what stands for it, of its only argument or of the whole call. */
const templates: Readonly<Record<string, string>> = {
  UNNEST: '(SELECT unnest(items), generate_subscripts(items, 1) FROM (SELECT #1 AS items))',
  GENERATE_SERIES: '(SELECT item, row_number() OVER () FROM #1 AS items(item))',
};

export function ordinalities(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const word = keyword(token);
    const template = isOperator(tokens[index + 1], '(') ? templates[word] : undefined;
    if (template === undefined) {
      rewritten.push(token);
      continue;
    }
    const close = closingIndex(tokens, index + 1);
    const inner = tokens.slice(index + 2, close);
    const isNumbered =
      keyword(tokens[close + 1]) === 'WITH' &&
      keyword(tokens[close + 2]) === 'ORDINALITY' &&
      (word !== 'UNNEST' || splitAtCommas(inner).length === 1);
    if (!isNumbered || !isInFrom(tokens, index)) {
      rewritten.push(token);
      continue;
    }
    const value = word === 'UNNEST' ? ordinalities(inner) : tokens.slice(index, close + 1);
    rewritten.push(...fill(template, [value], token));
    const alias = aliasBehind(tokens, close + 2);
    const shown =
      alias < 0
        ? [inserted('word', 'AS', token), inserted('word', token.text, token)]
        : tokens.slice(close + 3, alias + 1);
    const hasList = alias >= 0 && isOperator(tokens[alias + 1], '(');
    const named = shown.at(-1) ?? token;
    rewritten.push(...shown, ...(hasList ? [] : columnList(named, [named.text, 'ordinality'])));
    index = Math.max(alias, close + 2);
  }
  return rewritten;
}
