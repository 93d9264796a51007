/** Functions of texts and JSON that SQL Server, MySQL or CData's drivers have and DuckDB lacks, see macros.ts. */

/** Stands for a LIKE pattern's text in the place where regular expressions want it; `[…]` is the same in both. */
const patternAsRegex = (pattern: string): string =>
  String.raw`replace(replace(regexp_replace(regexp_replace(${pattern}, ` +
  String.raw`'([\\.+*?$(){}|])', '\\\1', 'g'), '(^|[^\[])\^', '\1\\^', 'g'), '%', '.*'), '_', '.')`;

/** The length of what stands before the first match, and one more; 0 where there is none. */
const firstMatch = (before: string, pattern: string, behind: string): string => {
  const regex = `'(?s)^(${before})' || ${pattern} || '${behind}'`;
  return `CASE WHEN regexp_matches(whole, ${regex}) THEN length(regexp_extract(whole, ${regex}, 1)) + 1 ELSE 0 END`;
};

const digitsOfLetters = [
  ['[BFPV]+', '1'],
  ['[CGJKQSXZ]+', '2'],
  ['[DT]+', '3'],
  ['L+', '4'],
  ['[MN]+', '5'],
  ['R+', '6'],
  ['[AEIOUY]+', '0'],
] as const;

/** Letters of one sound beside each other, or with H or W between, count once. */
const soundsOf = digitsOfLetters.reduce(
  (text, [letters, digit]) => `regexp_replace(${text}, '${letters}', '${digit}', 'g')`,
  "left(letters, 1) || regexp_replace(substring(letters, 2), '[HW]', '', 'g')",
);

/** The numbers that a path of JSON leads to. */
const numbersAt = 'CAST(json_extract(text, path) AS DOUBLE[])';

/** A number at the right of a field: digits behind the point are left out first, then stars say that it is too wide. */
function shownIn(size: string, digits: string): string {
  const whole = `length(format('{:.0f}', trunc(CAST(number AS DOUBLE))))`;
  const room = `greatest(0, least(${digits}, ${size} - ${whole} - 1))`;
  const shown = `format('{:.' || CAST(${room} AS VARCHAR) || 'f}', CAST(number AS DOUBLE))`;
  return `CASE WHEN length(${shown}) > ${size} THEN repeat('*', ${size}) ELSE lpad(${shown}, CAST(${size} AS INTEGER), ' ') END`;
}

export const textMacros: Readonly<Record<string, readonly string[]>> = {
  btrim: ['(text) AS trim(text)', '(text, letters) AS trim(text, letters)'],
  charindex: [
    '(part, whole) AS instr(whole, part)',
    '(part, whole, first) AS CASE instr(substring(whole, first), part) WHEN 0 THEN 0 ' +
      'ELSE instr(substring(whole, first), part) + first - 1 END',
  ],
  hashbytes: [
    '(algorithm, text) AS unhex(CASE upper(algorithm) ' +
      "WHEN 'MD5' THEN md5(text) WHEN 'SHA' THEN sha1(text) WHEN 'SHA1' THEN sha1(text) " +
      "WHEN 'SHA2_256' THEN sha256(text) " +
      "ELSE error('HASHBYTES knows MD5, SHA1 and SHA2_256, not ' || algorithm || '.') END)",
  ],
  indexof: [
    '(whole, part) AS instr(whole, part) - 1',
    '(whole, part, first) AS CASE instr(substring(whole, first + 1), part) WHEN 0 THEN -1 ' +
      'ELSE instr(substring(whole, first + 1), part) + first - 1 END',
  ],
  json_avg: [`(text, path) AS list_avg(${numbersAt})`],
  json_count: ['(text, path) AS len(CAST(json_extract(text, path) AS JSON[]))'],
  json_max: [`(text, path) AS list_max(${numbersAt})`],
  json_min: [`(text, path) AS list_min(${numbersAt})`],
  json_sum: [`(text, path) AS list_sum(${numbersAt})`],
  locate: [
    '(part, whole) AS instr(whole, part)',
    '(part, whole, first) AS CASE instr(substring(whole, first), part) WHEN 0 THEN 0 ' +
      'ELSE instr(substring(whole, first), part) + first - 1 END',
  ],
  mask: [
    '(text, sign) AS repeat(sign, length(text))',
    '(text, sign, first) AS left(text, first) || repeat(sign, greatest(length(text) - first, 0))',
    '(text, sign, first, last) AS CASE WHEN first + last >= length(text) THEN text ' +
      'ELSE left(text, first) || repeat(sign, length(text) - first - last) || right(text, last) END',
  ],
  initcap: [
    String.raw`(text) AS array_to_string(list_transform(regexp_extract_all(text, '[\pL\pN]+|[^\pL\pN]+'), ` +
      "lambda word: upper(left(word, 1)) || lower(substring(word, 2))), '')",
  ],
  // Of bytes, too, which strlen() does not count.
  octet_length: ['(text) AS length(hex(text)) // 2'],
  overlay: [
    '(whole, part, first) AS substring(whole, 1, first - 1) || part || substring(whole, first + length(part))',
    '(whole, part, first, size) AS substring(whole, 1, first - 1) || part || substring(whole, first + size)',
  ],
  patindex: [
    `(pattern, whole) AS CASE WHEN pattern IS NULL OR whole IS NULL THEN NULL WHEN starts_with(pattern, '%') THEN CASE WHEN ends_with(pattern, '%') ` +
      `THEN ${firstMatch('.*?', patternAsRegex("trim(pattern, '%')"), '')} ` +
      `ELSE ${firstMatch('.*?', patternAsRegex("ltrim(pattern, '%')"), '$')} END ` +
      `WHEN ends_with(pattern, '%') THEN ${firstMatch('', patternAsRegex("rtrim(pattern, '%')"), '')} ` +
      `ELSE ${firstMatch('', patternAsRegex('pattern'), '$')} END`,
  ],
  quotename: [
    "(name) AS '[' || replace(name, ']', ']]') || ']'",
    "(name, sign) AS CASE WHEN sign IN ('[', ']') THEN '[' || replace(name, ']', ']]') || ']' " +
      "WHEN sign IN ('''', '\"', '`') THEN sign || replace(name, sign, sign || sign) || sign END",
  ],
  regexp_count: ['(text, pattern) AS len(regexp_extract_all(text, pattern))'],
  regexp_substr: [
    '(text, pattern) AS CASE WHEN regexp_matches(text, pattern) THEN regexp_extract(text, pattern) END',
  ],
  replicate: ['(part, times) AS repeat(part, times)'],
  soundex: [
    `(text) AS list_transform([regexp_replace(upper(text), '[^A-Z]', '', 'g')], lambda letters: ` +
      `CASE WHEN letters = '' THEN '' ELSE rpad(left(left(letters, 1) || ` +
      `replace(substring(${soundsOf}, 2), '0', ''), 4), 4, '0') END)[1]`,
  ],
  space: ["(times) AS repeat(' ', times)"],
  split: ['(text, sign) AS string_split(text, sign)', '(text, sign, part) AS split_part(text, sign, part)'],
  str: [
    `(number) AS ${shownIn('10', '0')}`,
    `(number, size) AS ${shownIn('size', '0')}`,
    `(number, size, digits) AS ${shownIn('size', 'digits')}`,
  ],
  stuff: [
    '(whole, first, length, part) AS left(whole, first - 1) || part || substring(whole, first + length)',
  ],
  tostring: ['(value) AS CAST(value AS VARCHAR)'],
};
