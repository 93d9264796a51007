/** LIKE with an escape, and functions of texts: the right rows, and to Bitbucket only what loses none of them. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;
let titles: readonly string[];

const marked = ['100% of a_b', String.raw`100\% of aXb`, '100 percent', 'A_B', "it's 100%"];

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=api');
  const ids = (
    await run(session, 'SELECT Id FROM PullRequests WHERE State = $1 ORDER BY Id LIMIT 5', {
      parameters: ['OPEN'],
    })
  ).rows;
  for (const [index, title] of marked.entries()) {
    await run(session, 'UPDATE PullRequests SET Title = $1 WHERE Id = $2', {
      parameters: [title, String(ids[index]?.[0])],
    });
  }
  titles = (await run(session, 'SELECT Title FROM PullRequests')).rows.map(([title]) => String(title));
  expect(titles).toEqual(expect.arrayContaining(marked.slice(0, ids.length)));
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

type Test = (title: string) => boolean;

it.each<readonly [condition: string, q: string | null, test: Test]>([
  [String.raw`Title LIKE '100\%%' {escape '\'}`, 'title ~ "100%"', (title) => title.startsWith('100%')],
  [
    String.raw`Title LIKE '100\\\%%' {escape '\'}`,
    // No word on how backslashes are written there.
    null,
    (title) => title.startsWith(String.raw`100\%`),
  ],
  [`Title LIKE '%a!_b' {escape '!'}`, 'title ~ "a_b"', (title) => title.endsWith('a_b')],
  [`Title LIKE '%a_b'`, 'title ~ "a"', (title) => /a.b$/s.test(title)],
  [`Title LIKE 'A!_B' ESCAPE '!'`, 'title = "A_B"', (title) => title === 'A_B'],
  [`Title NOT LIKE '100!%%' {escape '!'}`, null, (title) => !title.startsWith('100%')],
  [`UPPER(Title) = 'A_B'`, null, (title) => title.toUpperCase() === 'A_B'],
  [`{fn UCASE(Title)} LIKE 'A!_%' {escape '!'}`, null, (title) => title.toUpperCase().startsWith('A_')],
  [
    `{fn LCASE(Title)} IN ('a_b', '100 percent')`,
    null,
    (title) => ['a_b', '100 percent'].includes(title.toLowerCase()),
  ],
  [`Title ILIKE 'a!_b' ESCAPE '!'`, null, (title) => title.toLowerCase() === 'a_b'],
  [`{fn LEFT(Title, 3)} = '100'`, 'title ~ "100"', (title) => title.startsWith('100')],
  [`CAST(Title AS VARCHAR(4)) = 'A_B'`, 'title = "A_B"', (title) => title === 'A_B'],
  [
    `Title LIKE ANY (ARRAY['A!_B', '100 p%'])`,
    '(title ~ "A!" OR title ~ "100 p")',
    (title) => title.startsWith('100 p'),
  ],
  [`Title NOT ILIKE ALL (ARRAY['a\\_b', '1%'])`, null, (title) => !/^(?:a_b$|1)/i.test(title)],
  [`Title LIKE ANY (string_to_array('A_B,x', ','))`, null, (title) => /^A.B$/s.test(title)],
  [`Title::varchar(2) <> '10'`, null, (title) => !title.startsWith('10')],
  [
    `RTRIM(Title) = 'A_B' OR Title LIKE 'it''s%'`,
    null,
    (title) => title.trimEnd() === 'A_B' || title.startsWith("it's"),
  ],
])('%s', async (condition, q, test) => {
  const { rows } = await run(session, `SELECT Title FROM PullRequests WHERE ${condition}`);
  expect(rows.map(([title]) => String(title)).toSorted()).toEqual(titles.filter(test).toSorted());
  expect(rows).not.toEqual([]);
  const sent = bench.sandbox.requests.map(({ query }) => new URLSearchParams(query).get('q'));
  expect(sent[0]).toBe(q);
});
