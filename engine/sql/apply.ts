/**
 * SQL Server's `CROSS APPLY` and `OUTER APPLY` of a query or of STRING_SPLIT, as joins with LATERAL. STRING_SPLIT yields
 * one column, `value`, with its parts in any order, as SQL Server's does.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { positionAt } from './syntax-error.ts';
import { fill } from './template.ts';
import { closingIndex, inserted, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

/** Throws 0A000, with its place in `text`, for any other function behind APPLY. */
export function applied(tokens: readonly Token[], text: string): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const source = isApply(tokens, index) ? tokens[index + 2] : undefined;
    if (source === undefined) {
      rewritten.push(token);
      continue;
    }
    const isQuery = isOperator(source, '(');
    const open = isQuery ? index + 2 : index + 3;
    const isSplit = keyword(source) === 'STRING_SPLIT' && isOperator(tokens[open], '(');
    if (!isQuery && !isSplit) throw refused(source, text);
    const close = closingIndex(tokens, open);
    const inner = applied(tokens.slice(open + 1, close), text);
    const isCross = keyword(token) === 'CROSS';
    rewritten.push(...fill(isCross ? 'CROSS JOIN LATERAL' : 'LEFT JOIN LATERAL', [], token));
    rewritten.push(
      ...(isQuery
        ? fill('(#1)', [inner], source)
        : fill('(SELECT unnest(string_split(#1, #2)) AS "value")', splitAtCommas(inner), source)),
    );
    const end = nameEnd(tokens, close + 1);
    rewritten.push(...tokens.slice(close + 1, end));
    if (!isCross) rewritten.push(inserted('word', 'ON', token), inserted('word', 'TRUE', token));
    index = end - 1;
  }
  return rewritten;
}

function isApply(tokens: readonly Token[], index: number): boolean {
  const word = keyword(tokens[index]);
  return (
    (word === 'CROSS' || word === 'OUTER') &&
    keyword(tokens[index + 1]) === 'APPLY' &&
    (isOperator(tokens[index + 2], '(') || isOperator(tokens[index + 3], '('))
  );
}

/** Behind the alias, which may name the columns as well. */
function nameEnd(tokens: readonly Token[], begin: number): number {
  const name = keyword(tokens[begin]) === 'AS' ? begin + 1 : begin;
  const isName = name > begin || (tokens[name]?.kind === 'word' && !clauses.has(keyword(tokens[name])));
  if (!isName && tokens[name]?.kind !== 'quoted') return begin;
  return isOperator(tokens[name + 1], '(') ? closingIndex(tokens, name + 1) + 1 : name + 1;
}

/** What may follow a source that has no alias. */
const clauses: ReadonlySet<string> = new Set(
  (
    'WHERE GROUP ORDER HAVING LIMIT OFFSET FETCH UNION INTERSECT EXCEPT CROSS OUTER JOIN INNER LEFT RIGHT FULL NATURAL ' +
    'WINDOW QUALIFY WITH RETURNING'
  ).split(' '),
);

function refused({ text: name, start }: Token, text: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.featureNotSupported, `APPLY of ${name} is not supported.`, {
    position: positionAt(text, start),
    hint: "APPLY takes a query or STRING_SPLIT; FROM json_each(column) and unnest(from_json(column, '[…]')) read JSON.",
  });
}
