/** What says here what a function of another database says there, for those that are not known by that name. */
const equals: ReadonlyMap<string, string> = new Map([
  ['to_char', "STRFTIME(time, '%Y-%m-%d') writes times, FORMAT('{:.2f}', number) numbers."],
  ['date_format', "STRFTIME(time, '%Y-%m-%d') writes times."],
  ['to_date', "STRTODATE(text, 'yyyy-MM-dd') reads times."],
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
