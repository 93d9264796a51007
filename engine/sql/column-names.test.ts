import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

const source = ' FROM Pulls p';

/** The name of what is selected; null: it has one of its own. */
function nameOf(expression: string): string | null {
  const { text, names } = normalise(`SELECT ${expression}${source}`);
  return names.find(({ offset }) => text.slice(offset) === source)?.name ?? null;
}

const constants = String.raw`
1 => ?column?
'x' => ?column?
NULL => ?column?
TRUE => ?column?
-1 => ?column?
$1 => ?column?
? => ?column?
Id + 1 => ?column?
(Id + 1) => ?column?
-Id => ?column?
NOT Flag => ?column?
Id IS NULL => ?column?
Id IS DISTINCT FROM 2 => ?column?
Id BETWEEN 1 AND 2 => ?column?
Id IN (1, 2) => ?column?
Id IN (SELECT 1) => ?column?
NOT EXISTS (SELECT 1) => ?column?
Title LIKE 'a%' => ?column?
Title || 'x' COLLATE "C" => ?column?
upper(Title) || 'x' => ?column?
max(Id) + 1 => ?column?
'x' COLLATE "C" => ?column?
(SELECT 1) => ?column?
CASE WHEN Id = 1 THEN 1 END + 1 => ?column?
Created + INTERVAL '1 day' => ?column?
`;

const functions = String.raw`
max(Id) => max
MAX(Id) => max
"Max"(Id) => Max
pg_catalog.upper(Title) => upper
count(*) => count
count(DISTINCT Id) => count
count(*) FILTER (WHERE Id > 1) => count
sum(Id) OVER () => sum
sum(Id) OVER w => sum
percentile_cont(0.5) WITHIN GROUP (ORDER BY Id) => percentile_cont
string_agg(Title, ',' ORDER BY Id) => string_agg
last_value(Id) IGNORE NULLS OVER (ORDER BY Id) => last_value
(max(Id)) => max
(list(Id))[1] => list
upper(Title) COLLATE "C" => upper
COALESCE(Title, Author) => coalesce
NULLIF(Title, Author) => nullif
GREATEST(Id, 2) => greatest
LEAST(Id, 2) => least
EXISTS (SELECT 1) => exists
ARRAY[1, 2] => array
[1, 2] => array
ARRAY(SELECT Id FROM Pulls) => array
ROW(1, 2) => row
(1, 2) => row
{'a': 1} => row
EXTRACT(year FROM Created) => extract
SUBSTRING(Title FROM 1 FOR 2) => substring
TRIM(Title) => btrim
TRIM(BOTH ' ' FROM Title) => btrim
TRIM(LEADING ' ' FROM Title) => ltrim
TRIM(TRAILING FROM Title) => rtrim
POSITION('a' IN Title) => position
OVERLAY(Title PLACING 'x' FROM 1 FOR 2) => overlay
LEFT(Title, 1) => left
CURRENT_DATE => current_date
CURRENT_TIMESTAMP => current_timestamp
CURRENT_TIMESTAMP(3) => current_timestamp
LOCALTIME => localtime
CURRENT_USER => current_user
USER => user
current_schema() => current_schema
NOW() => now
Created AT TIME ZONE 'UTC' => timezone
Title.upper() => upper
(p).Title => Title
`;

const casts = String.raw`
Id::text => Id
p.Id::text => Id
"My Id"::int => My Id
CAST(Id AS VARCHAR) => Id
(Id + 1)::text => text
CAST(Id + 1 AS BIGINT) => int8
upper(Title)::text => upper
CAST(upper(Title) AS varchar(3)) => upper
TRY_CAST('1' AS INT) => int4
'1'::integer => int4
'1'::smallint => int2
'1'::real => float4
'1'::double precision => float8
'1'::float => float8
'1'::decimal(10, 2) => numeric
'1'::boolean => bool
'a'::character varying(3) => varchar
'a'::char(3) => bpchar
'a'::text COLLATE "C" => text
'a'::pg_catalog.name => name
'2026-01-01'::timestamp(3) without time zone => timestamp
'2026-01-01'::timestamp with time zone => timestamptz
'12:00'::time with time zone => timetz
[1]::int[] => array
'{1}'::int[] => int4
CAST(CAST('1' AS INT) AS TEXT) => text
CAST(NULL AS TEXT) => text
DATE '2026-01-01' => date
TIMESTAMP WITH TIME ZONE '2026-01-01' => timestamptz
INTERVAL '1 day' => interval
INTERVAL '1' DAY => interval
INTERVAL '1-2' YEAR TO MONTH => interval
INTERVAL (Id) DAY => interval
(Created AT TIME ZONE 'UTC')::text => timezone
`;

