/** What applications send by themselves, family by family: the answer, and what it costs. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlState } from '../error.ts';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench({ now: '2024-05-15 10:30:00' });
  session = await bench.open('Schema=harbor-app;ReadOnly=false');
  // The list of schemas is fetched once, and kept.
  await run(session, 'SELECT Id FROM PullRequests LIMIT 1');
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

interface Call {
  readonly path: string;
  readonly q: string | null;
  readonly pagelen: string | null;
  readonly page: string | null;
  readonly fields: string | null;
  readonly states: readonly string[];
}

function calls(): readonly Call[] {
  return bench.sandbox.requests.map(({ method, path, query }) => {
    const sent = new URLSearchParams(query);
    return {
      path: `${method} ${path.slice('/2.0/'.length)}`,
      q: sent.get('q'),
      pagelen: sent.get('pagelen'),
      page: sent.get('page'),
      fields: sent.get('fields'),
      states: sent.getAll('state'),
    };
  });
}

const pulls = '"harbor-app"."PullRequests"';

async function rows(sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await run(session, sql)).rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : cell)),
  );
}

/** As texts, in any order. */
async function set(sql: string): Promise<readonly string[]> {
  return (await rows(sql)).map((row) => row.map(String).join('|')).sort();
}

/** What the sandbox itself says. */
async function size(filter = ''): Promise<number> {
  const states = 'state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED';
  const { size: found } = await bench.get(
    `/repositories/lighthouse/harbor-app/pullrequests?${states}&pagelen=1&fields=size${filter}`,
  );
  bench.sandbox.clearRequests();
  return Number(found);
}

describe('probes for temporary tables', () => {
  it.each([
    ['CREATE LOCAL TEMPORARY TABLE "XT7_1_Probe" ( "COL" INTEGER ) ON COMMIT PRESERVE ROWS', 'CREATE TABLE'],
    ['CREATE TABLE "#XT7_1_Probe" ( "COL" INTEGER )', 'CREATE TABLE'],
    ['CREATE TABLE #XT7_1_Probe ( COL INTEGER )', 'CREATE TABLE'],
    ['CREATE TEMPORARY TABLE `XT7` ( `COL` INT )', 'CREATE TABLE'],
    ['CREATE TEMPORARY TABLE x AS SELECT * FROM PullRequests', 'CREATE TABLE'],
    ['DROP TABLE "XT7_1_Probe"', 'DROP TABLE'],
    ['DROP TABLE IF EXISTS `#XT7`', 'DROP TABLE'],
    [`SELECT * INTO #XT7 FROM ${pulls}`, 'SELECT INTO'],
    [`SELECT TOP 1 * INTO [#XT7] FROM ${pulls}`, 'SELECT INTO'],
  ])('%s is refused at once', async (sql, what) => {
    expect(await failure(session, sql)).toMatchObject({
      sqlState: SqlState.featureNotSupported,
      message: `${what} is not supported here.`,
    });
    expect(bench.sandbox.requests).toEqual([]);
    // Nothing is there afterwards.
    expect(await failure(session, 'SELECT * FROM "XT7_1_Probe"')).toMatchObject({ sqlState: '42P01' });
    expect(await failure(session, 'SELECT * FROM "#XT7"')).toMatchObject({ sqlState: '42P01' });
  });
});

describe('files are not written by statements', () => {
  it.each([
    `SELECT * INTO "csv://pulls.csv" FROM ${pulls}`,
    `SELECT * INTO 'csv://pulls.csv' FROM ${pulls}`,
    `SELECT Id INTO csv://filename=/tmp/pulls.csv;delimiter=tab FROM ${pulls}`,
    "COPY (SELECT 1) TO 'file.parquet'",
    `COPY ${pulls} TO 'file.csv' (FORMAT csv)`,
  ])('%s is refused with the command that does it', async (sql) => {
    expect(await failure(session, sql)).toMatchObject({
      sqlState: SqlState.featureNotSupported,
      hint: expect.stringContaining('drawbridge query --output'),
    });
    expect(bench.sandbox.requests).toEqual([]);
  });
});

