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

describe('names', () => {
  it.each([
    ['SELECT [Id] FROM [Pulls]', 'SELECT "Id" FROM "Pulls"'],
    ['SELECT [$Table].[Id] FROM [Pulls] AS [$Table]', 'SELECT "$Table"."Id" FROM "Pulls" AS "$Table"'],
    ['SELECT p.[a]]b] FROM [Bitbucket].[site].[Pulls] p', 'SELECT p."a]b" FROM "Bitbucket"."site"."Pulls" p'],
    ['SELECT `Id` FROM `Pulls`', 'SELECT "Id" FROM "Pulls"'],
    ['SELECT Id [My "Key"] FROM Pulls', 'SELECT Id "My ""Key""" FROM Pulls'],
    ['SELECT Id AS [2026 Key] FROM Pulls', 'SELECT Id AS "2026 Key" FROM Pulls'],
    ['SELECT TOP (9)[Id] FROM Pulls', 'SELECT "Id" FROM Pulls LIMIT (9)'],
    ['SELECT[Id]FROM[Pulls]', 'SELECT"Id"FROM"Pulls"'],
    ['SELECT [$Table].[Id] FROM [Pulls] AS [$Table]', 'SELECT "$Table"."Id" FROM "Pulls" AS "$Table"'],
  ])('%s gets double quotes', async (text, expected) => {
    expect(normalise(text).text).toBe(expected);
    expect(await database.run(text)).toHaveLength(3);
  });

  it.each([
    'SELECT Id FROM CData.site.Pulls',
    'SELECT Id FROM [CData].[site].[Pulls]',
    'SELECT "cdata"."site"."Pulls"."Id" FROM "CDATA"."site"."Pulls"',
    'SELECT CData.Id FROM CData.site.Pulls AS CData',
  ])('%s means the one catalog', async (text) => {
    expect(await database.run(text)).toHaveLength(3);
  });

  it.each([
    ["SELECT 1 FROM t WHERE CatalogName = 'CData'", "SELECT 1 FROM t WHERE CatalogName = 'Bitbucket'"],
    [
      "SELECT 1 FROM t WHERE t.[CatalogName] <> 'cdata'",
      `SELECT 1 FROM t WHERE t."CatalogName" <> 'Bitbucket'`,
    ],
    [
      "SELECT 1 FROM t WHERE CatalogName NOT LIKE 'CDATA'",
      "SELECT 1 FROM t WHERE CatalogName NOT LIKE 'Bitbucket'",
    ],
    [
      "SELECT 1 FROM t WHERE CatalogName IN ('a', 'CData') AND x = 'CData'",
      "SELECT 1 FROM t WHERE CatalogName IN ('a', 'Bitbucket') AND x = 'CData'",
    ],
    [
      'SELECT 1 FROM t WHERE CatalogName = ? AND x = ?',
      "SELECT 1 FROM t WHERE CatalogName = regexp_replace($1, '^cdata$', 'Bitbucket', 'i') AND x = $2",
    ],
    [
      "SELECT 1 FROM t WHERE x = $2 AND CatalogName IN ('a', $1, 'CData')",
      "SELECT 1 FROM t WHERE x = $2 AND CatalogName IN ('a', regexp_replace($1, '^cdata$', 'Bitbucket', 'i'), 'Bitbucket')",
    ],
    ["SELECT CatalogName, 'CData' FROM t", "SELECT CatalogName, 'CData' FROM t"],
    ['SELECT CatalogName AS "x", \'CData\' FROM t', 'SELECT CatalogName AS "x", \'CData\' FROM t'],
    ["SELECT 1 FROM t WHERE SchemaName = 'CData'", "SELECT 1 FROM t WHERE SchemaName = 'CData'"],
  ])('%s compares with the one catalog', (text, expected) => {
    expect(normalise(text).text).toBe(expected);
  });

  it.each([
    'SELECT site.Pulls.* FROM site.Pulls',
    'SELECT "Bitbucket".[site].Pulls.* FROM site.Pulls',
    'SELECT CData.site.Pulls.*, 2 * 3 FROM Pulls',
    'SELECT * FROM (SELECT site.Pulls.* FROM Pulls) p',
  ])('%s takes all columns of the table', async (text) => {
    const [columns, plain] = [await database.columns(text), await database.columns('SELECT * FROM Pulls')];
    expect(columns.slice(0, plain.length)).toEqual(plain);
    expect(await database.run(text)).toHaveLength(3);
  });

  it('leaves a product alone', async () => {
    expect(await database.run('SELECT site.Pulls.Id * 2 FROM site.Pulls WHERE Pulls.Id = 3')).toEqual([
      ['6'],
    ]);
  });

  it('refuses the star of two tables of one name', async () => {
    const twice = 'SELECT site.Pulls.* FROM site.Pulls, (SELECT 1 AS x) AS Pulls';
    await expect(database.run(twice)).rejects.toThrow(/Pulls/);
  });

  it.each([
    ['SELECT [1, 2, 3][2]', 2],
    ["SELECT ['a', 'b'][1]", 'a'],
    ['SELECT ARRAY[4, 5][1]', 4],
    ['SELECT l[1] FROM (SELECT [7, 8] AS l)', 7],
    ['SELECT l [1:1][1] FROM (SELECT [7, 8] AS l)', 7],
    ['SELECT l[i] FROM (SELECT [7, 8] AS l, 2 AS i)', 8],
    ['SELECT [1e2][1]', 100],
  ])('%s keeps its lists and subscripts', async (text, value) => {
    expect(normalise(text).text).toBe(text);
    expect(await database.run(text)).toEqual([[value]]);
  });

  it.each([
    'name',
    'type',
    'value',
    'key',
    'year',
    'day',
    'user',
    'version',
    'comment',
    'role',
    'Left',
    'encoding',
    'within',
  ])('%s is an alias without AS', async (alias) => {
    for (const text of [
      `SELECT Id ${alias} FROM Pulls`,
      `SELECT 1 ${alias}`,
      `SELECT p."Id" ${alias}, Title FROM Pulls p`,
      `SELECT (Id + 1) ${alias} FROM Pulls`,
      `SELECT CASE WHEN Id = 1 THEN 'x' END ${alias} FROM Pulls`,
      `SELECT count(*) ${alias} FROM Pulls`,
      `SELECT * FROM (SELECT NULL ${alias}) x`,
      `SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY Id) ${alias} FROM Pulls`,
    ]) {
      expect((await database.columns(text))[0]).toBe(alias);
    }
  });

  it.each([
    "SELECT Created + INTERVAL '5' DAY FROM Pulls",
    "SELECT INTERVAL 2 CENTURIES, INTERVAL '1' DECADE",
    'SELECT INTERVAL 5 DAY, Created + INTERVAL (Id) DAY FROM Pulls',
    'SELECT Id::DOUBLE PRECISION FROM Pulls',
    'SELECT Id ISNULL FROM Pulls',
    'SELECT DISTINCT ON (Author) Title FROM Pulls',
    'SELECT DISTINCT ON (Author) value FROM (SELECT Author, Id AS value FROM Pulls)',
    'SELECT Id IS DISTINCT FROM 1, Title FROM Pulls',
    'SELECT * EXCLUDE Title FROM Pulls',
    'SELECT Title GLOB Author FROM Pulls',
    'SELECT sum(Id) OVER w FROM Pulls WINDOW w AS (ORDER BY Id)',
    'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY Id) FROM Pulls',
    'SELECT Author, mode() WITHIN GROUP (ORDER BY Title DESC) FROM Pulls GROUP BY Author',
    'SELECT EXTRACT(day FROM Created) FROM Pulls',
    "SELECT CAST('12:00' AS TIME WITH TIME ZONE)",
    "SELECT Created AT TIME ZONE 'UTC' FROM Pulls",
    'SELECT name, type FROM (SELECT 1 AS name, 2 AS type) t',
    'SELECT Id FROM Pulls name ORDER BY Id',
  ])('%s needs no AS', async (text) => {
    expect(normalise(text).text).toBe(text);
    await database.run(text);
  });
});

