/** Functions that users of SQL Server, MySQL, Access and other drivers know, by value. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { macroNames } from './macros.ts';
import { exampleDatabase, type ExampleDatabase } from './test-support/example-database.ts';

let database: ExampleDatabase;

beforeAll(async () => {
  database = await exampleDatabase();
});
afterAll(() => {
  database.close();
});

type Case = readonly [expression: string, value: unknown];

/** Numbers of 64 bits come as text. */
const texts: readonly Case[] = [
  ["ASCII('A')", 65],
  ['CHAR(65)', 'A'],
  ["'a' || CHAR(65) || NCHAR(8364)", 'aA€'],
  ["CHAR(65) LIKE CHAR(65) AND 'A' = CHAR(65)", true],
  ["CAST('abc' AS CHAR(3)) || 'x'::CHAR(1)", 'abcx'],
  ['CHAR(NULL)', null],
  ["BTRIM('  a ') || BTRIM('xxbxy', 'xy')", 'ab'],
  ["OVERLAY('banana' PLACING 'XYZ' FROM 2 FOR 1)", 'bXYZnana'],
  ["OVERLAY('banana' PLACING 'XY' FROM 3)", 'baXYna'],
  ["INITCAP('fix the GATE-7 of émile')", 'Fix The Gate-7 Of Émile'],
  ['INITCAP(NULL)', null],
  [
    "ENCODE('abc'::bytea, 'hex') || ENCODE('abc'::bytea, 'base64') || ENCODE('a'::bytea, 'escape')",
    '616263YWJja',
  ],
  ["DECODE('616263', 'hex') = 'abc'::bytea AND DECODE('YWJj', 'base64') = ENCODE('abc')", true],
  ["DECODE(DECODE('abc', 'escape'))", 'abc'],
  ['TO_HEX(255)', 'ff'],
  ["REGEXP_COUNT('abab', 'a') || REGEXP_SUBSTR('abab', 'b.')", '2ba'],
  ["REGEXP_SUBSTR('a', 'b')", null],
  ["REGEXP_LIKE('aB', 'b') OR REGEXP_LIKE('aB', 'b$', 'i')", true],
  ["SUBSTRING('see GATE-17, GATE-18' FROM '[A-Z]+-[0-9]+')", 'GATE-17'],
  ["SUBSTRING('see GATE-17' FROM 'GATE-([0-9]+)')", '17'],
  ["SUBSTRING('see ' || SUBSTRING('GATE-17', '(?:T|E).*'), 'x')", null],
  ["SUBSTRING('abc' FROM 2 FOR 1) || SUBSTRING('abc', 3)", 'bc'],
  [String.raw`(REGEXP_MATCH('GATE-17', '([A-Z]+)-(\d+)'))[2]`, '17'],
  ["ARRAY_TO_STRING(REGEXP_MATCH('gate', 'A.', 'i'), ',')", 'at'],
  ["REGEXP_MATCH('gate', '[(]')", null],
  ["FORMAT('%s of %s: %% %1$s%s', 1, 'x', NULL)", '1 of x: % 1'],
  [
    "FORMAT('%5s|%-5s|%I|%I|%L|%L', 'a', 'bc', 'id', 'My Id', 'it''s', NULL)",
    `    a|bc   |id|"My Id"|'it''s'|NULL`,
  ],
  ["UNACCENT('é') || NORMALIZE('a')", 'ea'],
  [
    "JSON_TYPEOF('[1]') || JSONB_TYPEOF('1.5') || JSON_TYPEOF('\"a\"') || JSON_TYPEOF('null')",
    'arraynumberstringnull',
  ],
  ['JSON_TYPEOF(NULL)', null],
  ["ARRAY_TO_STRING(ARRAY_REMOVE([1, 2, 1], 1), ',') || TO_JSONB(1)", '21'],
  ["CHARINDEX('b', 'abcb', 3)", '4'],
  ["CHARINDEX('x', 'abc')", '0'],
  ['CHARINDEX(NULL, Title)', null],
  ["CHAR_LENGTH('äb')", '2'],
  ["CONCAT('a', 'b', 'c')", 'abc'],
  ["CONTAINS('abc', 'b')", true],
  ["ENDSWITH('abc', 'bc')", true],
  ["ENDSWITH('abc', NULL)", null],
  ["STARTSWITH('abc', 'b')", false],
  ["HASHBYTES('MD5', 'abc') = unhex('900150983cd24fb0d6963f7d28e17f72')", true],
  ["HASHBYTES('SHA1', 'abc') = unhex(sha1('abc'))", true],
  ["HASHBYTES('sha2_256', 'abc') = unhex(sha256('abc'))", true],
  ["HASHBYTES('MD5', CAST(NULL AS VARCHAR))", null],
  ["INDEXOF('0123456', '345')", '3'],
  ["INDEXOF('0123456', '345', 4)", '-1'],
  ["INDEXOF('0123012', '0', 1)", '4'],
  ["INDEXOF('abc', NULL)", null],
  ['ISNULL(NULL, 2)', 2],
  [`JSON_EXTRACT('{"a": {"b": 1}}', '$.a.b')`, '1'],
  [`JSON_COUNT('{"a": [{"b": 1}, {"b": 2}]}', '$.a[*].b')`, '2'],
  [`JSON_SUM('{"a": [{"b": 1}, {"b": 2.5}]}', '$.a[*].b')`, 3.5],
  [`JSON_AVG('[1, 2]', '$')`, 1.5],
  [`JSON_MIN('[3, 1]', '$[*]')`, 1],
  [`JSON_MAX('[3, 1]', '$[*]')`, 3],
  [`JSON_MAX(CAST(NULL AS VARCHAR), '$[*]')`, null],
  ["LEFT('abc', 2) || RIGHT('abc', 1)", 'abc'],
  ["LEN('äbc')", '3'],
  ["LOCATE('b', 'abcb', 3)", '4'],
  ["LOWER('AB') || UPPER('ab')", 'abAB'],
  ["LTRIM('  a') || RTRIM('b  ') || TRIM(' c ') || TRIM(LEADING 'x' FROM 'xxd')", 'abcd'],
  ["MASK('1234567890', '*')", '**********'],
  ["MASK('1234567890', '*', 4)", '1234******'],
  ["MASK('1234567890', '*', 4, 2)", '1234****90'],
  ["MASK('123', '*', 4, 2)", '123'],
  ["MASK(NULL, '*', 1)", null],
  ["OCTET_LENGTH('äb')", '3'],
  ["OCTET_LENGTH(encode('äb'))", '3'],
  ['OCTET_LENGTH(CAST(NULL AS VARCHAR))', null],
  ["PATINDEX('%b_d%', 'abcde')", '2'],
  ["PATINDEX('ab%', 'abcde')", '1'],
  ["PATINDEX('%de', 'abcde')", '4'],
  ["PATINDEX('abc', 'abcde')", '0'],
  ["PATINDEX('%[0-9]%', 'ab12')", '3'],
  ["PATINDEX('%[^0-9]%', '12a3')", '3'],
  ["PATINDEX('%a.c%', 'abc a.c')", '5'],
  ["PATINDEX('%(1^2)%', 'x (1^2)')", '3'],
  ["PATINDEX('%', 'abc')", '1'],
  ["PATINDEX('%b%', NULL)", null],
  ["POSITION('c' IN 'abc')", '3'],
  ["QUOTENAME('a]b')", '[a]]b]'],
  [`QUOTENAME('a"b', '"')`, '"a""b"'],
  ["QUOTENAME('ab', '[')", '[ab]'],
  ['QUOTENAME(NULL)', null],
  ["REPLACE('abc', 'b', 'x') || REPLICATE('ab', 2) || REVERSE('abc')", 'axcababcba'],
  ["SOUNDEX('Robert') || ' ' || SOUNDEX('Rupert')", 'R163 R163'],
  ["SOUNDEX('Tymczak') || SOUNDEX('Pfister') || SOUNDEX('Ashcraft') || SOUNDEX('Lee')", 'T522P236A261L000'],
  ['SOUNDEX(NULL)', null],
  ['SPACE(2)', '  '],
  ["SPLIT('a,b,c', ',', 2)", 'b'],
  ["SPLIT('a,b,c', ',', -1)", 'c'],
  ["SPLIT('a,b', ',')[2]", 'b'],
  ["SPLIT(NULL, ',', 1)", null],
  ['STR(12.5)', '        12'],
  ['STR(123.456, 7, 2)', ' 123.46'],
  ['STR(123.456, 5, 2)', '123.5'],
  ['STR(123.456, 2)', '**'],
  ['STR(NULL, 5, 1)', null],
  ["STUFF('abcd', 2, 2, 'X')", 'aXd'],
  ["SUBSTRING('abcd' FROM 2 FOR 2) || SUBSTRING('abcd', 1, 1)", 'bca'],
  ['TOSTRING(12)', '12'],
  ['TOSTRING(NULL)', null],
  ["UNICODE('€')", 8364],
  ["FORMAT('{}-{}', 1, 'x')", '1-x'],
];

