/** Functions that PostgreSQL has and DuckDB lacks or reads otherwise, see macros.ts. */

/** A kind of JSON by PostgreSQL's word. */
const jsonKind =
  "(value) AS CASE json_type(value) WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' " +
  "WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN value IS NOT NULL THEN 'number' END END";

const unknownFormat = (name: string): string =>
  `error('${name} knows hex, base64 and escape, not ' || format || '.')`;

export const postgresMacros: Readonly<Record<string, readonly string[]>> = {
  array_remove: ['(list, item) AS list_filter(list, lambda one: one IS DISTINCT FROM item)'],
  date_bin: ['(stride, source, origin) AS time_bucket(CAST(stride AS INTERVAL), source, origin)'],
  decode: [
    '(bytes) AS system.main.decode(bytes)',
    "(text, format) AS CASE lower(format) WHEN 'hex' THEN unhex(text) WHEN 'base64' THEN from_base64(text) " +
      `WHEN 'escape' THEN system.main.encode(text) ELSE ${unknownFormat('DECODE')} END`,
  ],
  div: ['(a, b) AS (a - a % b) // b'],
  encode: [
    '(text) AS system.main.encode(text)',
    "(bytes, format) AS CASE lower(format) WHEN 'hex' THEN lower(hex(bytes)) WHEN 'base64' THEN base64(bytes) " +
      `WHEN 'escape' THEN system.main.decode(bytes) ELSE ${unknownFormat('ENCODE')} END`,
  ],
  // Each word with its first letter in capitals.
  initcap: [
    String.raw`(text) AS array_to_string(list_transform(regexp_extract_all(text, '[\p{L}\p{N}]+|[^\p{L}\p{N}]+'), ` +
      "lambda word: upper(left(word, 1)) || lower(substring(word, 2))), '')",
  ],
  json_typeof: [jsonKind],
  jsonb_typeof: [jsonKind],
  make_interval: [
    '(years := 0, months := 0, weeks := 0, days := 0, hours := 0, mins := 0, secs := 0) AS to_years(years) + ' +
      'to_months(months) + to_weeks(weeks) + to_days(days) + to_hours(hours) + to_minutes(mins) + ' +
      'to_microseconds(CAST(secs * 1000000 AS BIGINT))',
  ],
  regexp_count: ['(text, pattern) AS len(regexp_extract_all(text, pattern))'],
  regexp_substr: [
    '(text, pattern) AS CASE WHEN regexp_matches(text, pattern) THEN regexp_extract(text, pattern) END',
  ],
  to_hex: ['(number) AS lower(hex(number))'],
};
