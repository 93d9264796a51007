/** What says here what a function of another database says there, for those that are not known by that name. */
const equals: ReadonlyMap<string, string> = new Map([
  [
    'to_char',
    "It takes a time or a number, and a format that is written out, such as 'YYYY-MM-DD' or 'FM999,990.00'.",
  ],
  ['date_format', "STRFTIME(time, '%Y-%m-%d') writes times."],
  ['to_date', "It takes a format that is written out, such as 'YYYY-MM-DD'."],
  ['str_to_date', "STRTODATE(text, 'yyyy-MM-dd') reads times."],
  ['to_number', 'CAST(text AS DOUBLE) reads numbers.'],
  ['convert', 'CAST(value AS type) converts.'],
  ['try_convert', 'TRY_CAST(value AS type) converts, to NULL where a value does not fit.'],
  ['unix_timestamp', "DATEDIFF(second, TIMESTAMP '1970-01-01', time) counts seconds."],
  ['datalength', 'OCTET_LENGTH(text) counts bytes.'],
  ['nvl2', 'CASE WHEN a IS NULL THEN c ELSE b END chooses.'],
]);

/** A sentence for a hint; undefined for functions that nothing is known of. */
export function equalOf(name: string): string | undefined {
  return equals.get(name.toLowerCase());
}
