/**
 * `[Name]`, as SQL Server and Access quote it, beside DuckDB's lists `[1, 2]` and subscripts `a[1]`.
 *
 * A bracket is a quoted name where its content looks like one and the place is one for a name: not directly
 * behind something that could have a subscript, unless a blank stands between (`SELECT Id [Key]`).
 */
import { reservedKeywords } from './keywords.ts';
import { isOperator, keyword, type Token } from './token.ts';

/**
 * No number, a letter or digit first (or a dollar, as in Power BI's `[$Table]`), and nothing that only expressions have;
 * `]]` is a bracket. The lengths are bounded (SQL Server allows 128 characters), so that a row of brackets is not
 * searched again and again.
 */
const nameLike =
  /\[(?=[\p{L}\p{N}_#@]|\$[\p{L}_])(?=[^\][]{0,255}?[\p{L}_])(?!\s{0,9}[\d.]{1,99}e?\d{0,9}\s{0,9}\])(?:[^\][\n'`(),;]|\]\]){0,255}\]/uy;

/** Where the name in brackets that begins at `start` ends, or null when it is a list or a subscript. */
export function bracketedEnd(
  text: string,
  start: number,
  gap: string,
  before: readonly Token[],
): number | null {
  const last = before.at(-1);
  if (gap === '' && takesSubscript(last) && !endsTop(before)) return null;
  if (keyword(last) === 'ARRAY') return null;
  nameLike.lastIndex = start;
  const match = nameLike.exec(text);
  return match === null ? null : start + match[0].length;
}

/** `SELECT TOP (5)[Id]`: the brackets close an amount. Only short ones are looked for. */
function endsTop(before: readonly Token[]): boolean {
  if (!isOperator(before.at(-1), ')')) return false;
  const open = before.slice(-9).findLastIndex((token) => isOperator(token, '('));
  return open > 0 && keyword(before.slice(-9)[open - 1]) === 'TOP';
}

function takesSubscript(before: Token | undefined): boolean {
  switch (before?.kind) {
    case 'word':
      return !reservedKeywords.has(keyword(before)) || keyword(before) === 'ARRAY';
    case 'quoted':
    case 'string':
    case 'parameter':
      return true;
    default:
      return isOperator(before, ')') || isOperator(before, ']') || isOperator(before, '}');
  }
}