const choices = String.raw`
CASE WHEN Id = 1 THEN 'a' END => case
CASE WHEN Id = 1 THEN 'a' ELSE 'b' END => case
CASE WHEN Id = 1 THEN Title ELSE Author END => Author
CASE Id WHEN 1 THEN 'a' ELSE upper(Author) END => upper
CASE WHEN Id = 1 THEN 'a' ELSE Author::text END => Author
CASE WHEN Id = 1 THEN 'a' ELSE 'b'::varchar END => case
CASE WHEN 1 = 1 THEN 'a' ELSE CASE WHEN 2 = 2 THEN 'b' ELSE Author END END => Author
CASE WHEN 1 = 1 THEN 'a' ELSE CASE WHEN 2 = 2 THEN 'b' END END => case
CASE WHEN 1 = 1 THEN CASE WHEN 2 = 2 THEN Title ELSE Author END ELSE 'x' END => case
CASE WHEN Id = 1 THEN '1' END::int => int4
(CASE WHEN Id = 1 THEN 'a' ELSE Title END)::text => Title
(SELECT max(Id) FROM Pulls) => max
((SELECT max(Id) FROM Pulls)) => max
(SELECT count(*) FROM Pulls)::text => count
(SELECT Id AS n FROM Pulls) => n
(SELECT Id n FROM Pulls) => n
(SELECT Title FROM Pulls) => Title
(SELECT Id::text FROM Pulls) => Id
(WITH c AS (SELECT 1) SELECT Id FROM Pulls) => Id
(VALUES (1)) => column1
((SELECT Id FROM Pulls) + 1) => ?column?
((SELECT max(Id) FROM Pulls) UNION (SELECT 1)) => max
((SELECT max(Id) FROM Pulls) LIMIT 1)::text => max
`;

/** Of other databases: named for what was written, not for what DuckDB is given in its place. */
const rewritten = String.raw`
LEN(Title) => len
ISNULL(Title, 'x') => isnull
GETDATE() => getdate
COUNT_BIG(*) => count_big
CHAR(65) => char
DATEDIFF(day, Created, Created) => datediff
DATEADD(day, 1, Created) => dateadd
DATEPART(year, Created) => datepart
TO_CHAR(Created, 'YYYY') => to_char
YEAR('2026-01-01') => year
{fn UCASE(Title)} => ucase
{fn UCASE({fn LTRIM(Title)})} => ucase
{fn CONVERT(Id, SQL_VARCHAR)} => convert
{fn NOW()} => now
{fn CURDATE()} => curdate
{fn EXTRACT(YEAR FROM Created)} => extract
{d '2026-01-01'} => date
{t '12:00:00'} => time
{ts '2026-01-01 00:00:00'} => timestamp
{guid '00000000-0000-0000-0000-000000000000'} => uuid
{fn LENGTH(Title)} + 1 => ?column?
`;

const table = [constants, functions, casts, choices, rewritten]
  .flatMap((block) => block.trim().split('\n'))
  .map((line) => line.split(' => '));

