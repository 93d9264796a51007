/**
 * Functions that SQL Server, Access, MySQL, PostgreSQL or ODBC have and DuckDB lacks, as macros over what DuckDB has.
 * The store creates them once for each instance. `now` and its kind hide those of DuckDB: they yield a TIMESTAMP
 * in UTC, as every time of the model is, in place of one with a time zone.
 *
 * They belong into the schema `main` of the catalog that the search path names: DuckDB looks there whatever
 * the search path's schemas are, and does not look into `main` of other catalogs.
 */

/** By name: parameters and body; a name with several has one for each number of parameters. */
const bodies: Readonly<Record<string, readonly string[]>> = {
  atn2: ['(y, x) AS atan2(y, x)'],
  charindex: [
    '(part, whole) AS instr(whole, part)',
    '(part, whole, first) AS CASE instr(substring(whole, first), part) WHEN 0 THEN 0 ' +
      'ELSE instr(substring(whole, first), part) + first - 1 END',
  ],
  curdate: ['() AS current_date'],
  curtime: ['() AS CAST(CAST(now() AS TIMESTAMP) AS TIME)'],
  datefromparts: ['(y, m, d) AS make_date(y, m, d)'],
  eomonth: ['(day) AS last_day(CAST(day AS DATE))'],
  get_current_time: ['() AS CAST(CAST(transaction_timestamp() AS TIMESTAMP) AS TIME)'],
  get_current_timestamp: ['() AS CAST(transaction_timestamp() AS TIMESTAMP)'],
  getdate: ['() AS CAST(now() AS TIMESTAMP)'],
  getutcdate: ['() AS CAST(now() AS TIMESTAMP)'],
  iif: ['(condition, yes, no) AS CASE WHEN condition THEN yes ELSE no END'],
  isnull: ['(a, b) AS coalesce(a, b)'],
  locate: [
    '(part, whole) AS instr(whole, part)',
    '(part, whole, first) AS CASE instr(substring(whole, first), part) WHEN 0 THEN 0 ' +
      'ELSE instr(substring(whole, first), part) + first - 1 END',
  ],
  now: ['() AS CAST(transaction_timestamp() AS TIMESTAMP)'],
  nvl: ['(a, b) AS coalesce(a, b)'],
  rand: ['() AS random()'],
  replicate: ['(part, times) AS repeat(part, times)'],
  space: ["(times) AS repeat(' ', times)"],
  square: ['(x) AS power(x, 2)'],
  stuff: [
    '(whole, first, length, part) AS left(whole, first - 1) || part || substring(whole, first + length)',
  ],
  sysdatetime: ['() AS CAST(now() AS TIMESTAMP)'],
  sysutcdatetime: ['() AS CAST(now() AS TIMESTAMP)'],
  truncate: ['(x) AS trunc(x)', '(x, digits) AS trunc(x, digits)'],
};

/** Clients read the number in front, as in the server's greeting; DuckDB's own would make them guess. */
const versionBody = (productVersion: string): string =>
  `() AS 'PostgreSQL 15.0 (Drawbridge ${productVersion.replaceAll("'", "''")})'`;

export const macroNames: readonly string[] = Object.freeze([...Object.keys(bodies), 'version']);

/** One CREATE MACRO for each, in a schema such as `"Bitbucket".main`, whose quotes the caller sees to. */
export function createMacros(schema: string, productVersion: string): readonly string[] {
  const all = { ...bodies, version: [versionBody(productVersion)] };
  return Object.entries(all).map(([name, forms]) => `CREATE MACRO ${schema}.${name}${forms.join(', ')}`);
}