describe('strings', () => {
  it('lose the N in front, and nothing else', async () => {
    expect(await database.run(`SELECT N'it''s', E'a\\'b', $$c;?'d$$, $x$[e]{f}$x$, 'N''o'`)).toEqual([
      ["it's", "a'b", "c;?'d", '[e]{f}', "N'o"],
    ]);
  });

  it('of digits are bytes and bits', async () => {
    const text = `SELECT CAST(X'0aFf' AS VARCHAR), x'' = ''::BLOB, typeof(B'101'), CAST(b'01' AS VARCHAR)`;
    expect(await database.run(text)).toEqual([[String.raw`\x0A\xFF`, true, 'BIT', '01']]);
  });
});

describe('intervals of SQL-92', () => {
  it.each([
    ["INTERVAL '1-2' YEAR TO MONTH", '1 year 2 months'],
    ["INTERVAL '-1-2' YEAR(4) TO MONTH", '-1 year -2 months'],
    ["INTERVAL -'3 4' DAY TO HOUR", '-3 days -04:00:00'],
    ["INTERVAL - '-3 04:05' DAY TO MINUTE", '3 days 04:05:00'],
    ["INTERVAL '3 04:05:06.5' DAY TO SECOND(3)", '3 days 04:05:06.5'],
    ["INTERVAL '4:05' HOUR TO MINUTE", '04:05:00'],
    ["INTERVAL '100:05:06' HOUR TO SECOND", '100:05:06'],
    ["INTERVAL '5:06.25' MINUTE TO SECOND", '00:05:06.25'],
    ["INTERVAL '500' DAY(3)", '500 days'],
    ["INTERVAL -'5' HOUR", '-05:00:00'],
    ["INTERVAL '7.5' SECOND(2, 1)", '00:00:07.5'],
  ])('%s is read', async (literal, expected) => {
    const text = `SELECT CAST(i AS VARCHAR), i = INTERVAL '${expected}' FROM (SELECT ${literal} AS i)`;
    expect(await database.run(text)).toEqual([[expected, true]]);
  });

  it('leaves an alias behind it alone', async () => {
    expect(
      await database.run("SELECT CAST(d.day AS VARCHAR) FROM (SELECT INTERVAL '3 4' DAY TO HOUR day) d"),
    ).toEqual([['3 days 04:00:00']]);
  });
});