describe('a column without an alias', () => {
  // Held against PostgreSQL 15, but for what it does not know.
  it.each(table)('%s is %s', (expression = '', name = '') => {
    expect(nameOf(expression)).toBe(name);
  });

  it.each([
    'Id',
    'p.Id',
    '(p."Id")',
    '[Id]',
    '*',
    'p.*',
    '* EXCLUDE (Id)',
    'max(COLUMNS(*))',
    'Id + 1 AS n',
    'Id + 1 n',
    'Id + 1 name',
    'Id + 1 AS limit',
    'Id + 1 AS DISTINCT',
    "'12:00'::TIME WITH TIME ZONE n",
    'upper(Title) "My Name"',
    'Id::DOUBLE PRECISION n',
    "INTERVAL '1' DAY n",
    "Created AT TIME ZONE 'UTC' n",
    'CASE WHEN Id = 1 THEN 1 END n',
    'n: Id + 1',
  ])('%s has a name of its own', (expression) => {
    expect(nameOf(expression)).toBeNull();
  });
});

const aliased = (text: string): string => {
  const { text: normalised, names } = normalise(text);
  const withNames = names.reduceRight(
    (sql, { offset, name }) => `${sql.slice(0, offset)} AS ${name}${sql.slice(offset)}`,
    normalised,
  );
  return withNames.trim();
};

describe('the names of a statement', () => {
  it.each([
    ['SELECT TOP 2 max(Id) FROM Pulls', 'SELECT max(Id) AS max FROM Pulls LIMIT 2'],
    ['SELECT max(a) FROM (SELECT 1 AS AS LIMIT 1) t', 'SELECT max(a) AS max FROM (SELECT 1 AS AS LIMIT 1) t'],
    ['SELECT DISTINCT ON (Id) max(Id), Id FROM t', 'SELECT DISTINCT ON (Id) max(Id) AS max, Id FROM t'],
    ['SELECT q.max FROM (SELECT max(Id) FROM t) q', 'SELECT q.max FROM (SELECT max(Id) AS max FROM t) q'],
    [
      'WITH c AS (SELECT count(*)FROM t) SELECT upper(x)FROM c',
      'WITH c AS (SELECT count(*) AS countFROM t) SELECT upper(x) AS upperFROM c',
    ],
    [
      'SELECT lower(a) UNION ALL (SELECT upper(b)) ORDER BY 1',
      'SELECT lower(a) AS lower UNION ALL (SELECT upper(b) AS upper) ORDER BY 1',
    ],
    [
      'SELECT x.a FROM t WHERE a IN (SELECT max(b)) -- max(c)',
      'SELECT x.a FROM t WHERE a IN (SELECT max(b) AS max) -- max(c)',
    ],
    ['EXPLAIN SELECT max(a) FROM t', 'SELECT max(a) AS max FROM t'],
    ['COPY (SELECT max(a) FROM t) TO STDOUT', 'SELECT max(a) AS max FROM t'],
    ['DECLARE c CURSOR FOR SELECT max(a) FROM t', 'SELECT max(a) AS max FROM t'],
    [
      'SELECT DATEDIFF(day, (SELECT max(a) FROM t), b) FROM t',
      "SELECT date_diff('day', CAST((SELECT max(a) AS max FROM t) AS TIMESTAMP), CAST(b AS TIMESTAMP)) AS datediff FROM t",
    ],
    [
      "UPDATE t SET a = 1 RETURNING lower(b), b || 'x' AS c",
      "UPDATE t SET a = 1 RETURNING lower(b) AS lower, b || 'x' AS c",
    ],
    ['SELECT', 'SELECT'],
    ['SELECT , FROM t', 'SELECT , FROM t'],
  ])('%s', (text, expected) => {
    expect(aliased(text)).toBe(expected);
  });

  it('change nothing of the text', () => {
    const text = 'SELECT 1, (SELECT max(a)/* all */FROM t), $1 -- the end';
    expect(normalise(text).text).toBe(text);
    expect(normalise('SET x = (SELECT 1)').kind).toEqual({ kind: 'set', name: 'x', value: '(SELECT 1)' });
  });

  it('are left out of a list that is longer than any of PostgreSQL', () => {
    expect(normalise(`SELECT ${'1, '.repeat(1663)}1`).names).toHaveLength(1664);
    expect(normalise(`SELECT ${'1, '.repeat(1664)}1`).names).toEqual([]);
  });
});
