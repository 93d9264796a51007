/**
 * Units of dates and times: ODBC's names (SQL_TSI_…), those of SQL Server with their abbreviations, and plain
 * ones. DuckDB's own abbreviations mean other things (`m` is a minute), so all are written out.
 */

export type DatetimeUnit =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'dayofyear'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'microsecond'
  | 'nanosecond';

const spellings: Readonly<Record<DatetimeUnit, string>> = {
  year: 'YEAR YEARS YY YYYY SQL_TSI_YEAR',
  quarter: 'QUARTER QUARTERS QQ Q SQL_TSI_QUARTER',
  month: 'MONTH MONTHS MM M SQL_TSI_MONTH',
  week: 'WEEK WEEKS WK WW ISO_WEEK ISOWK SQL_TSI_WEEK',
  day: 'DAY DAYS DD D SQL_TSI_DAY',
  dayofyear: 'DAYOFYEAR DY Y',
  weekday: 'WEEKDAY DW W',
  hour: 'HOUR HOURS HH SQL_TSI_HOUR',
  minute: 'MINUTE MINUTES MI N SQL_TSI_MINUTE',
  second: 'SECOND SECONDS SS S SQL_TSI_SECOND',
  millisecond: 'MILLISECOND MILLISECONDS MS',
  microsecond: 'MICROSECOND MICROSECONDS MCS',
  nanosecond: 'NANOSECOND NANOSECONDS NS SQL_TSI_FRAC_SECOND',
};

const units: ReadonlyMap<string, DatetimeUnit> = new Map(
  (Object.entries(spellings) as [DatetimeUnit, string][]).flatMap(([unit, words]) =>
    words.split(' ').map((word) => [word, unit] as const),
  ),
);

/** The unit that a word means, without regard to case. */
export function datetimeUnit(word: string): DatetimeUnit | undefined {
  return units.get(word.toUpperCase());
}

/** As an interval, with the number as `#1`. */
const intervals: Readonly<Record<DatetimeUnit, string>> = {
  year: 'to_years(CAST(#1 AS INTEGER))',
  quarter: 'to_quarters(CAST(#1 AS INTEGER))',
  month: 'to_months(CAST(#1 AS INTEGER))',
  week: 'to_weeks(CAST(#1 AS INTEGER))',
  day: 'to_days(CAST(#1 AS INTEGER))',
  dayofyear: 'to_days(CAST(#1 AS INTEGER))',
  weekday: 'to_days(CAST(#1 AS INTEGER))',
  hour: 'to_hours(CAST(#1 AS BIGINT))',
  minute: 'to_minutes(CAST(#1 AS BIGINT))',
  second: 'to_seconds(CAST(#1 AS BIGINT))',
  millisecond: 'to_microseconds(CAST(#1 AS BIGINT) * 1000)',
  microsecond: 'to_microseconds(CAST(#1 AS BIGINT))',
  nanosecond: 'to_microseconds(CAST(#1 AS BIGINT) // 1000)',
};

/** A template that adds `#1` units to the date or time `#2`. */
export function addition(unit: DatetimeUnit): string {
  return `(CAST(#2 AS TIMESTAMP) + ${intervals[unit]})`;
}

/** A template for the number of unit boundaries between `#1` and `#2`, as SQL Server counts. */
export function difference(unit: DatetimeUnit): string {
  const part =
    unit === 'dayofyear' || unit === 'weekday' ? 'day' : unit === 'nanosecond' ? 'microsecond' : unit;
  const count = `date_diff('${part}', CAST(#1 AS TIMESTAMP), CAST(#2 AS TIMESTAMP))`;
  return unit === 'nanosecond' ? `(${count} * 1000)` : count;
}

/** A template for the unit's number in the date or time `#1`. */
export function part(unit: DatetimeUnit): string {
  if (unit === 'weekday') return '(dayofweek(#1) + 1)';
  return unit === 'nanosecond' ? "(date_part('microsecond', #1) * 1000)" : `date_part('${unit}', #1)`;
}

/** A template for the unit's name or number in the date or time `#1`, as text. */
export function partName(unit: DatetimeUnit): string {
  if (unit === 'month') return 'monthname(#1)';
  return unit === 'weekday' ? 'dayname(#1)' : `CAST(${part(unit)} AS VARCHAR)`;
}
