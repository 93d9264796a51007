/** What a chart draws, without a word about what draws it. */
import { z } from 'zod';
import type { ResultColumn } from '../../engine/admin/contract.ts';

// The page's policy admits no code made from text.
z.config({ jitless: true });

export const chartKinds = ['bar', 'line', 'scatter'] as const;
export const aggregates = ['count', 'sum', 'average', 'least', 'greatest'] as const;

/** Columns are named by their place, since two may have one name. */
export const chartSpec = z.strictObject({
  kind: z.enum(chartKinds),
  x: z.number().int().min(0),
  /** null: nothing but the number of rows. */
  y: z.number().int().min(0).nullable(),
  series: z.number().int().min(0).nullable(),
  aggregate: z.enum(aggregates),
});

export type ChartSpec = Readonly<z.output<typeof chartSpec>>;

const numeric = new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']);
const temporal = new Set(['date', 'timestamp', 'timestamp with time zone']);

export type ChartScale = 'number' | 'time' | 'text';

export function scaleOf(column: ResultColumn | undefined): ChartScale {
  if (column === undefined) return 'text';
  if (numeric.has(column.type)) return 'number';
  return temporal.has(column.type) ? 'time' : 'text';
}

/** The kind that the column types suggest: a date and a number, a text and a number, two numbers. */
export function defaultChart(columns: readonly ResultColumn[]): ChartSpec | null {
  const of = (scale: ChartScale): number[] =>
    columns.flatMap((column, index) => (scaleOf(column) === scale ? [index] : []));
  const [time] = of('time');
  const [text] = of('text');
  const [first, second] = of('number').filter((index) => !isIdentifier(columns[index]));
  const [anyNumber] = of('number');
  if (time !== undefined) {
    return first === undefined
      ? { kind: 'line', x: time, y: null, series: null, aggregate: 'count' }
      : { kind: 'line', x: time, y: first, series: null, aggregate: 'sum' };
  }
  if (text !== undefined) {
    return first === undefined
      ? { kind: 'bar', x: text, y: null, series: null, aggregate: 'count' }
      : { kind: 'bar', x: text, y: first, series: null, aggregate: 'sum' };
  }
  if (first !== undefined && second !== undefined)
    return { kind: 'scatter', x: first, y: second, series: null, aggregate: 'sum' };
  if (anyNumber === undefined) return null;
  return { kind: 'bar', x: anyNumber, y: null, series: null, aggregate: 'count' };
}

/** Numbers that only tell rows apart; nobody wants their sum. */
function isIdentifier(column: ResultColumn | undefined): boolean {
  return column !== undefined && /(^|_)id$|Id$|Number$/.test(column.name);
}
