/** What SQL says of a predicate and a row, written apart from the code under test. */
import type { CellValue } from '../../catalog/table.ts';
import type { Constant, Predicate } from '../../plan/scan-request.ts';

/** null: unknown. */
export type Truth = boolean | null;

/** Of text and text, bigint and decimal text, microseconds and timestamp text, boolean and boolean text. */
export function truth(predicate: Predicate, cell: (column: string) => CellValue): Truth {
  switch (predicate.kind) {
    case 'and':
      return conjunction(predicate.terms.map((term) => truth(term, cell)));
    case 'or':
      return negation(conjunction(predicate.terms.map((term) => negation(truth(term, cell)))));
    case 'null':
      return (cell(predicate.column) === null) !== predicate.negated;
    case 'in':
      return predicate.values.reduce<Truth>((found, value) => {
        const same = comparison('=', cell(predicate.column), value);
        return found === true || same === true ? true : found === null || same === null ? null : false;
      }, false);
    case 'compare':
      return comparison(predicate.operator, cell(predicate.column), predicate.value);
  }
}

function conjunction(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes(null) ? null : true;
}

function negation(value: Truth): Truth {
  return value === null ? null : !value;
}

function comparison(operator: string, value: CellValue, constant: Constant): Truth {
  if (value === null) return null;
  if (operator === 'contains') return String(value).includes(constant.text);
  if (operator === 'prefix') return String(value).startsWith(constant.text);
  const order = compare(value, constant);
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function compare(value: NonNullable<CellValue>, { kind, text }: Constant): number {
  const other = typeof value === 'bigint' && kind !== 'number' ? micros(text) : text;
  const [left, right] =
    typeof value === 'bigint' || typeof value === 'number'
      ? numbers(value, other)
      : [String(value), String(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function numbers(value: bigint | number, other: string | bigint): [bigint | number, bigint | number] {
  if (typeof other === 'bigint') return [value, other];
  return [value, /^-?\d+$/.test(other) ? BigInt(other) : Number(other)];
}

/** `YYYY-MM-DDTHH:MM:SS.ffffff` in UTC. */
function micros(text: string): bigint {
  const [seconds = '', fraction = ''] = text.split('.');
  return BigInt(Date.parse(`${seconds}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}
