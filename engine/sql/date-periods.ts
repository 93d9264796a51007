/**
 * The periods that date literals name, as SQL over `now()`: L_TODAY, L_LAST_MONTH, L_NEXT_N_DAYS(5) and their kind.
 *
 * Every period is a number of whole units around the present one, in UTC. A week begins on Sunday, as ODBC's DAYOFWEEK
 * counts; only DATE_TRUNC has PostgreSQL's weeks, which begin on Monday.
 */
type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Units from the present one; a text is a template with the literal's argument as `#1`. */
type Distance = number | '#1' | '-#1' | '#1 + 1';

export interface Period {
  readonly unit: Unit;
  /** The first unit that belongs to it, and the first that does not any more. */
  readonly from: Distance;
  readonly to: Distance;
  /** Whether it is written with a number of units. */
  readonly counted: boolean;
}

const units: readonly Unit[] = ['week', 'month', 'quarter', 'year'];

const fixed = (unit: Unit, from: number, to: number): Period => ({ unit, from, to, counted: false });

const counted = (unit: Unit, from: Distance, to: Distance): Period => ({ unit, from, to, counted: true });

const periods: ReadonlyMap<string, Period> = new Map([
  ['L_TODAY', fixed('day', 0, 1)],
  ['L_YESTERDAY', fixed('day', -1, 0)],
  ['L_TOMORROW', fixed('day', 1, 2)],
  ['L_LAST_90_DAYS', fixed('day', -90, 0)],
  ['L_NEXT_90_DAYS', fixed('day', 0, 90)],
  // The last days end before today, the next ones begin with it.
  ['L_LAST_N_DAYS', counted('day', '-#1', 0)],
  ['L_NEXT_N_DAYS', counted('day', 0, '#1')],
  ...units.flatMap((unit): readonly (readonly [string, Period])[] => {
    const name = unit.toUpperCase();
    return [
      [`L_LAST_${name}`, fixed(unit, -1, 0)],
      [`L_THIS_${name}`, fixed(unit, 0, 1)],
      [`L_NEXT_${name}`, fixed(unit, 1, 2)],
      [`L_LAST_N_${name}S`, counted(unit, '-#1', 0)],
      [`L_NEXT_N_${name}S`, counted(unit, 1, '#1 + 1')],
    ];
  }),
]);

/** `word` in capitals. */
export function periodNamed(word: string): Period | undefined {
  return periods.get(word);
}

export const periodNames: readonly string[] = Object.freeze([...periods.keys()]);

/** Today at midnight, or the beginning of the present unit. */
const present: Readonly<Record<Unit, string>> = {
  day: "date_trunc('day', CAST(now() AS TIMESTAMP))",
  week: "date_trunc('week', CAST(now() AS TIMESTAMP) + to_days(1)) - to_days(1)",
  month: "date_trunc('month', CAST(now() AS TIMESTAMP))",
  quarter: "date_trunc('quarter', CAST(now() AS TIMESTAMP))",
  year: "date_trunc('year', CAST(now() AS TIMESTAMP))",
};

const interval: Readonly<Record<Unit, (count: string) => string>> = {
  day: (count) => `to_days(${count})`,
  week: (count) => `to_days(7 * (${count}))`,
  month: (count) => `to_months(${count})`,
  quarter: (count) => `to_months(3 * (${count}))`,
  year: (count) => `to_years(${count})`,
};

/** A template for the first instant of the period. */
export function startOf({ unit, from }: Period): string {
  return instant(unit, from);
}

/** A template for the first instant behind the period. */
export function endOf({ unit, to }: Period): string {
  return instant(unit, to);
}

/** A template for the last instant of the period: times have microseconds. */
export function lastOf(period: Period): string {
  return `(${endOf(period)} - to_microseconds(1))`;
}

function instant(unit: Unit, distance: Distance): string {
  if (distance === 0) return `(${present[unit]})`;
  const count = String(distance).replace('#1', 'CAST(#1 AS INTEGER)');
  return `(${present[unit]} + ${interval[unit](count)})`;
}
