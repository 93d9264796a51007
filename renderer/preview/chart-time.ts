/** Times drawn by the hour, day, month or year (in UTC), where there are more of them than a chart has room for. */
export type TimeUnit = 'hour' | 'day' | 'month' | 'year';

const mostPlaces = 60;
const day = 86_400_000;

/** null: there are few enough to draw each. Times are milliseconds since 1970. */
export function timeUnit(times: Iterable<number>): TimeUnit | null {
  const places = new Set(times);
  if (places.size <= mostPlaces) return null;
  let least = Infinity;
  let greatest = -Infinity;
  for (const time of places) {
    least = Math.min(least, time);
    greatest = Math.max(greatest, time);
  }
  const days = (greatest - least) / day;
  if (days <= 4) return 'hour';
  if (days <= 120) return 'day';
  return days <= 20 * 366 ? 'month' : 'year';
}

/** The beginning of the unit that a time lies in. */
export function beginningOf(time: number, unit: TimeUnit): number {
  const date = new Date(time);
  switch (unit) {
    case 'hour':
      return time - (((time % 3_600_000) + 3_600_000) % 3_600_000);
    case 'day':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
    case 'month':
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    case 'year':
      return Date.UTC(date.getUTCFullYear(), 0);
  }
}
