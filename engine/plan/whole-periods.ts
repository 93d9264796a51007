/**
 * `EXTRACT(YEAR FROM CreatedOn) = 2025` and `CAST(CreatedOn AS DATE) >= DATE '2026-01-05'`, as applications ask for years
 * and days, in terms of the column itself: an instant from which on the outcome is at least the constant, and one from
 * which on it is more. Timestamps count microseconds since 1970, days the days.
 */
import { timestampConstant } from './constant-text.ts';
import type { Step, Unit } from './filter-subject.ts';
import type { Constant } from './scan-request.ts';

export type Sign = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface WholePeriods {
  /** How the comparisons are to be joined. */
  readonly joined: 'and' | 'or';
  readonly comparisons: readonly { readonly sign: Sign; readonly value: Constant }[];
}

/** null for a constant of another kind, or with an end that has no four-digit year. */
export function wholePeriods(steps: readonly Step[], sign: Sign, constant: Constant): WholePeriods | null {
  const outcome = countOf(constant, kindAfter(steps));
  if (outcome === null) return null;
  const begin = timestampConstant(leastWith(steps, outcome));
  const end = timestampConstant(leastWith(steps, outcome + 1n));
  if (begin === undefined || end === undefined) return null;
  const from = { sign: '>=', value: begin } as const;
  const until = { sign: '<', value: end } as const;
  const before = { sign: '<', value: begin } as const;
  const after = { sign: '>=', value: end } as const;
  switch (sign) {
    case '=':
      return { joined: 'and', comparisons: [from, until] };
    case '<>':
      return { joined: 'or', comparisons: [before, after] };
    case '<':
      return { joined: 'and', comparisons: [before] };
    case '<=':
      return { joined: 'and', comparisons: [until] };
    case '>':
      return { joined: 'and', comparisons: [after] };
    case '>=':
      return { joined: 'and', comparisons: [from] };
  }
}

function kindAfter(steps: readonly Step[]): Constant['kind'] {
  const last = steps.at(-1);
  if (last === 'date') return 'date';
  return last === 'number of year' ? 'number' : 'timestamp';
}

const second = 1_000_000n;
const day = 86_400n * second;

/** null for another kind, and for a number that is no year. */
function countOf({ kind, text }: Constant, wanted: Constant['kind']): bigint | null {
  if (kind !== wanted) return null;
  if (kind === 'number') return /^\d{1,4}$/.test(text) ? BigInt(text) : null;
  if (kind === 'date') return BigInt(Date.parse(`${text}T00:00:00Z`)) / 86_400_000n;
  return BigInt(Date.parse(`${text.slice(0, 19)}Z`)) * 1000n + BigInt(text.slice(20));
}

/** The least timestamp of which the steps make at least `outcome`. */
function leastWith(steps: readonly Step[], outcome: bigint): bigint {
  return steps.reduceRight((wanted, step) => leastInput(step, wanted), outcome);
}

function leastInput(step: Step, outcome: bigint): bigint {
  switch (step) {
    case 'date':
      return outcome * day;
    case 'midnight':
      return upTo(outcome, day) / day;
    case 'number of year':
      return monthBegin(Number(outcome), 0);
    default:
      return unitBegin(step, outcome);
  }
}

const lengths: Readonly<Partial<Record<Unit, bigint>>> = {
  second,
  minute: 60n * second,
  hour: 3600n * second,
  day,
};
const months: Readonly<Partial<Record<Unit, number>>> = { month: 1, quarter: 3, year: 12 };

/** The timestamp itself where a unit begins with it, else where the next one begins. */
function unitBegin(unit: Unit, timestamp: bigint): bigint {
  const length = lengths[unit];
  if (length !== undefined) return upTo(timestamp, length);
  // 1970-01-05 was a Monday.
  if (unit === 'week') return upTo(timestamp - 4n * day, 7n * day) + 4n * day;
  const count = months[unit] ?? 1;
  const date = new Date(Number(upTo(timestamp - 999n, 1000n) / 1000n));
  const month = date.getUTCMonth() - (date.getUTCMonth() % count);
  const begin = monthBegin(date.getUTCFullYear(), month);
  return begin === timestamp ? timestamp : monthBegin(date.getUTCFullYear(), month + count);
}

function monthBegin(year: number, month: number): bigint {
  return BigInt(new Date(0).setUTCFullYear(year, month, 1)) * 1000n;
}

/** The least multiple that is no less. */
function upTo(value: bigint, length: bigint): bigint {
  const rest = value % length;
  if (rest === 0n) return value;
  return value - rest + (rest > 0n ? length : 0n);
}
