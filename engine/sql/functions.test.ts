import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';
import { exampleDatabase, type ExampleDatabase } from './test-support/example-database.ts';

let database: ExampleDatabase;

beforeAll(async () => {
  database = await exampleDatabase();
});

afterAll(() => {
  database.close();
});

describe('ODBC escapes', () => {
  it.each([
    ["SELECT {d '2026-03-01'}", '2026-03-01'],
    ["SELECT {t '10:20:30'}", '10:20:30'],
    ["SELECT {ts '2026-03-01 10:20:30.5'}", '2026-03-01 10:20:30.5'],
    ["SELECT {guid '12345678-1234-1234-1234-123456789012'}", '12345678-1234-1234-1234-123456789012'],
    ["SELECT {ts '2026-03-01 00:00:00'} + {interval '2' DAY}", '2026-03-03 00:00:00'],
    ["SELECT {ts '2026-03-03 00:00:00'} + {INTERVAL -'2' DAY}", '2026-03-01 00:00:00'],
    ["SELECT {ts '2026-03-01 00:00:00'} + {interval '1-2' YEAR TO MONTH}", '2027-05-01 00:00:00'],
    ["SELECT {ts '2026-03-03 00:00:00'} + {INTERVAL -'1 02:03' DAY TO MINUTE}", '2026-03-01 21:57:00'],
    ["SELECT { FN UCASE( {fn LTRIM('  a')} ) }", 'A'],
    ["SELECT {fn LCASE('AB')}", 'ab'],
    ["SELECT {fn LEFT('abc', 2)}", 'ab'],
    ["SELECT {fn RIGHT('abc', 2)}", 'bc'],
    ["SELECT {fn LOCATE('b', 'abcb')}", '2'],
    ["SELECT {fn LOCATE('b', 'abcb', 3)}", '4'],
    ["SELECT {fn LOCATE('x', 'abcb', 3)}", '0'],
    ["SELECT {fn CHAR_LENGTH('äb')}", '2'],
    ["SELECT {fn CHARACTER_LENGTH('äb')}", '2'],
    ["SELECT {fn OCTET_LENGTH('äb')}", '3'],
    ["SELECT {fn LENGTH('äb')}", '2'],
    ["SELECT {fn CONCAT('a', {fn CONCAT('b', 'c')})}", 'abc'],
    ["SELECT {fn CONCAT('a', NULL)}", null],
    ["SELECT {fn SUBSTRING('abcd', 2, 2)}", 'bc'],
    ["SELECT {fn RTRIM('a ')}", 'a'],
    ["SELECT {fn REPLACE('abc', 'b', 'x')}", 'axc'],
    ["SELECT {fn REPEAT('ab', 2)}", 'abab'],
    ['SELECT {fn SPACE(2)}', '  '],
    ["SELECT {fn INSERT('abcd', 2, 2, 'X')}", 'aXd'],
    ["SELECT {fn ASCII('A')}", 65],
    ['SELECT {fn CHAR(65)}', 'A'],
    ["SELECT {fn POSITION('b' IN 'abc')}", '2'],
    ['SELECT {fn ABS(-2)}', 2],
    ['SELECT {fn CEILING(1.2)}', '2'],
    ['SELECT {fn FLOOR(1.8)}', '1'],
    ['SELECT {fn ROUND(1.256, 2)}', '1.26'],
    ['SELECT {fn TRUNCATE(1.567, 2)}', '1.56'],
    ['SELECT CAST({fn TRUNCATE(EXTRACT(YEAR FROM Created),0)} AS INTEGER) FROM Pulls WHERE Id = 1', 2026],
    ['SELECT {fn ROUND({fn LOG({fn EXP(2)})}, 3)}', 2],
    ['SELECT {fn LOG10(1000)}', 3],
    ['SELECT {fn MOD(7, 4)}', 3],
    ['SELECT {fn POWER(2, 3)}', 8],
    ['SELECT {fn SIGN(-3)}', -1],
    ['SELECT {fn SQRT(9)}', 3],
    ['SELECT {fn ATAN2(0, 1)}', 0],
    ['SELECT {fn ROUND({fn PI()}, 2)}', 3.14],
    ['SELECT {fn RAND()} BETWEEN 0 AND 1', true],
    ['SELECT {fn RAND(5)} = RAND(5)', true],
    ['SELECT {fn DEGREES({fn RADIANS(90)})}', 90],
    ["SELECT {fn YEAR({d '2026-03-01'})}", '2026'],
    ["SELECT {fn QUARTER({d '2026-03-01'})}", '1'],
    ["SELECT {fn MONTH({d '2026-03-01'})}", '3'],
    ["SELECT {fn WEEK({d '2026-03-01'})}", '9'],
    ["SELECT {fn DAYOFMONTH({d '2026-03-01'})}", '1'],
    ["SELECT {fn DAYOFWEEK({d '2026-03-01'})}", '1'],
    ["SELECT {fn DAYOFYEAR({d '2026-03-01'})}", '60'],
    ["SELECT {fn DAYNAME({d '2026-03-01'})}", 'Sunday'],
    ["SELECT {fn MONTHNAME({d '2026-03-01'})}", 'March'],
    ["SELECT {fn HOUR({ts '2026-03-01 10:20:30'})}", '10'],
    ["SELECT {fn MINUTE({ts '2026-03-01 10:20:30'})}", '20'],
    ["SELECT {fn SECOND({ts '2026-03-01 10:20:30'})}", '30'],
    ["SELECT {fn EXTRACT(HOUR FROM {ts '2026-03-01 10:20:30'})}", '10'],
    ["SELECT {fn TIMESTAMPADD(SQL_TSI_MONTH, 1, {d '2026-01-31'})}", '2026-02-28 00:00:00'],
    ["SELECT {fn TIMESTAMPADD(SQL_TSI_QUARTER, -1, {d '2026-01-31'})}", '2025-10-31 00:00:00'],
    ["SELECT {fn TIMESTAMPADD(SQL_TSI_SECOND, 90, {ts '2026-01-01 00:00:00'})}", '2026-01-01 00:01:30'],
    [
      "SELECT {fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 5000, {ts '2026-01-01 00:00:00'})}",
      '2026-01-01 00:00:00.000005',
    ],
    ["SELECT {fn TIMESTAMPDIFF(SQL_TSI_DAY, {d '2026-01-01'}, {d '2026-02-01'})}", '31'],
    [
      "SELECT {fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, {ts '2026-01-01 00:00:00'}, {ts '2026-01-01 00:00:01'})}",
      '1000000000',
    ],
    ['SELECT {fn IFNULL(NULL, 4)}', 4],
    ['SELECT {fn DATABASE()}', 'Bitbucket'],
    ['SELECT SUM({fn CONVERT(Id, SQL_BIGINT)}) FROM Pulls', '6'],
    ["SELECT {fn CONVERT('12.5', SQL_DOUBLE)}", 12.5],
    ['SELECT {fn CONVERT(12, SQL_VARCHAR)}', '12'],
    ["SELECT {fn CONVERT('2026-03-01', SQL_TYPE_DATE)}", '2026-03-01'],
    ["SELECT {fn CONVERT('12.5', SQL_DECIMAL)}", '12.5000000000'],
    ["SELECT count(*) FROM Pulls WHERE Title LIKE '%!''%' {escape '!'}", '1'],
    [
      'SELECT count(*) FROM {oj Pulls a LEFT OUTER JOIN {oj Pulls b INNER JOIN Pulls c ON b.Id = c.Id} ON a.Id = b.Id}',
      '3',
    ],
    ["SELECT {'a': 1}.a", 1],
    ['SELECT {a: {b: 2}}.a.b', 2],
    ["SELECT MAP {{fn LCASE('A')}: 3}['a']", 3],
  ])('%s yields %s', async (text, value) => {
    expect(await database.run(text)).toEqual([[value]]);
  });

  it.each([
    'SELECT {fn CURDATE()} = {fn CURRENT_DATE()} AND {fn CURRENT_DATE} = current_date',
    'SELECT {fn NOW()} = {fn CURRENT_TIMESTAMP()} AND {fn CURRENT_TIMESTAMP(6)} = {fn CURRENT_TIMESTAMP}',
    "SELECT CURRENT_TIMESTAMP(0) = date_trunc('second', {fn NOW()}) AND LOCALTIMESTAMP(3) <= now()",
    'SELECT {fn CURTIME()} = {fn CURRENT_TIME(0)}',
    'SELECT {fn TIMESTAMPADD(SQL_TSI_DAY,-9,CAST({fn CURRENT_TIMESTAMP(0)} AS DATE))} < {fn TIMESTAMPADD(SQL_TSI_DAY,1,CURRENT_DATE)}',
    'SELECT {fn USER()} = current_user',
  ])('%s is true', async (text) => {
    expect(await database.run(text)).toEqual([[true]]);
  });

  it('take their parameters in the order in which they are written', async () => {
    const text = 'SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, ?, ?)}, {fn CONCAT(?, ?)}';
    expect(normalise(text).parameterCount).toBe(4);
    expect(await database.run(text, [2, '2026-01-01', 'a', 'b'])).toEqual([['2026-01-03 00:00:00', 'ab']]);
  });
});

