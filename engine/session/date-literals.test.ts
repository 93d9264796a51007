/** Date literals through a session: what they ask of Bitbucket, and that they keep the rows that plain dates keep. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SqlState } from '../error.ts';
import type { Session } from './session.ts';
import {
  failure,
  run,
  writtenBench,
  type RunOptions,
  type WrittenBench,
} from './test-support/written-bench.ts';

/** A Wednesday. */
const now = '2024-05-15 10:30:00';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench({ now });
  session = await bench.open('Schema=api;ReadOnly=true');
  await run(session, 'SELECT Id FROM PullRequests LIMIT 1');
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

/** The first cell of each row, as text. */
async function ids(sql: string, options?: RunOptions): Promise<readonly string[]> {
  const { rows } = await run(session, sql, options);
  return rows.map(([id]) => String(id)).sort();
}

const sentFilter = (): string | undefined =>
  bench.sandbox.requests.map(({ query }) => new URLSearchParams(query).get('q') ?? '')[0];

const time = (text: string): string => `${text}T00:00:00.000+00:00`;
const within = (from: string, to: string): string =>
  `created_on >= ${time(from)} AND created_on < ${time(to)}`;

describe('equality asks for the period', () => {
  it.each([
    ['L_TODAY', '2024-05-15', '2024-05-16'],
    ['L_TODAY()', '2024-05-15', '2024-05-16'],
    ['L_YESTERDAY', '2024-05-14', '2024-05-15'],
    ['L_TOMORROW', '2024-05-16', '2024-05-17'],
    ['L_LAST_WEEK', '2024-05-05', '2024-05-12'],
    ['L_THIS_WEEK', '2024-05-12', '2024-05-19'],
    ['L_NEXT_WEEK', '2024-05-19', '2024-05-26'],
    ['L_LAST_MONTH', '2024-04-01', '2024-05-01'],
    ['L_THIS_MONTH', '2024-05-01', '2024-06-01'],
    ['L_NEXT_MONTH', '2024-06-01', '2024-07-01'],
    ['L_LAST_QUARTER', '2024-01-01', '2024-04-01'],
    ['L_THIS_QUARTER', '2024-04-01', '2024-07-01'],
    ['L_NEXT_QUARTER', '2024-07-01', '2024-10-01'],
    ['L_LAST_YEAR', '2023-01-01', '2024-01-01'],
    ['L_THIS_YEAR', '2024-01-01', '2025-01-01'],
    ['L_NEXT_YEAR', '2025-01-01', '2026-01-01'],
    ['L_LAST_90_DAYS', '2024-02-15', '2024-05-15'],
    ['L_NEXT_90_DAYS', '2024-05-15', '2024-08-13'],
    ['L_LAST_N_DAYS(3)', '2024-05-12', '2024-05-15'],
    ['L_NEXT_N_DAYS(3)', '2024-05-15', '2024-05-18'],
    ['L_LAST_N_WEEKS(2)', '2024-04-28', '2024-05-12'],
    ['L_NEXT_N_WEEKS(2)', '2024-05-19', '2024-06-02'],
    ['L_LAST_N_MONTHS(2 + 1)', '2024-02-01', '2024-05-01'],
    ['l_next_n_months(2)', '2024-06-01', '2024-08-01'],
    ['L_LAST_N_QUARTERS(2)', '2023-10-01', '2024-04-01'],
    ['L_NEXT_N_QUARTERS(2)', '2024-07-01', '2025-01-01'],
    ['L_LAST_N_YEARS(2)', '2022-01-01', '2024-01-01'],
    ['L_NEXT_N_YEARS(2)', '2025-01-01', '2027-01-01'],
  ])('%s', async (literal, from, to) => {
    const found = await ids(`SELECT Id FROM PullRequests WHERE CreatedOn = ${literal}`);
    expect(sentFilter()).toBe(within(from, to));
    const plain = `SELECT Id FROM PullRequests WHERE CreatedOn >= '${from}' AND CreatedOn < '${to}'`;
    expect(found).toEqual(await ids(plain));
  });
});

