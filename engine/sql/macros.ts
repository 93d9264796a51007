/**
 * Functions that SQL Server, Access, MySQL, PostgreSQL or ODBC have and DuckDB lacks, as macros over what DuckDB has.
 * The store creates them once for each instance. `now` and its kind hide those of DuckDB: they yield a TIMESTAMP
 * in UTC, as every time of the model is, in place of one with a time zone.
 *
 * They belong into the schema `main` of the catalog that the search path names: DuckDB looks there whatever
 * the search path's schemas are, and does not look into `main` of other catalogs.
 */
import { dateMacros } from './date-macros.ts';
import { postgresMacros } from './postgres-macros.ts';
import { quotedText } from './quoting.ts';
import { textMacros } from './text-macros.ts';

/** By name: parameters and body; a name with several has one for each number of parameters. */
const bodies: Readonly<Record<string, readonly string[]>> = {
  ...textMacros,
  ...dateMacros,
  ...postgresMacros,
  atn2: ['(y, x) AS atan2(y, x)'],
  iif: ['(condition, yes, no) AS CASE WHEN condition THEN yes ELSE no END'],
  isnull: ['(a, b) AS coalesce(a, b)'],
  negate: ['(x) AS -(x)'],
  nvl: ['(a, b) AS coalesce(a, b)'],
  // A seed always gives the same number.
  rand: ['() AS random()', '(seed) AS hash(seed) % 9007199254740992 / 9007199254740992.0'],
  square: ['(x) AS power(x, 2)'],
  truncate: ['(x) AS trunc(x)', '(x, digits) AS trunc(x, digits)'],
  // The number of the part of equal size, from 1; 0 below all of them, and one more than their number above.
  width_bucket: [
    '(x, low, high, parts) AS CASE WHEN x < low THEN 0 WHEN x >= high THEN parts + 1 ' +
      'ELSE CAST(floor((x - low) * parts / CAST(high - low AS DOUBLE)) AS INTEGER) + 1 END',
  ],
};

/** Clients read the number in front, as in the server's greeting; DuckDB's own would make them guess. */
const versionBody = (productVersion: string): string =>
  `() AS ${quotedText(`PostgreSQL 15.0 (Drawbridge ${productVersion})`)}`;

export const macroNames: readonly string[] = Object.freeze([...Object.keys(bodies), 'version']);

/** One CREATE MACRO for each, in a schema such as `"Bitbucket".main`, whose quotes the caller sees to. */
export function createMacros(schema: string, productVersion: string): readonly string[] {
  const all = { ...bodies, version: [versionBody(productVersion)] };
  return Object.entries(all).map(([name, forms]) => `CREATE MACRO ${schema}.${name}${forms.join(', ')}`);
}