const dates: readonly Case[] = [
  ['CLOCK_TIMESTAMP() >= NOW() AND STATEMENT_TIMESTAMP() >= NOW()', true],
  ["DATE_BIN('15 minutes', TIMESTAMP '2026-01-01 00:20:00', TIMESTAMP '2001-01-01')", '2026-01-01 00:15:00'],
  ["DATE '2026-01-01' + MAKE_INTERVAL(days => 1, secs => 1.5)", '2026-01-02 00:00:01.5'],
  ["DATEADD('d', 2, '2026-03-01')", '2026-03-03 00:00:00'],
  ["DATEDIFF('d', '2026-03-01', '2026-03-05')", '4'],
  ['DATEFROMPARTS(2026, 2, 3)', '2026-02-03'],
  ["DATENAME('yy', '2026-02-03')", '2026'],
  ["DATENAME(month, '2026-02-03')", 'February'],
  ["DATEPART('mm', '2026-02-03')", '2'],
  ["DATEPART('hh', '04:05:06')", '4'],
  ['DATETIMEFROMPARTS(2026, 1, 2, 3, 4, 5, 6)', '2026-01-02 03:04:05.006'],
  ['DATETIME2FROMPARTS(2026, 1, 2, 3, 4, 5, 23, 3)', '2026-01-02 03:04:05.023'],
  ['SMALLDATETIMEFROMPARTS(2026, 1, 2, 3, 4)', '2026-01-02 03:04:00'],
  ['DATETIMEFROMPARTS(2026, 1, NULL, 3, 4, 5, 6)', null],
  ['TIMEFROMPARTS(1, 2, 3, 5, 1)', '01:02:03.5'],
  ["DATE_TRUNC('yy', '2026-02-03')", '2026-01-01 00:00:00'],
  ["DATE_TRUNC('month', '2026-02-03')", '2026-02-01 00:00:00'],
  ["DATE_TRUNC('qq', Created)", '2026-01-01 00:00:00'],
  ["DATE_TRUNC('week', '2026-02-03')", '2026-02-02 00:00:00'],
  ["DATE_TRUNC2('week', '2026-02-03')", '2026-02-01 00:00:00'],
  ["DATE_TRUNC2('week', '2026-02-01')", '2026-02-01 00:00:00'],
  ["DATE_TRUNC2('ww', '2026-02-03', 'monday')", '2026-02-02 00:00:00'],
  ["DATE_TRUNC2('week', '2026-02-03', 'wednesday')", '2026-01-28 00:00:00'],
  ["DATE_TRUNC2('qq', '2026-02-03')", '2026-01-01 00:00:00'],
  ["DATE_TRUNC2('week', NULL)", null],
  ["DATE_PART('mm', '2026-02-03')", '2'],
  ["DATE_PART('second', '2026-02-03 04:05:06.75')", 6.75],
  ["DATE_PART('second', TIMESTAMP '2026-02-03 04:05:06')", 6],
  ["EXTRACT(SECOND FROM TIMESTAMP '2026-02-03 04:05:06.789012')", '6.789012'],
  ["{fn EXTRACT(SECOND FROM {ts '2026-02-03 04:05:59.9'})}", '59.900000'],
  ["EXTRACT('milliseconds' FROM TIME '04:05:06.789012')", '6789.012'],
  ["EXTRACT(SECOND FROM INTERVAL '90.5' SECOND)", '30.500000'],
  ['EXTRACT(SECOND FROM CAST(NULL AS TIMESTAMP))', null],
  ["EXTRACT(MICROSECONDS FROM TIME '04:05:06.789012')", '6789012'],
  ["{fn SECOND({ts '2026-02-03 04:05:59.9'})} + DATEPART(ss, '2026-02-03 04:05:59.9')", '118'],
  ["DAY('2026-02-03') + DAYOFMONTH('2026-02-03') + DAYOFYEAR('2026-02-03')", '40'],
  ["DAYOFWEEK('2026-02-01')", '0'],
  ["{fn DAYOFWEEK('2026-02-01')}", '1'],
  ["EOMONTH('2024-02-03')", '2024-02-29'],
  ["EOMONTH('2024-02-03', 1)", '2024-03-31'],
  ["LAST_DAY('2024-02-03')", '2024-02-29'],
  ["FDMONTH('2026-02-03')", '2026-02-01'],
  ["LDMONTH('2026-02-03')", '2026-02-28'],
  ["FDQUARTER('2026-02-03')", '2026-01-01'],
  ["LDQUARTER('2026-02-03')", '2026-03-31'],
  ["FDWEEK('2018-02-08')", '2018-02-04'],
  ["LDWEEK('2018-02-08')", '2018-02-10'],
  ["FDWEEK('2018-02-04')", '2018-02-04'],
  ['FDWEEK(NULL)', null],
  ['LDMONTH(Created)', '2026-03-31'],
  ['FROM_DAYS(730669)', '2000-07-03'],
  ['FROM_UNIXTIME(1540495231, 1)', '2018-10-25 19:20:31'],
  ['FROM_UNIXTIME(1540495357385, 0)', '2018-10-25 19:22:37.385'],
  ['FROM_UNIXTIME(0)', '1970-01-01 00:00:00'],
  ['FROM_UNIXTIME(NULL, 1)', null],
  ["HOUR('2026-02-03 04:05:06') + MINUTE('04:05:06') + SECOND('04:05:06')", '15'],
  ["ISDATE('2026-02-03') + ISDATE('2026-02-30') + ISDATE('soon') + ISDATE(NULL)", 1],
  ['MAKEDATE(2026, 32)', '2026-02-01'],
  ["MONTH('2026-02-03') + QUARTER('2026-02-03') + YEAR('2026-02-03')", '2029'],
  ["MONTHNAME('2026-02-03') || DAYNAME('2026-02-03')", 'FebruaryTuesday'],
  ["STRTODATE('03*04*2020', 'dd*MM*yyyy')", '2020-04-03 00:00:00'],
  ["STRTODATE('2020-04-03 05:06:07', 'yyyy-MM-dd HH:mm:ss')", '2020-04-03 05:06:07'],
  ["STRTODATE(NULL, 'yyyy')", null],
  ["WEEK('2026-02-03')", '6'],
  ['YEAR(Created)', '2026'],
  ['GETDATE() = SYSUTCDATETIME() AND GETUTCDATE() = SYSDATETIME() AND CURRENT_DATE() = CURDATE()', true],
  ["LAST_MONTH() = date_trunc('day', now()) - INTERVAL 1 MONTH", true],
  ["LAST_WEEK() = date_trunc('day', now()) - INTERVAL 7 DAY", true],
  ["LAST_YEAR() = date_trunc('day', now()) - INTERVAL 1 YEAR", true],
];