describe('the other operators', () => {
  const month = ['2024-05-01', '2024-06-01'] as const;
  it.each([
    ['CreatedOn < L_THIS_MONTH', `created_on < ${time(month[0])}`, `CreatedOn < '${month[0]}'`],
    ['CreatedOn <= L_THIS_MONTH', `created_on < ${time(month[1])}`, `CreatedOn < '${month[1]}'`],
    ['CreatedOn > L_THIS_MONTH', `created_on >= ${time(month[1])}`, `CreatedOn >= '${month[1]}'`],
    ['CreatedOn>=L_THIS_MONTH', `created_on >= ${time(month[0])}`, `CreatedOn >= '${month[0]}'`],
    ['L_THIS_MONTH > CreatedOn', `created_on < ${time(month[0])}`, `CreatedOn < '${month[0]}'`],
    ['L_THIS_MONTH() >= CreatedOn', `created_on < ${time(month[1])}`, `CreatedOn < '${month[1]}'`],
    ['L_THIS_MONTH < CreatedOn', `created_on >= ${time(month[1])}`, `CreatedOn >= '${month[1]}'`],
    ['L_THIS_MONTH<=CreatedOn', `created_on >= ${time(month[0])}`, `CreatedOn >= '${month[0]}'`],
    [
      'CreatedOn <> L_LAST_N_YEARS(3)',
      `(created_on < ${time('2021-01-01')} OR created_on > 2023-12-31T23:59:59.999+00:00)`,
      "(CreatedOn < '2021-01-01' OR CreatedOn >= '2024-01-01')",
    ],
    ['CreatedOn BETWEEN L_LAST_YEAR AND L_THIS_MONTH', within('2023-01-01', month[1]), null],
    ["CreatedOn BETWEEN '2023-06-05' AND L_LAST_MONTH", within('2023-06-05', month[0]), null],
    [
      'NOT CreatedOn = L_LAST_YEAR AND L_TODAY >= CreatedOn',
      undefined,
      "(CreatedOn < '2023-01-01' OR CreatedOn >= '2024-01-01') AND CreatedOn < '2024-05-16'",
    ],
  ])('%s', async (condition, sent, plain) => {
    const found = await ids(`SELECT Id FROM PullRequests WHERE ${condition}`);
    if (sent !== undefined) expect(sentFilter()).toBe(sent);
    expect(found.length).toBeGreaterThan(0);
    if (plain !== null) expect(found).toEqual(await ids(`SELECT Id FROM PullRequests WHERE ${plain}`));
  });
});

describe('a date literal anywhere else that comparisons are', () => {
  it('takes its number from a parameter, anew at each execution', async () => {
    const sql = 'SELECT Id FROM PullRequests WHERE CreatedOn = L_LAST_N_MONTHS(?) AND Id > ?';
    await run(session, sql, { parameters: ['2', '0'] });
    expect(sentFilter()).toContain(within('2024-03-01', '2024-05-01'));
    bench.sandbox.clearRequests();
    await run(session, sql, { parameters: ['1', '0'] });
    expect(sentFilter()).toContain(within('2024-04-01', '2024-05-01'));
  });

  it('is true or false in CASE, and NULL of NULL', async () => {
    const text = `SELECT CASE WHEN moment = L_TODAY THEN 'today' WHEN moment < L_TODAY THEN 'before' WHEN moment > L_TODAY
      THEN 'after' END FROM (VALUES (TIMESTAMP '2024-05-15 23:59:59.999999'), (TIMESTAMP '2024-05-14 23:59:59.999999'),
      (TIMESTAMP '2024-05-16'), (NULL)) t(moment)`;
    expect((await run(session, text)).rows.flat()).toEqual(['today', 'before', 'after', null]);
  });

  it('compares days and what is computed', async () => {
    const text = `SELECT DATE '2024-05-15' = L_TODAY, CAST('2024-05-31' AS DATE) > L_THIS_MONTH,
      DATEADD(day, 1, now()) = L_TOMORROW, NOT DATE '2024-05-15' <> L_TODAY`;
    expect((await run(session, text)).rows.flat()).toEqual([true, false, true, true]);
  });

  it('chooses the rows of a write', async () => {
    const writer = await bench.open('Schema=api;ReadOnly=false');
    const title = "UPDATE PullRequests SET Title = 'Old enough' WHERE Id = 1 AND CreatedOn";
    expect(await run(writer, `${title} > L_TODAY`)).toMatchObject({ tag: 'UPDATE 0' });
    expect(bench.requests()).toEqual([]);
    expect(await run(writer, `${title} <= L_LAST_YEAR`)).toMatchObject({ tag: 'UPDATE 1' });
    expect(bench.requests()).toEqual(['PUT /repositories/lighthouse/api/pullrequests/1']);
  });

  it('stands in HAVING', async () => {
    const having = (condition: string): string =>
      `SELECT State FROM PullRequests GROUP BY State HAVING MAX(CreatedOn) ${condition} ORDER BY 1`;
    const found = await ids(having('> L_LAST_N_DAYS(1)'));
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(await ids(having(">= '2024-05-15'")));
    expect(await ids(having('< L_THIS_YEAR'))).toEqual([]);
  });
});

describe('a date literal that is no comparison', () => {
  it.each([
    'SELECT L_TODAY',
    'SELECT Id FROM PullRequests WHERE CreatedOn >= L_TODAY - 7',
    'SELECT Id FROM PullRequests WHERE CreatedOn IN (L_TODAY, L_YESTERDAY)',
    'SELECT Id FROM PullRequests WHERE CreatedOn = L_LAST_N_DAYS',
    'SELECT Id FROM PullRequests WHERE CreatedOn = L_TODAY(3)',
    'SELECT Id FROM PullRequests WHERE L_TODAY = CreatedOn',
    'UPDATE PullRequests SET Title = L_TODAY WHERE Id = 1',
  ])('%s is refused before any call', async (sql) => {
    expect(await failure(session, sql)).toMatchObject({
      sqlState: SqlState.featureNotSupported,
      position: sql.search(/L_/) + 1,
    });
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('may be a name', async () => {
    const text = `SELECT t.L_TODAY, "L_TODAY", 'L_TODAY' FROM (SELECT 1 AS L_TODAY) t`;
    expect((await run(session, text)).rows).toEqual([[1, 1, 'L_TODAY']]);
  });
});