describe('questions about the server', () => {
  it.each([
    ['SELECT 1', 1],
    ['SELECT "COL" FROM (SELECT 1 AS "COL") AS "SUBQUERY"', 1],
    ['SELECT "SUBQUERY"."COL" AS "COL" FROM ( SELECT 1 AS "COL" ) "SUBQUERY"', 1],
    ['SELECT 1 AS "x" WHERE 1 = 1', 1],
  ])('%s', async (sql, value) => {
    expect(await rows(sql)).toEqual([[value]]);
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('SELECT CURRENT_TIMESTAMP AS "COL" tells the time, without a call', async () => {
    expect((await run(session, 'SELECT CURRENT_TIMESTAMP AS "COL"')).rows).toHaveLength(1);
    expect(bench.sandbox.requests).toEqual([]);
  });
});

describe('questions about a table before it is used', () => {
  it.each([
    `SELECT * FROM ${pulls} WHERE 1=0`,
    `SELECT * FROM ${pulls} LIMIT 0`,
    `SELECT TOP 0 * FROM ${pulls}`,
    'SELECT * FROM "PullRequests" WHERE (0 = 1)',
    'SELECT * FROM "PullRequests" AS "q01" WHERE (0 = 1)',
    'SELECT "q01".* FROM (SELECT "Id", "Title" FROM "PullRequests") "q01" WHERE (0 = 1)',
    'SELECT "q02"."Id" FROM (SELECT "q01".* FROM (SELECT * FROM "PullRequests") "q01") "q02" WHERE (0 = 1)',
  ])('%s makes no call', async (sql) => {
    expect(await rows(sql)).toEqual([]);
    expect(bench.sandbox.requests).toEqual([]);
  });

  it.each([`SELECT TOP 1 * FROM ${pulls}`, `SELECT * FROM ${pulls} LIMIT 1`])(
    '%s reads one page of one row',
    async (sql) => {
      expect(await rows(sql)).toHaveLength(1);
      expect(calls()).toMatchObject([{ pagelen: '1' }]);
    },
  );

  it('WHERE ROWNUM <= 1 is refused with what to write, without a call', async () => {
    expect(await failure(session, `SELECT * FROM ${pulls} WHERE ROWNUM <= 1`)).toMatchObject({
      sqlState: SqlState.undefinedColumn,
      hint: expect.stringContaining('LIMIT 1'),
    });
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('MAX(1) reads one row', async () => {
    expect(await rows(`SELECT MAX(1) AS "Max" FROM ( SELECT * FROM ${pulls} "t" ) "t"`)).toEqual([[1]]);
    expect(calls()).toMatchObject([{ pagelen: '1' }]);
  });

  it.each([
    `SELECT SUM(1) AS "COL" FROM ${pulls} "t" HAVING COUNT(1)>0`,
    `SELECT SUM(1) AS "cnt_t_ok" FROM ${pulls} "t" HAVING (COUNT(1) > 0)`,
    `SELECT SUM(1) AS "COL" FROM ( SELECT * FROM ${pulls} ) "t" HAVING (COUNT(1) > 0)`,
  ])('%s asks for the size alone', async (sql) => {
    const all = await size();
    expect(await rows(sql)).toEqual([[all]]);
    expect(calls()).toMatchObject([{ pagelen: '1', fields: 'size' }]);
  });

  it('HAVING COUNT(1)>0 over no row yields none', async () => {
    const sql = `SELECT SUM(1) AS "COL" FROM ${pulls} "t" WHERE "t"."Id" < 0 HAVING COUNT(1)>0`;
    expect(await rows(sql)).toEqual([]);
  });

  it('groups by a constant, with the size alone', async () => {
    const all = await size();
    const sql = `SELECT SUM(1) AS "COL", 2 AS "COL2" FROM ${pulls} "t" GROUP BY 2 HAVING COUNT(1)>0`;
    expect(await rows(sql)).toEqual([[all, 2]]);
    expect(calls()).toMatchObject([{ fields: 'size' }]);
  });
});

const states = ['DECLINED', 'MERGED', 'OPEN', 'SUPERSEDED'];

describe('grouping', () => {
  it.each([
    `SELECT "t"."State" AS "COL" FROM ${pulls} "t" GROUP BY 1`,
    `SELECT "t"."State" AS "COL" FROM ${pulls} "t" GROUP BY "COL"`,
    `SELECT "t"."State" AS "State" FROM ${pulls} "t" GROUP BY "t"."State"`,
    `SELECT DISTINCT "t"."State" AS "State" FROM ${pulls} "t"`,
    'SELECT `t`.`State` AS `State` FROM `harbor-app`.`PullRequests` `t` GROUP BY 1',
  ])('%s is the domain of the column, which alone is read', async (sql) => {
    expect(await set(sql)).toEqual(states);
    expect(new Set(calls().map(({ fields }) => fields))).toEqual(
      new Set(['values.id,values.state,next,size,page,pagelen']),
    );
  });

  it('sorts a domain by its place', async () => {
    const sql = `SELECT "t"."State" AS "State" FROM ${pulls} "t" GROUP BY "t"."State" ORDER BY 1 ASC`;
    expect((await rows(sql)).flat()).toEqual(states);
  });

  it.each(['GROUP BY 2', 'GROUP BY 0', 'ORDER BY 2'])('%s of one column is refused', async (clause) => {
    const sql = `SELECT "t"."State" AS "COL" FROM ${pulls} "t" ${clause}`;
    expect(await failure(session, sql)).toMatchObject({ sqlState: '42P10' });
    expect(bench.sandbox.requests).toEqual([]);
  });
});

describe('a preview', () => {
  it('of 100 rows stops at two pages of 50, and reads the columns that it lists', async () => {
    const sql = `SELECT "t"."Id" AS "Id", "t"."Title" AS "Title" FROM ${pulls} "t" LIMIT 100`;
    expect(await rows(sql)).toHaveLength(100);
    expect(calls()).toHaveLength(2);
    expect(calls()[0]).toMatchObject({
      pagelen: '50',
      fields: 'values.id,values.title,next,size,page,pagelen',
    });
  });

  it('of 10,000 rows ends where the table does', async () => {
    const all = await size();
    expect(await rows(`SELECT "t"."Id" AS "Id" FROM ${pulls} "t" LIMIT 10000`)).toHaveLength(all);
    expect(calls()).toHaveLength(Math.ceil(all / 50));
  });
});

describe('aggregates', () => {
  it('are those of the rows', async () => {
    const [row] = await rows(
      `SELECT SUM("t"."CommentCount"), AVG("t"."Id"), COUNT(DISTINCT "t"."State"), COUNT(1), MIN("t"."Id"), MAX("t"."Id")
       FROM ${pulls} "t"`,
    );
    const all = await rows(`SELECT Id, CommentCount FROM ${pulls}`);
    const ids = all.map(([id]) => Number(id));
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    expect(row).toEqual([
      sum(all.map(([, comments]) => Number(comments))),
      sum(ids) / ids.length,
      4,
      all.length,
      Math.min(...ids),
      Math.max(...ids),
    ]);
  });

  it('MIN and MAX of a date give the ends of a range filter', async () => {
    const range = `SELECT MIN("t"."CreatedOn") AS "lo", MAX("t"."CreatedOn") AS "hi" FROM ${pulls} "t" HAVING COUNT(1)>0`;
    const [[lo, hi] = []] = (await run(session, range)).rows;
    const inside = `SELECT COUNT(1) FROM ${pulls} WHERE CreatedOn >= {ts '${String(lo)}'} AND CreatedOn <= {ts '${String(hi)}'}`;
    expect(await rows(inside)).toEqual([[await size()]]);
  });

  it('SUM of {fn CONVERT(x, SQL_BIGINT)} is the plain sum', async () => {
    const [[converted, plain] = []] = await rows(
      `SELECT SUM({fn CONVERT("t"."CommentCount", SQL_BIGINT)}), SUM("t"."CommentCount") FROM ${pulls} "t"`,
    );
    expect(converted).toBe(plain);
  });

  it('joins a table with groups of itself', async () => {
    const sql = `SELECT "t"."State" AS "State", "t0"."n" AS "n", COUNT(1) AS "again" FROM ${pulls} "t"
      INNER JOIN ( SELECT "t"."State" AS "State", COUNT(1) AS "n" FROM ${pulls} "t" GROUP BY "t"."State" ) "t0"
      ON ("t"."State" = "t0"."State") GROUP BY "t"."State", "t0"."n"`;
    const found = await rows(sql);
    expect(found.map(([state]) => String(state)).toSorted()).toEqual(states);
    for (const [, counted, again] of found) expect(again).toBe(counted);
    // One walk serves both uses.
    expect(calls()).toHaveLength(Math.ceil((await size()) / 50));
  });
});

describe('filters of a worksheet', () => {
  it('keep the greatest groups', async () => {
    const table = '"api"."PullRequests" "t"';
    const sql = `SELECT "t"."AuthorUUID" AS "who", SUM(CAST(1 AS BIGINT)) AS "n" FROM ${table}
      INNER JOIN ( SELECT "t"."AuthorUUID" AS "AuthorUUID", COUNT(1) AS "x__alias__0" FROM ${table} GROUP BY 1
      ORDER BY 2 DESC, 1 ASC LIMIT 3 ) "t0" ON ("t"."AuthorUUID" = "t0"."AuthorUUID") GROUP BY 1 HAVING (COUNT(1) > 0)`;
    const all = await rows(`SELECT AuthorUUID, COUNT(*) FROM ${table} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3`);
    expect(await set(sql)).toEqual(all.map((row) => row.map(String).join('|')).sort());
  });

  it('keep NULL, or leave members out', async () => {
    const sql = `SELECT COUNT(1) FROM "api"."PullRequests" "t" WHERE (("t"."MergeCommitHash" IS NULL) OR NOT ("t"."State" IN ('MERGED')))`;
    expect(await rows(sql)).toEqual([[24]]);
  });

  it.each([
    `(CAST("t"."CreatedOn" AS DATE) = {d '2025-09-12'})`,
    `({fn TIMESTAMPADD(SQL_TSI_DAY, CAST(-EXTRACT(DAY FROM "t"."CreatedOn")+1 AS INTEGER), CAST("t"."CreatedOn" AS DATE))} = {ts '2025-09-01 00:00:00'})`,
    `(CAST(DATE_TRUNC('MONTH', CAST("t"."CreatedOn" AS DATE)) AS DATE) = {d '2025-09-01'})`,
    `({fn LOCATE('cargo', {fn LCASE("t"."Title")})} > 0)`,
  ])('%s finds the one row', async (condition) => {
    expect(await rows(`SELECT "t"."Id" FROM "api"."PullRequests" "t" WHERE ${condition}`)).toEqual([[24]]);
  });
});

describe('dates', () => {
  it.each([
    'CAST(EXTRACT(YEAR FROM "t"."CreatedOn") AS INTEGER)',
    'CAST({fn TRUNCATE(EXTRACT(YEAR FROM "t"."CreatedOn"),0)} AS INTEGER)',
    '{fn YEAR("t"."CreatedOn")}',
  ])('%s gives the years', async (year) => {
    const sql = `SELECT ${year} AS "yr" FROM ${pulls} "t" GROUP BY ${year}`;
    expect(await set(sql)).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026']);
  });

  it.each([
    [
      '"t"."CreatedOn" >= {fn TIMESTAMPADD(SQL_TSI_DAY,-9,CAST({fn CURRENT_TIMESTAMP(0)} AS DATE))} ' +
        'AND "t"."CreatedOn" < {fn TIMESTAMPADD(SQL_TSI_DAY,1,CAST({fn CURRENT_TIMESTAMP(0)} AS DATE))}',
      'created_on >= 2024-05-06T00:00:00.000+00:00 AND created_on < 2024-05-16T00:00:00.000+00:00',
    ],
    [
      `"t"."CreatedOn" >= {fn TIMESTAMPADD(SQL_TSI_DAY,-1,{fn TIMESTAMPADD(SQL_TSI_MONTH,1,{d '2021-09-02'})})}`,
      'created_on >= 2021-10-01T00:00:00.000+00:00',
    ],
    [
      'CAST(EXTRACT(YEAR FROM "t"."CreatedOn") AS INTEGER) = 2025',
      'created_on >= 2025-01-01T00:00:00.000+00:00 AND created_on < 2026-01-01T00:00:00.000+00:00',
    ],
    [
      '({fn YEAR("t"."CreatedOn")} IN (2022, 2023))',
      'created_on >= 2022-01-01T00:00:00.000+00:00 AND created_on < 2024-01-01T00:00:00.000+00:00',
    ],
    [
      `{fn TIMESTAMPADD(SQL_TSI_DAY, CAST(-EXTRACT(DAY FROM "t"."CreatedOn")+1 AS INTEGER), CAST("t"."CreatedOn" AS DATE))} = {ts '2025-09-01 00:00:00'}`,
      'created_on >= 2025-09-01T00:00:00.000+00:00 AND created_on < 2025-10-01T00:00:00.000+00:00',
    ],
    [`"t"."CreatedOn" >= {d '2021-09-02'}`, 'created_on >= 2021-09-02T00:00:00.000+00:00'],
    [
      `("t"."CreatedOn" >= {ts '2025-08-01 00:00:00'} AND "t"."CreatedOn" < {ts '2025-09-01 00:00:00'})`,
      'created_on >= 2025-08-01T00:00:00.000+00:00 AND created_on < 2025-09-01T00:00:00.000+00:00',
    ],
  ])('%s is folded and sent', async (condition, q) => {
    const sql = `SELECT "t"."Id" FROM ${pulls} "t" WHERE (${condition})`;
    const found = await rows(sql);
    expect(calls()[0]?.q).toBe(q);
    expect(found).toHaveLength(await size(`&q=${encodeURIComponent(q)}`));
  });

  it('CURRENT_DATE in date maths is folded and sent', async () => {
    await rows(
      `SELECT "t"."Id" FROM ${pulls} "t" WHERE ("t"."CreatedOn" >= {fn TIMESTAMPADD(SQL_TSI_DAY,1,CURRENT_DATE)})`,
    );
    expect(calls()).toMatchObject([
      { q: expect.stringMatching(/^created_on >= \d{4}-\d\d-\d\dT00:00:00\.000\+00:00$/) },
    ]);
  });
});

describe('functions of texts and numbers', () => {
  it('work on columns', async () => {
    const sql = `SELECT "t"."Title", {fn LEFT("t"."Title", 3)}, {fn UCASE("t"."Title")}, {fn LCASE("t"."Title")},
      {fn LOCATE('e', "t"."Title")}, {fn CHAR_LENGTH("t"."Title")}, SUBSTRING("t"."Title" FROM 2 FOR 3),
      CASE WHEN 3 >= 0 THEN SUBSTRING("t"."Title" FROM 1 FOR 3) ELSE NULL END,
      CASE WHEN -1 >= 0 THEN {fn RIGHT("t"."Title", 1)} ELSE NULL END FROM ${pulls} "t" LIMIT 50`;
    for (const row of await rows(sql)) {
      const title = String(row[0]);
      expect(row.slice(1)).toEqual([
        title.slice(0, 3),
        title.toUpperCase(),
        title.toLowerCase(),
        title.indexOf('e') + 1,
        Array.from(title).length,
        title.slice(1, 4),
        title.slice(0, 3),
        null,
      ]);
    }
    expect(calls()).toHaveLength(1);
  });

  it('of calculations are those that are reported', async () => {
    expect(
      await rows(
        'SELECT {fn LOG10(1000)}, ABS(-3), {fn CEILING(CAST(1.2 AS DOUBLE))}, {fn SIN(0)}, {fn ATAN2(0, 1)}',
      ),
    ).toEqual([[3, 3, 2, 0, 0]]);
  });
});

describe('sets', () => {
  it('of states are sent as states', async () => {
    const found = await rows(`SELECT "t"."Id" FROM ${pulls} "t" WHERE ("t"."State" IN ('OPEN','DECLINED'))`);
    expect(calls()[0]?.states).toEqual(['OPEN', 'DECLINED']);
    const open = await rows(`SELECT COUNT(1) FROM ${pulls} WHERE State = 'OPEN' OR State = 'DECLINED'`);
    expect(open).toEqual([[found.length]]);
  });

  it('of other columns are sent as OR', async () => {
    const names = await rows(`SELECT DISTINCT SourceBranchName FROM ${pulls} ORDER BY 1 LIMIT 2`);
    const [one, other] = names.flat().map(String);
    bench.sandbox.clearRequests();
    const found = await rows(
      `SELECT "t"."SourceBranchName" FROM ${pulls} "t" WHERE ("t"."SourceBranchName" IN ('${one}','${other}'))`,
    );
    expect(calls()[0]?.q).toBe(`(source.branch.name = "${one}" OR source.branch.name = "${other}")`);
    expect(new Set(found.flat())).toEqual(new Set([one, other]));
  });
});

describe('Power BI', () => {
  it('reads a folded table through [_]', async () => {
    const sql = `select top 1000 [_].[Id] from ( select [Id], [Title] from [Bitbucket].[harbor-app].[PullRequests] ) [_]`;
    expect(await rows(sql)).toHaveLength(1000);
    expect(calls()).toHaveLength(20);
    expect(calls()[0]?.fields).toBe('values.id,next,size,page,pagelen');
  });

  it('filters rows that are there', async () => {
    const sql = `select top 1000 [_].[Id] from [Bitbucket].[harbor-app].[PullRequests] [_]
      where [_].[State] = 'OPEN' and [_].[State] is not null`;
    expect(await rows(sql)).toHaveLength(237);
    expect(calls()[0]?.states).toEqual(['OPEN']);
  });

  it('sorts with NULL first by CASE', async () => {
    const sql = `select "_"."Id", "_"."MergeCommitHash" from "Bitbucket"."harbor-app"."PullRequests" "_"
      order by case when "_"."MergeCommitHash" is null then 0 else 1 end, "_"."MergeCommitHash", "_"."Id"`;
    const hashes = (await rows(sql)).map(([, hash]) => hash);
    const firstValue = hashes.findIndex((hash) => hash !== null);
    expect(firstValue).toBeGreaterThan(0);
    const values = hashes.slice(firstValue).map(String);
    expect(values).toEqual(values.toSorted());
  });

  it('joins tables so that NULL meets NULL', async () => {
    const side = 'select "Id", "MergeCommitHash" from "Bitbucket"."api"."PullRequests"';
    const equal = (column: string): string =>
      `("OTBL"."${column}" = "ITBL"."${column}" or ("OTBL"."${column}" is null and "ITBL"."${column}" is null))`;
    const sql = `select count(*) as "n", count(distinct "OTBL"."Id") as "ids" from (${side}) as "OTBL"
      inner join (${side}) as "ITBL" on (${equal('Id')} and ${equal('MergeCommitHash')})`;
    expect(await rows(sql)).toEqual([[24, 24]]);
    expect(calls()).toHaveLength(1);
  });

  it('groups what it has filtered in a query below', async () => {
    const sql = `select top 101 [rows].[State] as [State], sum([rows].[CommentCount]) as [a0], count_big(*) as [a1] from
      ( select [State], [CommentCount] from [Bitbucket].[api].[PullRequests] as [$Table] where [Id] > 3 and [Id] is not null )
      as [rows] group by [State] order by [a1] desc`;
    const [[state, , count] = []] = await rows(sql);
    expect([state, count]).toEqual(['OPEN', 21]);
    expect(calls()).toMatchObject([{ q: 'id > 3' }]);
  });

  it('escapes what it searches for', async () => {
    const sql = `select "Projects"."Name" from "Bitbucket"."Information"."Projects" "Projects"
      where "Projects"."Name" like '%H!arb%' {escape '!'} or "Projects"."Name" like '%!_%' {escape '!'}`;
    expect(await rows(sql)).toEqual([['Harbour Works']]);
  });
});

describe('the names that other applications write', () => {
  const names = ['Harbour Works', 'Operations — Tag & Nacht', 'Public API'];
  it.each([
    ['Excel', 'select "Projects"."Name" from "Bitbucket"."Information"."Projects" "Projects"'],
    ['MS Query', 'SELECT Projects_0.Name FROM Bitbucket.Information.Projects Projects_0'],
    ['MS Query, quoted', 'SELECT `Projects_0`.`Name` FROM `Bitbucket`.`Information`.`Projects` `Projects_0`'],
    [
      'Access',
      'SELECT [Information_Projects].[Name] FROM [Information].[Projects] AS [Information_Projects]',
    ],
    ['Access, whole', 'SELECT "Information"."Projects"."Name" FROM "Information"."Projects"'],
    ['dbplyr', 'SELECT "q01".* FROM (SELECT "Name" FROM "Projects") "q01" LIMIT 1001'],
    ['SQLAlchemy', 'SELECT "Information"."Projects"."Name" FROM "Information"."Projects"'],
    [
      'SQLAlchemy, nested',
      'SELECT anon_1."Name" AS "anon_1_Name" FROM (SELECT "Projects"."Name" AS "Name" FROM "Projects") AS anon_1',
    ],
    ['Tableau', 'SELECT "Projects"."Name" AS "Name" FROM "Information"."Projects" "Projects" LIMIT 100'],
    [
      'a MySQL dialect',
      'SELECT `Projects`.`Name` AS `Name` FROM `Information`.`Projects` `Projects` LIMIT 100',
    ],
  ])('%s', async (_application, sql) => {
    expect(await set(sql)).toEqual(names);
    expect(calls()).toMatchObject([{ path: 'GET workspaces/lighthouse/projects' }]);
  });

  it('MS Query filters and sorts', async () => {
    const sql = `SELECT Projects_0.Name FROM Bitbucket.Information.Projects Projects_0
      WHERE (Projects_0.Name Like '%b%') ORDER BY Projects_0.Name`;
    expect((await rows(sql)).flat()).toEqual(['Harbour Works', 'Public API']);
  });

  it('SQLAlchemy pages with LIMIT and OFFSET', async () => {
    const sql = `SELECT "harbor-app"."PullRequests"."Id" FROM ${pulls} WHERE "harbor-app"."PullRequests"."State" = 'OPEN'
      ORDER BY "harbor-app"."PullRequests"."Id" LIMIT 3 OFFSET 2`;
    const all = await rows(`SELECT Id FROM ${pulls} WHERE State = 'OPEN' ORDER BY Id LIMIT 5`);
    expect(await rows(sql)).toEqual(all.slice(2));
  });
});

describe('the language', () => {
  const few = `(SELECT * FROM ${pulls} WHERE Id <= 90)`;
  const ids = (condition: string): string => `SELECT Id FROM ${few} WHERE ${condition}`;

  it.each([
    [
      'windows',
      `SELECT Id, RANK() OVER (PARTITION BY State ORDER BY Id DESC) AS r FROM ${few} QUALIFY r = 1`,
      4,
    ],
    [
      'windows of aggregates',
      `SELECT DISTINCT State, COUNT(*) OVER (PARTITION BY State), STDEV(Id) OVER (PARTITION BY State) FROM ${few}`,
      4,
    ],
    [
      'common table expressions',
      `WITH p AS (SELECT State FROM ${few}) SELECT State FROM p GROUP BY State`,
      4,
    ],
    ['UNION', `${ids('Id <= 2')} UNION ${ids('Id <= 3')}`, 3],
    ['UNION ALL', `${ids('Id <= 2')} UNION ALL ${ids('Id <= 3')} ORDER BY 1`, 5],
    ['EXCEPT and INTERSECT', `(${ids('Id <= 5')} EXCEPT ${ids('Id <= 2')}) INTERSECT ${ids('Id <= 4')}`, 2],
    ['IN with a query', ids(`Id IN (SELECT MAX(Id) FROM ${few} GROUP BY State)`), 4],
    [
      'EXISTS',
      `SELECT p.Id FROM ${few} p WHERE p.Id < 9 AND EXISTS (SELECT 1 FROM ${few} q WHERE q.Id = p.Id - 5)`,
      3,
    ],
    ['a query as a value', ids(`Id > (SELECT MAX(Id) - 3 FROM ${few})`), 3],
    ['LIMIT skip, n', `${ids('Id <= 20')} ORDER BY Id LIMIT 5, 3`, 3],
    ['OFFSET and FETCH', `${ids('Id <= 20')} ORDER BY Id OFFSET 18 ROWS FETCH NEXT 5 ROWS ONLY`, 2],
    ['DISTINCT with TOP', `SELECT DISTINCT TOP 3 State FROM ${few}`, 3],
    [
      'full joins',
      `SELECT a.Id, b.n FROM (${ids('Id <= 2')}) a FULL OUTER JOIN (SELECT 9 AS n) b ON a.Id = b.n`,
      3,
    ],
    [
      'CROSS APPLY of a split',
      `SELECT s.value FROM ${few} p CROSS APPLY STRING_SPLIT('a b', ' ') s WHERE p.Id = 1`,
      2,
    ],
    [
      'OUTER APPLY of a query',
      `SELECT p.Id, q.Id FROM ${few} p OUTER APPLY (SELECT Id FROM ${few} WHERE Id = p.Id + 1) q WHERE p.Id < 3`,
      2,
    ],
    ['ROLLUP', `SELECT State, COUNT(*) FROM ${few} GROUP BY ROLLUP (State)`, 5],
    [
      'PIVOT behind a table',
      `SELECT * FROM (SELECT Id, State FROM ${few}) PIVOT (COUNT(Id) FOR State IN ('OPEN', 'MERGED'))`,
      1,
    ],
  ])('has %s', async (_what, sql, count) => {
    expect(await rows(sql)).toHaveLength(count);
  });

  it('sorts NULL where it is told to', async () => {
    const sorted = async (order: string): Promise<readonly unknown[]> =>
      (
        await rows(`SELECT MergeCommitHash FROM ${pulls} WHERE Id <= 90 ORDER BY MergeCommitHash ${order}`)
      ).flat();
    expect((await sorted('ASC NULLS FIRST'))[0]).toBeNull();
    expect((await sorted('ASC NULLS LAST')).at(-1)).toBeNull();
    expect((await sorted('ASC')).at(-1)).toBeNull();
    expect((await sorted('DESC'))[0]).toBeNull();
  });

  it.each([
    [`SELECT * FROM ${pulls} CROSS APPLY JSONTABLE(Title) t`, SqlState.featureNotSupported],
    ["SELECT * FROM read_csv('/etc/passwd')", SqlState.featureNotSupported],
    ["SELECT * FROM '/etc/passwd'", SqlState.undefinedTable],
    ["SELECT XML_EXTRACT('<a/>', '/a')", SqlState.undefinedFunction],
    ["SELECT EXPR('1 + 1')", SqlState.undefinedFunction],
    ["SELECT FILESIZE('/etc/passwd')", SqlState.undefinedFunction],
    ["SELECT FILEMODIFIEDTIME('/etc/passwd')", SqlState.undefinedFunction],
    [`UPSERT INTO ${pulls} (Id) VALUES (1)`, SqlState.featureNotSupported],
    [`CACHE SELECT * FROM ${pulls}`, SqlState.featureNotSupported],
    [`GETDELETED FROM ${pulls}`, SqlState.featureNotSupported],
    [`SELECT * FROM ${pulls}; SELECT 1`, SqlState.syntaxError],
    [`SELECT * FROM ${pulls} WHERE Id BETWEEN SYMMETRIC 2 AND 1`, SqlState.featureNotSupported],
  ])('refuses %s without a call', async (sql, sqlState) => {
    expect(await failure(session, sql)).toMatchObject({ sqlState });
    expect(bench.sandbox.requests).toEqual([]);
  });

  it.each([
    ["to_number('1', '9')", "CAST('1' AS DOUBLE)"],
    ['unix_timestamp(CreatedOn)', "DATEDIFF(second, TIMESTAMP '1970-01-01', CreatedOn)"],
    ["datalength('é')", "OCTET_LENGTH('é')"],
  ])('says what is written instead of %s, and understands that', async (unknown, instead) => {
    expect(await failure(session, `SELECT ${unknown} FROM ${pulls}`)).toMatchObject({
      sqlState: SqlState.undefinedFunction,
      hint: expect.stringMatching(new RegExp(`^${instead.slice(0, instead.indexOf('('))}\\(`)) as unknown,
    });
    expect(await rows(`SELECT ${instead} FROM ${pulls} WHERE Id = 1`)).toHaveLength(1);
  });
});