describe('dates the way SQL Server writes them', () => {
  it.each([
    ["SELECT DATEADD(day, 2, DATE '2026-03-01')", '2026-03-03 00:00:00'],
    ["SELECT DATEADD(mm, 1, DATEADD('yy', 1, {d '2026-03-01'}))", '2027-04-01 00:00:00'],
    ["SELECT DATEDIFF(day, DATE '2026-03-01', DATE '2026-03-05')", '4'],
    ["SELECT DATEDIFF('m', DATE '2026-03-01', DATE '2026-05-05')", '2'],
    ["SELECT TIMESTAMPDIFF(HOUR, TIMESTAMP '2026-03-01 00:00:00', TIMESTAMP '2026-03-01 05:00:00')", '5'],
    ["SELECT DATEPART(weekday, DATE '2026-03-01')", '1'],
    ["SELECT DATEPART(yyyy, DATE '2026-03-01')", '2026'],
    ["SELECT DATENAME(month, DATE '2026-03-01')", 'March'],
    ["SELECT DATENAME(dw, DATE '2026-03-01')", 'Sunday'],
    ["SELECT DATENAME(year, DATE '2026-03-01')", '2026'],
    ["SELECT DATETRUNC(month, TIMESTAMP '2026-03-05 10:00:00')", '2026-03-01 00:00:00'],
    ["SELECT date_diff('day', DATE '2026-03-01', DATE '2026-03-05')", '4'],
    ['SELECT GETDATE() = {fn NOW()}', true],
  ])('%s yields %s', async (text, value) => {
    expect(await database.run(text)).toEqual([[value]]);
  });
});