describe('LIMIT with two numbers', () => {
  it('skips the first and takes the second', async () => {
    expect(await database.run('SELECT Id FROM Pulls ORDER BY Id LIMIT 1, 1')).toEqual([['2']]);
    expect(await database.run('SELECT Id FROM Pulls ORDER BY Id LIMIT ?, ?', [1, 5])).toEqual([['2'], ['3']]);
  });
});

describe('TOP', () => {
  it.each([
    ['SELECT TOP 2 Id FROM Pulls ORDER BY Id DESC', [['3'], ['2']]],
    ['SELECT TOP(1)Id FROM Pulls ORDER BY Id', [['1']]],
    ['SELECT DISTINCT TOP 1 Author FROM Pulls ORDER BY Author', [['ada']]],
    ['SELECT TOP 0 * FROM Pulls', []],
    ['SELECT x.Id FROM (SELECT TOP 1 Id FROM Pulls ORDER BY Id DESC) x', [['3']]],
    [
      'SELECT TOP 1 Id FROM Pulls WHERE Id IN (SELECT TOP 2 Id FROM Pulls ORDER BY Id DESC) ORDER BY Id',
      [['2']],
    ],
    [
      'SELECT TOP 1 1 AS a UNION ALL SELECT TOP 2 Id FROM Pulls WHERE Id > 1 ORDER BY 1',
      [['1'], ['2'], ['3']],
    ],
    ['WITH c AS (SELECT TOP 1 Id FROM Pulls ORDER BY Id) SELECT TOP 5 Id FROM c -- a comment', [['1']]],
    ['SELECT 9 UNION ALL SELECT TOP 1 3', [[9], [3]]],
    ['SELECT top FROM (SELECT 4 AS top)', [[4]]],
    ['SELECT t.top, top FROM (SELECT 4 AS top) t', [[4, 4]]],
  ])('%s', async (text, rows) => {
    expect(await database.run(text)).toEqual(rows);
  });

  it('keeps the number of a parameter that it moves', async () => {
    const text = 'SELECT TOP (?) Id FROM Pulls WHERE Id > ? ORDER BY Id';
    expect(normalise(text).text).toBe('SELECT Id FROM Pulls WHERE Id > $2 ORDER BY Id LIMIT ($1)');
    expect(await database.run(text, [1, 1])).toEqual([['2']]);
  });
});

