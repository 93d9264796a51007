/** node-postgres reads by a cursor: what it does not read is not asked for, and the catalog is read in the same way. */
import Cursor from 'pg-cursor';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Stage } from './support/stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.leave());

beforeEach(() => stage.calm());

it('closing a cursor early stops the calls, and the connection goes on', async () => {
  // Which page has come when the cursor is closed is chance; that the tenth has not, is not.
  stage.sandbox.faults.hold({ path: '/harbor-app/pullrequests', page: 10 });
  const client = await stage.connect();
  const cursor = client.query(
    new Cursor<{ Id: string }>('SELECT Id, Title FROM PullRequests WHERE Id > $1', [0]),
  );
  expect(await cursor.read(20)).toHaveLength(20);
  expect(await cursor.read(20)).toHaveLength(20);
  await cursor.close();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  const pages = stage.sandbox.requests.filter(({ path }) => path.endsWith('/pullrequests'));
  // All 2,000 rows would be 40.
  expect(pages.length).toBeGreaterThan(0);
  expect(pages.length).toBeLessThan(40);
});

it('columns without an alias are read by the names that PostgreSQL gives them', async () => {
  const client = await stage.connect();
  const counted = 'SELECT count(*), MAX(Id), LEN($1), $2::int FROM PullRequests WHERE Id < 3';
  const row = { count: '2', max: '2', len: '2', int4: 12 };
  expect((await client.query(counted, ['ab', 12])).rows).toEqual([row]);
  expect((await client.query('SELECT * FROM (SELECT 1 + 1) q')).rows).toEqual([{ '?column?': 2 }]);
});

it('the catalog is read piece by piece, with numbers, arrays and parameters', async () => {
  const client = await stage.connect();
  const cursor = client.query(
    new Cursor<{ conname: string; conkey: number[]; oid: number }>(
      "SELECT oid, conname, conkey FROM pg_constraint WHERE contype = $1 AND conrelid = 'beacon.pullrequesttasks'::regclass ORDER BY conname",
      ['f'],
    ),
  );
  const [first] = await cursor.read(1);
  expect(first).toEqual({
    oid: expect.any(Number) as number,
    conname: 'PullRequestTasks_CommentId_fkey',
    conkey: [expect.any(Number)],
  });
  expect((await cursor.read(100)).length).toBeGreaterThan(1);
  await cursor.close();
  const { rows } = await client.query('SELECT relname FROM pg_class WHERE oid = ANY($1) ORDER BY 1', [
    [first?.oid, 1259],
  ]);
  expect(rows).toEqual([{ relname: 'pg_class' }]);
});

it('the table that a column is from can be looked up by its number', async () => {
  const client = await stage.connect();
  const { fields } = await client.query('SELECT Title AS t, Id + 1 FROM PullRequests WHERE false');
  const [title, computed] = fields;
  const { rows } = await client.query(
    'SELECT c.oid::regclass::text AS table, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.oid = $1 AND a.attnum = $2',
    [title?.tableID, title?.columnID],
  );
  expect(rows).toEqual([{ table: '"PullRequests"', attname: 'Title' }]);
  expect(computed?.tableID).toBe(0);
  expect(stage.sandbox.requests.filter(({ path }) => path.endsWith('/pullrequests'))).toEqual([]);
});

it('EXPLAIN of a question to the catalog says that the engine answers it', async () => {
  const client = await stage.connect();
  const { rows } = await client.query('EXPLAIN SELECT * FROM pg_class');
  expect(JSON.stringify(rows)).toContain('the engine itself');
  expect(stage.sandbox.requests).toEqual([]);
});
