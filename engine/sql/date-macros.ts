/** Functions of dates that SQL Server, MySQL or CData's drivers have and DuckDB lacks, see macros.ts. */

const now = 'CAST(now() AS TIMESTAMP)';

/** The first day of a unit, and the last; weeks begin on Sunday (date-periods.ts). */
const firstOf = (unit: string): string => `CAST(date_trunc('${unit}', CAST(day AS TIMESTAMP)) AS DATE)`;
const lastOf = (unit: string, length: string): string =>
  `CAST(date_trunc('${unit}', CAST(day AS TIMESTAMP)) + ${length} - to_days(1) AS DATE)`;
const sunday = "CAST(date_trunc('week', CAST(day AS TIMESTAMP) + to_days(1)) - to_days(1) AS DATE)";

/** The same time a month, a week or a year ago, at midnight. */
const ago = (length: string): string => `() AS date_trunc('day', ${now}) - ${length}`;

export const dateMacros: Readonly<Record<string, readonly string[]>> = {
  clock_timestamp: [`() AS ${now}`],
  curdate: ['() AS current_date'],
  curtime: [`() AS CAST(${now} AS TIME)`],
  datefromparts: ['(y, m, d) AS make_date(y, m, d)'],
  datetime2fromparts: [
    '(y, m, d, h, mi, s, fraction, digits) AS make_timestamp(y, m, d, h, mi, s + fraction / power(10, digits))',
  ],
  datetimefromparts: ['(y, m, d, h, mi, s, ms) AS make_timestamp(y, m, d, h, mi, s + ms / 1000.0)'],
  eomonth: [
    '(day) AS last_day(CAST(day AS DATE))',
    '(day, months) AS last_day(CAST(CAST(day AS DATE) + to_months(months) AS DATE))',
  ],
  fdmonth: [`(day) AS ${firstOf('month')}`],
  fdquarter: [`(day) AS ${firstOf('quarter')}`],
  fdweek: [`(day) AS ${sunday}`],
  // Day 366 is the first of January of the year 1, as MySQL counts.
  from_days: ["(number) AS DATE '0001-01-01' + CAST(number - 366 AS INTEGER)"],
  from_unixtime: [
    '(number) AS make_timestamp(CAST(CAST(number AS DOUBLE) * 1000000 AS BIGINT))',
    '(number, seconds) AS make_timestamp(CAST(CASE WHEN CAST(seconds AS BOOLEAN) THEN 1000000 ELSE 1000 END ' +
      '* CAST(number AS DOUBLE) AS BIGINT))',
  ],
  get_current_time: ['() AS CAST(CAST(transaction_timestamp() AS TIMESTAMP) AS TIME)'],
  get_current_timestamp: ['() AS CAST(transaction_timestamp() AS TIMESTAMP)'],
  getdate: [`() AS ${now}`],
  getutcdate: [`() AS ${now}`],
  isdate: ['(text) AS CASE WHEN TRY_CAST(CAST(text AS VARCHAR) AS TIMESTAMP) IS NULL THEN 0 ELSE 1 END'],
  last_month: [ago('to_months(1)')],
  last_week: [ago('to_days(7)')],
  last_year: [ago('to_years(1)')],
  ldmonth: [`(day) AS ${lastOf('month', 'to_months(1)')}`],
  ldquarter: [`(day) AS ${lastOf('quarter', 'to_months(3)')}`],
  ldweek: [`(day) AS ${sunday} + 6`],
  makedate: ['(y, number) AS make_date(y, 1, 1) + CAST(number - 1 AS INTEGER)'],
  now: ['() AS CAST(transaction_timestamp() AS TIMESTAMP)'],
  smalldatetimefromparts: ['(y, m, d, h, mi) AS make_timestamp(y, m, d, h, mi, 0)'],
  statement_timestamp: [`() AS ${now}`],
  sysdatetime: [`() AS ${now}`],
  sysutcdatetime: [`() AS ${now}`],
  timefromparts: ['(h, mi, s, fraction, digits) AS make_time(h, mi, s + fraction / power(10, digits))'],
};