const numbers: readonly Case[] = [
  ['ROUND(2.00456::double precision::numeric, 2)', '2.00'],
  ["'0.0004567'::numeric", '0.0004567000'],
  ['DIV(-7, 2)', -3],
  ['WIDTH_BUCKET(5, 0, 10, 5)', 3],
  ['WIDTH_BUCKET(-1, 0, 10, 5)', 0],
  ['WIDTH_BUCKET(10, 0, 10, 5)', 6],
  ['ABS(-1) + ACOS(1) + ASIN(0) + ATAN(0) + ATN2(0, 1) + COS(0) + SIN(0) + TAN(0)', 2],
  ['CEILING(1.1) + FLOOR(1.9) + SIGN(-3)', '2'],
  ['ROUND(COT(1), 3)', 0.642],
  ['DEGREES(RADIANS(90)) + EXP(0) + LOG10(1000)', 94],
  ['GREATEST(1, 2) - LEAST(1, 2)', 1],
  ["HEX(255) || HEX('a')", 'FF61'],
  ['MOD(7, 4)', 3],
  ['NEGATE(2)', -2],
  ['NEGATE(NULL)', null],
  ['ROUND(PI(), 2) + POWER(2, 3) + SQRT(9) + SQUARE(3)', 23.14],
  ['DIV(7, 2) * 10 + DIV(-7, 2)', 27],
  ['DIV(7.5, 2)', 3],
  ['RAND() BETWEEN 0 AND 1 AND RAND(5) = RAND(5) AND RAND(5) <> RAND(6)', true],
  ['TRUNC(1.9)', '1'],
  ['TRUNCATE(1.567, 1)', '1.5'],
  ['IIF(1 > 2, 1, 3) + NVL(NULL, 1)', 4],
  ["CAST('12' AS INTEGER) + CAST('1.5' AS DOUBLE)", 13.5],
  ["CAST('2026-01-01' AS DATETIME)", '2026-01-01 00:00:00'],
  ['CAST(5 AS NVARCHAR(10))', '5'],
];