describe('what DuckDB understands as it is', () => {
  it.each([
    'SELECT Id FROM Pulls ORDER BY Id OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY',
    'SELECT Id FROM Pulls ORDER BY Id OFFSET 1 ROW FETCH FIRST ROW ONLY',
    'SELECT Id FROM Pulls ORDER BY Id LIMIT 1 OFFSET 1',
  ])('%s', async (text) => {
    expect(normalise(text).text).toBe(text);
    expect(await database.run(text)).toEqual([['2']]);
  });

  it.each([
    "SELECT SUBSTRING(Title FROM 1 FOR 3), TRIM(BOTH ' ' FROM Title), POSITION('a' IN Title) FROM Pulls",
    'SELECT "COL" FROM (SELECT 1 AS "COL") AS "SUBQUERY"',
    'SELECT MAX(1) AS "TblMax" FROM ( SELECT * FROM "site"."Pulls" "t" ) "t"',
    'SELECT SUM(1) AS "COL", 2 AS "COL2" FROM Pulls GROUP BY 2 HAVING COUNT(1)>0',
    'SELECT 1e400, 9007199254740993, 1_000, .5, 1., 0.1e-3',
    "SELECT '🚀' AS \"🚀\", 'x' /* a /* nested */ comment */ -- and another",
    'SELECT\u00a01',
    'TABLE Pulls',
    'FROM Pulls',
    'SELECT Id -- ?\n FROM Pulls',
    "SELECT a.Id FROM Pulls a JOIN Pulls b USING (Id) WHERE a.Id <= 2 AND a.Title <> '[x]' OR a.Id >= 1::BIGINT",
  ])('%s', async (text) => {
    expect(normalise(text).text).toBe(text);
    await database.run(text);
  });
});

it('a zone without a distance from UTC is UTC, as Sequelize says it', () => {
  expect(normalise("SET TIME ZONE INTERVAL '+00:00' HOUR TO MINUTE").kind).toEqual({
    kind: 'set',
    name: 'TimeZone',
    value: '+00:00',
  });
});

describe('parameters', () => {
  it('are counted up to the greatest number', () => {
    expect(normalise('SELECT $3, $1').parameterCount).toBe(3);
    expect(normalise('SELECT \'?\', "?", ? -- ?').text).toBe('SELECT \'?\', "?", $1 -- ?');
  });

  it('stay apart from the words beside them', async () => {
    const text = 'SELECT Id FROM Pulls WHERE Id=?AND Title LIKE?OR Id=?';
    expect(normalise(text).text).toBe(
      String.raw`SELECT Id FROM Pulls WHERE Id=$1 AND Title LIKE $2 ESCAPE '\' OR Id=$3`,
    );
    expect(await database.run(text, [1, 'Fix%', 2])).toHaveLength(2);
  });
});

describe('the end of a statement', () => {
  it('may end in semicolons, blanks and NULs', async () => {
    expect(await database.run('SELECT 1 ; ; \n\0\0')).toEqual([[1]]);
  });
});
