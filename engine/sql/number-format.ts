/**
 * Formats of TO_CHAR for numbers, as PostgreSQL and Oracle write them (`FM999,990.00`): 9 and 0 for digits, `,` and `G`
 * between them, `.` and `D` before the last ones, and FM, MI, S and PR. Source: PostgreSQL's manual, section "Data Type
 * Formatting Functions", and what PostgreSQL 15 shows. Everything else makes the whole format unknown: currencies,
 * ordinals, exponents, Roman numbers, texts.
 */

export interface NumberFormat {
  /** How many digits there is room for in front of the point, and how many are there at least. */
  readonly digits: number;
  readonly zeros: number;
  /** Behind how many of the digits a comma stands. */
  readonly commas: readonly number[];
  readonly hasPoint: boolean;
  /** How many digits stand behind the point, and how many of them even if they are zeros. */
  readonly places: number;
  readonly kept: number;
  /** FM: without blanks, and without zeros that say nothing. */
  readonly isBare: boolean;
  readonly sign: NumberSign;
}

/** `plain`: a minus before the first digit. */
export type NumberSign = 'plain' | 'MI before' | 'MI behind' | 'S before' | 'S behind' | 'PR';

/** DuckDB's numbers have no more. */
const mostDigits = 38;

const inFormat = /^(FM)?(MI|S)?(FM)?([09][09,G]*)(?:([.D])([09]*))?(MI|S|PR)?$/i;

/** null for what is no such format. */
export function readNumberFormat(format: string): NumberFormat | null {
  const [whole, first, before = '', second, front = '', point, places = '', behind = ''] =
    inFormat.exec(format.toUpperCase()) ?? [];
  const digits = front.replaceAll(/[,G]/g, '');
  if (whole === undefined || (before !== '' && behind !== '')) return null;
  if (digits.length + places.length > mostDigits) return null;
  const zero = digits.indexOf('0');
  return {
    digits: digits.length,
    zeros: zero < 0 ? 0 : digits.length - zero,
    commas: commasOf(front),
    hasPoint: point !== undefined,
    places: places.length,
    kept: places.lastIndexOf('0') + 1,
    isBare: first !== undefined || second !== undefined,
    sign: signs[`${before} ${behind}`] ?? 'plain',
  };
}

const signs: Readonly<Record<string, NumberSign>> = {
  'MI ': 'MI before',
  'S ': 'S before',
  ' MI': 'MI behind',
  ' S': 'S behind',
  ' PR': 'PR',
};

function commasOf(front: string): readonly number[] {
  const commas: number[] = [];
  let digits = 0;
  for (const sign of front) {
    if (sign === '9' || sign === '0') digits += 1;
    else commas.push(digits);
  }
  return commas;
}