describe('functions the way clients of PostgreSQL write them', () => {
  it.each([
    ['SELECT version()', 'PostgreSQL 15.0 (Drawbridge 0.1.0)'],
    ['SELECT pg_catalog.version()', 'PostgreSQL 15.0 (Drawbridge 0.1.0)'],
    ['SELECT 1 + pg_catalog . length(PG_CATALOG.lower(?))', '4'],
    ['SELECT pg_catalog.current_database()', 'Bitbucket'],
    ['SELECT every(x > 1) FROM (VALUES (1), (2)) t(x)', false],
    ["SELECT jsonb_array_length('[1,2]'::jsonb)", '2'],
    ["SELECT to_date('05.03.2026', 'DD.MM.YYYY')", '2026-03-05'],
    ["SELECT to_timestamp('2026-03-05 14:03', 'YYYY-MM-DD HH24:MI')", '2026-03-05 14:03:00'],
    ["SELECT to_date('5 March 2026', 'DD Month YYYY')", '2026-03-05'],
  ])('%s yields %s', async (text, value) => {
    expect(await database.run(text, text.includes('?') ? ['ABC'] : [])).toEqual([[value]]);
  });

  // As PostgreSQL 15 shows it.
  it.each([
    ['YYYY-MM-DD', '2026-03-05'],
    ['yyyy-mm-dd hh24:mi:ss.us', '2026-03-05 14:03:09.012345'],
    ['HH12:MI:SS AM', '02:03:09 PM'],
    ['HH:MI pm', '02:03 pm'],
    ['SS.MS', '09.012'],
    ['YY"Q"Q', '26Q1'],
    ['IYYY-"W"IW-ID', '2026-W10-4'],
    ['DDD WW W D', '064 10 1 5'],
    ['Mon MON mon', 'Mar MAR mar'],
    ['Month/MONTH/month.', 'March    /MARCH    /march    .'],
    ['FMMonth FMDD, YYYY', 'March 5, 2026'],
    ['Dy DAY FMday', 'Thu THURSDAY  thursday'],
    ['FMHH24:MI FMHH12 FMMM', '14:03 2 3'],
    ['100%|DD', '100%|05'],
  ])('to_char(…, %j) is %j', async (format, value) => {
    const text = `SELECT to_char(TIMESTAMP '2026-03-05 14:03:09.012345', '${format}')`;
    expect(await database.run(text)).toEqual([[value]]);
  });

  // As PostgreSQL 15 shows them.
  it.each([
    ['9', ' 0| 5| #|-#| 1| 0'],
    ['999', '   0|   5| ###|-###|   1|   0'],
    ['0000', ' 0000| 0005| 1235|-####| 0001| 0000'],
    ['9,999,990.99', '         0.00|         5.00|     1,234.50|-1,234,567.89|         0.50|        -0.13'],
    ['99.9', '   .0|  5.0| ##.#|-##.#|   .5|  -.1'],
    ['FM9,999,999.99', '0.|5.|1,234.5|-1,234,567.89|.5|-.13'],
    ['FM0,000.0', '0,000.0|0,005.0|1,234.5|-#,###.#|0,000.5|-0,000.1'],
    ['fm9990D00', '0.00|5.00|1234.50|-####.##|0.50|-0.13'],
    ['9G999S', '    0+|    5+|1,235+|#,###-|    1+|    0+'],
    ['S9999', '   +0|   +5|+1235|-####|   +1|   +0'],
    ['MI99999', '     0|     5|  1235|-#####|     1|     0'],
    ['FM9999999MI', '0|5|1235|1234568-|1|0'],
    ['9999999PR', '       0 |       5 |    1235 |<1234568>|       1 |       0 '],
    ['FM9999999PR', '0|5|1235|<1234568>|1|0'],
    ['999.', '   0|   5| ###.|-###.|   1|   0'],
  ])('to_char(number, %j) is %j', async (format, shown) => {
    const numbers = ['0', '5', '1234.5', '-1234567.89', '0.5', '-0.125'];
    const calls = numbers.map((number) => `to_char(${number}, '${format}')`);
    expect(await database.run(`SELECT ${calls.join(', ')}`)).toEqual([shown.split('|')]);
  });

  it('shows numbers of every kind', async () => {
    expect(
      await database.run(
        "SELECT to_char(max(Id), 'FM000'), to_char(?, '9.9'), to_char(NULL::INT, '9'), to_char(1e300, '99'), to_char(2.25::DOUBLE, 'FM9.0'), to_char((SELECT count(*) FROM Pulls), '9') FROM Pulls",
        ['-2.5'],
      ),
    ).toEqual([['003', '-2.5', null, ' ##', '2.3', ' 3']]);
    const each =
      "SELECT to_char(Id, '9') FROM Pulls GROUP BY to_char(Id, '9') ORDER BY to_char(Id, '9') DESC";
    expect(await database.run(each)).toEqual([[' 3'], [' 2'], [' 1']]);
  });

  it('shows a parameter and the text of a time, and NULL as NULL', async () => {
    expect(await database.run("SELECT to_char(?, 'DD.MM.')", ['2026-03-05'])).toEqual([['05.03.']]);
    expect(await database.run("SELECT to_char('2026-03-05', 'DD''MM')")).toEqual([["05'03"]]);
    expect(await database.run("SELECT to_char(NULL::DATE, 'DD Month')")).toEqual([[null]]);
  });

  it.each([
    "to_char(now(), 'DDth')",
    "to_char(now(), 'YYYY TZH')",
    "to_char(1.5, 'L999.9')",
    "to_char(1, '999th')",
    "to_char(1, 'RN')",
    "to_char(1, '9.9EEEE')",
    "to_char(1, 'S999MI')",
    "to_char(1, '9.9.9')",
    'to_char(now(), x)',
  ])('does not guess what %s means', (call) => {
    expect(normalise(`SELECT ${call}`).text).toBe(`SELECT ${call}`);
  });

  it.each([
    ['abc', 'a%', true],
    ['abc', '%(b|d)%', true],
    ['abc', '(b|c)%', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['abc', 'a_c', true],
    ['a%c', String.raw`a\%c`, true],
    ['abc', String.raw`a\%c`, false],
    ['b1', '[a-c][0-9]{1,2}', true],
    ['a\nb', 'a%', true],
    ['a^$', 'a^$', true],
    [`it's`, `%''s`, true],
    ['aéb', String.raw`a\éb`, true],
  ])('%j SIMILAR TO %j is %s', async (value, pattern, expected) => {
    expect(await database.run(`SELECT ? SIMILAR TO '${pattern}'`, [value])).toEqual([[expected]]);
    expect(await database.run(`SELECT ? NOT SIMILAR TO '${pattern}'`, [value])).toEqual([[!expected]]);
  });

  it.each([
    String.raw`'a%c' LIKE 'a\%c'`,
    String.raw`'aXc' NOT LIKE 'a\%c' AND true`,
    String.raw`'A_c' ILIKE E'%a\\_%'`,
    String.raw`('a%c' LIKE 'a' || '\%' || lower('C')) = true`,
    String.raw`CASE WHEN 'a\c' LIKE 'a\\%' THEN true ELSE false END`,
    String.raw`'a%c' LIKE ('a\%c')::varchar(10) OR false`,
    String.raw`'a%c' LIKE CAST('a\%c' AS TEXT) COLLATE "C"`,
    String.raw`'a\xc' LIKE 'a\x%' ESCAPE ''`,
    String.raw`'a%c' LIKE 'a!%c' ESCAPE '!'`,
    String.raw`'a%c' LIKE 'a!%c' {escape '!'}`,
    String.raw`'a%c' LIKE p.x AND true`,
    String.raw`EXISTS (SELECT 1 WHERE 'a%c' LIKE p.x GROUP BY 1)`,
  ])('a backslash in a pattern stands before what is meant as it is: %s', async (condition) => {
    const text = `SELECT ${condition} FROM (SELECT 'a\\%c' AS x) p`;
    expect(await database.run(text)).toEqual([[true]]);
  });

  it('a pattern that is a parameter has its backslashes, too', async () => {
    const ask = async (value: string): Promise<unknown> =>
      (
        await database.run('SELECT ? LIKE ? AND 1 = 1, ? NOT ILIKE ?::text', [value, 'a\\%', value, 'A\\%'])
      )[0];
    expect(await ask('a%')).toEqual([true, false]);
    expect(await ask('ab')).toEqual([false, true]);
  });

  it.each([
    ["CAST('abcdef' AS VARCHAR(3))", 'abc'],
    ["CAST('abcdef' AS VARCHAR(9)) || TRY_CAST('xyz' AS CHAR(2))", 'abcdefxy'],
    ["'abcdef'::varchar(3) || 'xyz'::character varying(1)", 'abcx'],
    ["CAST(CAST(p.x AS NVARCHAR(5)) || '!' AS CHARACTER(4))", 'abcd'],
    ["(p.x || '!')::varchar(8)::char(7)", 'abcdef!'],
    ['upper(p.x)::text::varchar(2)', 'AB'],
    ["12345::numeric(10, 1)::varchar(3) || DATE '2026-01-02'::varchar(7)", '1232026-01'],
    ["TIMESTAMP '2026-01-02 10:00:00'::timestamp without time zone::varchar(10)", '2026-01-02'],
    ["(ARRAY['abc', 'def'])[2]::varchar(2)", 'de'],
    ["CAST(p.x AS VARCHAR(3)) = 'abc' AND p.x::varchar(2) IN ('ab')", true],
    ['CASE WHEN true THEN CASE WHEN true THEN (p.x)::varchar(4) END END::varchar(2)', 'ab'],
    ['max(p.x) FILTER (WHERE true) OVER (PARTITION BY 1)::varchar(3) || count(*) OVER w::varchar(1)', 'abc1'],
    ["string_agg(p.x, '') OVER ()::varchar(2)", 'ab'],
    ["CAST('größe😀!' AS VARCHAR(6))", 'größe😀'],
    ['CAST(NULL AS VARCHAR(3))', null],
    ["CAST(['abc'] AS VARCHAR(2)[])[1]", 'abc'],
  ])('a cast to a length cuts: %s', async (expression, value) => {
    const window = expression.includes(' w:') ? 'WINDOW w AS ()' : '';
    expect(await database.run(`SELECT ${expression} FROM (SELECT 'abcdef' AS x) p ${window}`)).toEqual([
      [value],
    ]);
  });

  it('other uses of such types are left as they are', () => {
    const text = 'SELECT a AS char, b::varchar, c::varchar(3)[], CAST(d AS char)';
    expect(normalise(text).text).toBe(text);
  });

  it.each([
    "SELECT a LIKE 'a%' || '_', b ILIKE 'x'",
    'SELECT a AS LIKE UNION SELECT t.LIKE FROM t',
    String.raw`SELECT a LIKE b ESCAPE '\', a LIKE ANY (SELECT b), a LIKE CASE WHEN b THEN c END`,
  ])('patterns that mean the same anyway are left as they are: %s', (text) => {
    expect(normalise(text).text).toBe(text);
  });

  it.each([
    ['SELECT i FROM generate_series(2, 2) AS i', '2'],
    ["SELECT column2 FROM (VALUES (1, 'a, b'), (2, 'c')) v WHERE column1 = 2", 'c'],
    ['VALUES (2), (1) ORDER BY column1 LIMIT 1', 1],
    ['WITH v AS (VALUES (1), (5)) SELECT sum(column1) FROM v', '6'],
    ['WITH v(a) AS MATERIALIZED (VALUES (7)) SELECT a FROM v', 7],
    ['SELECT 1 WHERE 2 IN (VALUES (1), (2))', 1],
    ['SELECT v.b FROM Pulls p JOIN (VALUES (1, 7)) AS v(a, b) ON v.a = p.Id', 7],
    ["SELECT n || a FROM unnest(['x', 'y']) WITH ORDINALITY AS t(a, n) WHERE n > 1", '2y'],
    [
      "SELECT sum(x.ordinality) FROM Pulls p, unnest(string_to_array(p.Title, ' ')) WITH ORDINALITY x WHERE p.Id = 1",
      '6',
    ],
    [
      "SELECT max(x) FROM Pulls p, unnest(string_to_array(p.Title, ' ')) WITH ORDINALITY x WHERE p.Id = 1",
      'the',
    ],
    ['SELECT Id FROM Pulls WHERE Id OPERATOR(pg_catalog.=) 1 AND 2 OPERATOR ( <= ) 2', '1'],
    ["SELECT 'a' OPERATOR(pg_catalog.||) 'b'", 'ab'],
    ["SELECT Id FROM Pulls WHERE Title LIKE ANY (ARRAY['Nothing%', 'Fix%']) AND Id = 1", '1'],
    ["SELECT count(*) FROM Pulls WHERE Id = 1 AND (Title || '!') NOT ILIKE ALL (ARRAY['fix%', 'no'])", '0'],
    ["SELECT 'a' || 'b' LIKE ANY (ARRAY['b'])", false],
    ["SELECT 'ab'::text LIKE ANY (ARRAY[]::varchar[]) OR 'ab' LIKE SOME (ARRAY['a'])", false],
    ["SELECT 'ab' LIKE ALL (ARRAY[]::varchar[]) AND 'ab' NOT LIKE ANY (ARRAY['ab', 'b'])", true],
    [
      "SELECT lower('A_B') LIKE ANY (string_to_array('x a\\_b', ' ')) AND NOT 'axb' LIKE ANY (ARRAY['a\\_b'])",
      true,
    ],
    ["SELECT 'a' LIKE ANY (ARRAY['b', NULL])", null],
    ['SELECT json_agg(x ORDER BY x DESC) FROM (VALUES (1), (2)) v(x)', '[2,1]'],
    ['SELECT jsonb_agg(DISTINCT x) FILTER (WHERE x > 1) FROM (VALUES (1), (2), (2)) v(x)', '[2]'],
    ['SELECT json_agg(y) FROM (SELECT json_agg(x) AS y FROM (VALUES (1)) v(x)) w', '[[1]]'],
    ['SELECT json_agg(x) FROM (VALUES (1)) v(x) WHERE x > 1', null],
    ['WITH json_agg(a) AS (SELECT 1) SELECT a FROM json_agg', 1],
    ['SELECT a FROM (SELECT 2) AS json_agg(a)', 2],
    ["SELECT json_object_agg(k, x ORDER BY x) FROM (VALUES ('b', 1), ('a', 2)) v(k, x)", '{"b":1,"a":2}'],
    ["SELECT a || b FROM unnest(['x', 'y'], ['p', 'q']) AS t(a, b) WHERE a = 'y'", 'yq'],
    ["SELECT coalesce(b, '-') || n FROM unnest([1, 2], ['p']) WITH ORDINALITY t(a, b, n) WHERE a = 2", '-2'],
    [
      "SELECT b || n FROM Pulls p, unnest(ARRAY[p.Id], ['p', 'q']) WITH ORDINALITY AS t(a, b, n) WHERE p.Id = 1 AND a IS NULL",
      'q2',
    ],
    ['SELECT count(*) FROM unnest([1, 2], [3])', '2'],
    ['SELECT sum(g * ordinality) FROM generate_series(5, 6) WITH ORDINALITY g', '17'],
    ['SELECT sum(unnest * ordinality) FROM unnest([5, 6]) WITH ORDINALITY', '17'],
    ['SELECT generate_series(2, 2)', '2'],
    ['SELECT generate_series FROM (SELECT generate_series(2, 2), 1 AS a) t', '2'],
    ['SELECT DISTINCT generate_series(2, 2) + 1 AS n', '3'],
    ['SELECT len(generate_series(1, 2))', '2'],
    ['SELECT 2 WHERE EXISTS (SELECT FROM Pulls) AND NOT EXISTS (SELECT FROM Pulls WHERE Id = 0)', 2],
    ["SELECT to_char(Created, 'HH24:MI TZ tz OF') FROM Pulls WHERE Id = 1", '10:20 UTC utc +00'],
    ['SELECT unnest(generate_series(2, 2))', '2'],
    ['SELECT sum(a) FROM (SELECT generate_series(1, 3) a)', '6'],
    ["SELECT SUBSTRING(Title FROM '^\\w+') FROM Pulls WHERE Id = 1", 'Fix'],
    ["SELECT SUBSTRING('ab-cd' FROM '-(.)')", 'c'],
    ["SELECT SUBSTRING('ab' FROM 'x')", null],
    ["SELECT SUBSTRING('abc' FROM 2)", 'bc'],
    ['SELECT i + 1 FROM generate_series(2, 2) i WHERE i > 1', '3'],
    ['SELECT "N" FROM unnest([4]) AS "N" ORDER BY 1', 4],
    ['SELECT t.x FROM generate_series(2, 2) AS t(x)', '2'],
    ['SELECT generate_series FROM generate_series(2, 2) WHERE true', '2'],
    ['SELECT o.i FROM (VALUES (1)) v(a) CROSS JOIN generate_series(2, 2) o(i)', '2'],
    ["SELECT d::date FROM generate_series('2026-03-05'::date, '2026-03-05', '1 day') AS d", '2026-03-05'],
    [
      "SELECT max(day)::date FROM generate_series(DATE '2026-03-05', now(), '1 month'::interval) day(day) WHERE day < '2026-05-01'",
      '2026-04-05',
    ],
  ])('%s yields %s', async (text, value) => {
    expect(await database.run(text)).toEqual([[value]]);
  });

  it.each([
    ['pg_am', "'pg/_%|information/_schema' ESCAPE '/'", true],
    ['pgxam', "'pg/_%|information/_schema' ESCAPE '/'", false],
    [String.raw`a\b`, String.raw`'a\_' ESCAPE '!'`, true],
    ['a.b', "'a..b' ESCAPE '.'", true],
    ['axb', "'a..b' ESCAPE '.'", false],
    [String.raw`a\b`, String.raw`'a\b' ESCAPE ''`, true],
  ])('%j SIMILAR TO %s is %s', async (value, pattern, expected) => {
    expect(await database.run(`SELECT ? SIMILAR TO ${pattern}`, [value])).toEqual([[expected]]);
    expect(await database.run(`SELECT NOT ? NOT SIMILAR TO ${pattern} OR false`, [value])).toEqual([
      [expected],
    ]);
  });

  it('refuses a pattern of SIMILAR TO that is not written out', () => {
    expect(() => normalise("SELECT 'a' SIMILAR TO ?")).toThrow('written out');
    expect(() => normalise("SELECT 'a' SIMILAR TO 'a!%' ESCAPE ?")).toThrow('written out');
    expect(() => normalise("SELECT 'a' SIMILAR TO 'a!%' ESCAPE '!!'")).toThrow('one character');
  });

  it('leaves tables and columns as they are', () => {
    for (const text of ['INSERT INTO pg_catalog.x (a) VALUES (1)', 'SELECT pg_catalog.x FROM pg_catalog.y']) {
      expect(normalise(text).text).toBe(text);
    }
  });
});
