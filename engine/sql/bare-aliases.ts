/**
 * `SELECT Id name` becomes `SELECT Id AS name`: DuckDB takes no keyword of its grammar as an alias without AS,
 * and `name`, `type`, `value`, `day` are some.
 */
import { otherKeywords, reservedKeywords } from './keywords.ts';
import { inserted, isOperator, keyword, nesting, type Token } from './token.ts';

/** Keywords that end a list of columns. */
const clauses: ReadonlySet<string> = new Set(
  'FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT WINDOW QUALIFY INTO'.split(' '),
);

/** Reserved, and yet the end of an expression. */
const values: ReadonlySet<string> = new Set(['NULL', 'TRUE', 'FALSE', 'END']);

/** Not reserved, and yet what follows belongs to the expression. */
const operators: ReadonlySet<string> = new Set(
  'IS LIKE ILIKE GLOB SIMILAR BETWEEN OVER COLLATE ESCAPE EXCLUDE RENAME REPLACE ZONE AT INTERVAL EXISTS'.split(
    ' ',
  ),
);

/** The last words of operators and of names of types. */
export const noAliases: ReadonlySet<string> = new Set(['ISNULL', 'NOTNULL', 'PRECISION', 'VARYING', 'ZONE']);

/** What may stand behind the number of an INTERVAL. */
const intervalUnits =
  /^(?:MICROSECOND|MILLISECOND|SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|QUARTER|YEAR|DECADE|CENTURY|MILLENNIUM)S?$|^(?:CENTURIES|MILLENNIA)$/;

interface Level {
  readonly open: number;
  inList: boolean;
}

export function bareAliases(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  const openOf = new Map<number, number>();
  const levels: Level[] = [{ open: -1, inList: false }];
  tokens.forEach((token, index) => {
    const direction = nesting(token);
    if (direction > 0) levels.push({ open: index, inList: false });
    if (direction < 0 && levels.length > 1) openOf.set(index, levels.pop()?.open ?? -1);
    const level = levels.at(-1);
    if (level !== undefined && token.kind === 'word' && !isOperator(tokens[index - 1], '.')) {
      if (keyword(token) === 'SELECT') level.inList = true;
      else if (endsList(tokens, index)) level.inList = false;
      else if (level.inList && isBareAlias(tokens, index, openOf)) result.push(inserted('word', 'AS', token));
    }
    result.push(token);
  });
  return result;
}

/** The FROM of IS DISTINCT FROM is none, nor is the GROUP of WITHIN GROUP (ORDER BY …). */
export function endsList(tokens: readonly Token[], index: number): boolean {
  const word = keyword(tokens[index]);
  const isDistinct = keyword(tokens[index - 1]) === 'DISTINCT' && keyword(tokens[index - 2]) !== 'AS';
  if (word === 'FROM' && isDistinct) return false;
  if (isWithinGroup(tokens, index - 1)) return false;
  return clauses.has(word) && !(word === 'EXCEPT' && isOperator(tokens[index - 1], '*'));
}

function isBareAlias(tokens: readonly Token[], index: number, openOf: ReadonlyMap<number, number>): boolean {
  const word = keyword(tokens[index]);
  if (!otherKeywords.has(word) || noAliases.has(word) || isWithinGroup(tokens, index)) return false;
  if (!endsItem(tokens[index + 1]) || !endsExpression(tokens[index - 1])) return false;
  // The first token of the operand before it, where that is one token or one pair of brackets.
  const operand = openOf.get(index - 1) ?? index - 1;
  if (isUnit(tokens, index, operand)) return false;
  return !(keyword(tokens[operand - 1]) === 'ON' && keyword(tokens[operand - 2]) === 'DISTINCT');
}

/** Whether the word is the unit of an INTERVAL, the first token of whose amount stands at `amount`. */
export function isUnit(tokens: readonly Token[], index: number, amount: number): boolean {
  return keyword(tokens[amount - 1]) === 'INTERVAL' && intervalUnits.test(keyword(tokens[index]));
}

/** `GROUP BY` has no bracket there, so that `within` may still be an alias. */
function isWithinGroup(tokens: readonly Token[], index: number): boolean {
  return (
    keyword(tokens[index]) === 'WITHIN' &&
    keyword(tokens[index + 1]) === 'GROUP' &&
    nesting(tokens[index + 2]) > 0
  );
}

function endsItem(next: Token | undefined): boolean {
  if (next === undefined || next.kind === 'end' || nesting(next) < 0) return true;
  return isOperator(next, ',') || isOperator(next, ';') || clauses.has(keyword(next));
}

export function endsExpression(previous: Token | undefined): boolean {
  switch (previous?.kind) {
    case 'word':
      if (reservedKeywords.has(keyword(previous))) return values.has(keyword(previous));
      return !operators.has(keyword(previous));
    case 'quoted':
    case 'string':
    case 'number':
    case 'parameter':
      return true;
    default:
      return nesting(previous) < 0;
  }
}
