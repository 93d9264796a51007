/** Formats of dates as Java and .NET write them (`dd.MM.yyyy HH:mm`), for DuckDB's `strptime`. */

/** The longer of two that begin alike first. */
const signs: readonly (readonly [letters: string, sign: string])[] = [
  ['yyyy', '%Y'],
  ['yy', '%y'],
  ['MMMM', '%B'],
  ['MMM', '%b'],
  ['MM', '%m'],
  ['dd', '%d'],
  ['HH', '%H'],
  ['hh', '%I'],
  ['mm', '%M'],
  ['ss', '%S'],
  ['SSS', '%g'],
  ['fff', '%g'],
  ['tt', '%p'],
];

const known = new RegExp(signs.map(([letters]) => letters).join('|'), 'g');

const signOf: ReadonlyMap<string, string> = new Map(signs);

export function strptimeFormat(format: string): string {
  return format.replaceAll('%', '%%').replace(known, (letters) => signOf.get(letters) ?? letters);
}