describe.each([
  ['texts', texts],
  ['dates', dates],
  ['numbers', numbers],
])('functions of %s', (_group, cases) => {
  it.each(cases)('%s', async (expression, value) => {
    expect(await database.run(`SELECT ${expression} FROM Pulls WHERE Id = 1`)).toEqual([[value]]);
  });
});

it('every macro is called here or in vocabulary.test.ts', () => {
  const elsewhere = ['curtime', 'get_current_time', 'get_current_timestamp', 'now', 'version'];
  const used = [...texts, ...dates, ...numbers].map(([expression]) => expression.toLowerCase()).join(' ');
  expect(macroNames.filter((name) => !elsewhere.includes(name) && !used.includes(`${name}(`))).toEqual([]);
});

describe('aggregates', () => {
  it.each([
    ['SELECT COUNT_BIG(*), COUNT_BIG(DISTINCT Author) FROM Pulls', ['3', '2']],
    ['SELECT STDEV(Id), round(STDEVP(Id), 3), VAR(Id), round(VARP(Id), 3) FROM Pulls', [1, 0.816, 1, 0.667]],
    ['SELECT VAR(Id) OVER () FROM Pulls LIMIT 1', [1]],
    ['SELECT COUNT_BIG(Created), STDEV(Id) FROM Pulls WHERE Id = 3', ['0', null]],
  ])('%s', async (text, row) => {
    expect(await database.run(text)).toEqual([row]);
  });
});

it('takes parameters as times', async () => {
  const text = "SELECT YEAR(?), DATE_TRUNC('month', ?), DATENAME(month, ?)";
  const values = ['2026-02-03', '2026-02-03', '2026-02-03'];
  expect(await database.run(text, values)).toEqual([['2026', '2026-02-01 00:00:00', 'February']]);
});

it('names an algorithm that HASHBYTES does not know', async () => {
  await expect(database.run("SELECT HASHBYTES('MD4', 'a')")).rejects.toThrow('MD4');
});
