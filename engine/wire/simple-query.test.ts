import { INTEGER } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { chunkOf, column, fakeSessions, idsAndTitles } from './test-support/fake-session.ts';
import type { FakeSessions, FakeStatement } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import { report, rows, types } from './test-support/wire-client.ts';
import type { Reply } from './test-support/wire-client.ts';

const statements: Readonly<Record<string, () => FakeStatement>> = {
  titles: () =>
    idsAndTitles([
      [1, 'Grüße'],
      [2, null],
    ]),
  set: () => ({ columns: null, commandTag: 'SET' }),
  begin: () => ({ columns: null, commandTag: 'BEGIN', transaction: { verb: 'BEGIN' } }),
  commit: () => ({ columns: null, commandTag: 'COMMIT', transaction: { verb: 'COMMIT', chain: false } }),
  empty: () => idsAndTitles([]),
  parameter: () => ({ columns: null, commandTag: 'SET', parameterTypes: [25] }),
  wrong: () => {
    throw new DrawbridgeError(SqlState.undefinedTable, 'There is no table x', {
      hint: 'Look into sys_tables.',
      detail: 'Nothing like it exists.',
      position: 3,
    });
  },
  'fails late': () => ({
    columns: [column('n', 23)],
    commandTag: 'SELECT 2',
    *chunks() {
      yield chunkOf([INTEGER], [[1], [2]]);
      throw new DrawbridgeError(SqlState.sourceFailed, 'Bitbucket answered 500');
    },
  }),
  cut: () => ({
    columns: [column('n', 23)],
    commandTag: 'SELECT 1',
    *chunks(_parameters, options) {
      yield chunkOf([INTEGER], [[1]]);
      options.onNotice({
        sqlState: SqlState.warning,
        message: 'Max Rows has cut the result',
        hint: 'Raise it.',
      });
    },
  }),
  crash: () => {
    throw new TypeError('x is not a function');
  },
};

function sessions(): FakeSessions {
  return fakeSessions((text) => {
    const statement = statements[text.replace(/ #.*/, '')];
    if (statement === undefined) throw new Error(`No script for ${text}`);
    return statement();
  });
}

async function query(text: string): Promise<Reply[]> {
  const client = await (await testServer(sessions())).open();
  return client.query(text);
}

test('each statement of a text has its own results', async () => {
  const replies = await query('set; titles; empty; set');
  expect(types(replies)).toBe('CTDDCTCCZ');
  expect(rows(replies)).toEqual([
    ['1', 'Grüße'],
    ['2', null],
  ]);
  const tags = replies.filter((reply) => reply.type === 'C').map((reply) => reply.body.toString());
  expect(tags).toEqual(['SET\0', 'SELECT 2\0', 'SELECT 0\0', 'SET\0']);
});

test('the description names columns, types and modifiers', async () => {
  const [description] = await query('titles');
  const title = description?.body.subarray(description.body.indexOf('title'));
  // name, table OID, column number, type OID, size, modifier, format
  expect(title?.toString('hex')).toBe('7469746c650000000000000000000413ffff000000180000');
});

test.each(['', '   ', ' ; ; '])('a text without statements is an empty query: %j', async (text) => {
  expect(types(await query(text))).toBe('IZ');
});

test('an error ends the rest of the text, and says all that is known', async () => {
  const replies = await query('set; wrong; set');
  expect(types(replies)).toBe('CEZ');
  expect(report(replies[1])).toEqual({
    S: 'ERROR',
    V: 'ERROR',
    C: '42P01',
    M: 'There is no table x',
    D: 'Nothing like it exists.',
    H: 'Look into sys_tables.',
    P: '8',
  });
});

test('positions count code points of the whole text, also behind the same statement', async () => {
  const replies = await query('set # 👋 Grüße; set # wrong; wrong');
  expect(report(replies.at(-2))['P']).toBe(String('set # 👋 Grüße; set # wrong; '.length - 1 + 3));
});

test('an error after rows ends in an ErrorResponse', async () => {
  const replies = await query('fails late');
  expect(types(replies)).toBe('TDDEZ');
  expect(report(replies[3])).toMatchObject({ C: '58000' });
});

test('a notice comes before the tag', async () => {
  const replies = await query('cut');
  expect(types(replies)).toBe('TDNCZ');
  expect(report(replies[2])).toEqual({
    S: 'WARNING',
    V: 'WARNING',
    C: '01000',
    M: 'Max Rows has cut the result',
    H: 'Raise it.',
  });
});

test('an error of ours is XX000, told without its trace, which is in the log', async () => {
  const server = await testServer(sessions());
  const replies = await (await server.open()).query('crash');
  expect(report(replies[0])).toMatchObject({ C: 'XX000', M: 'x is not a function' });
  expect(JSON.stringify(report(replies[0]))).not.toContain('.ts');
  expect(server.log.join()).toContain('simple-query.test.ts');
});

test('a parameter has no value here', async () => {
  expect(report((await query('parameter'))[0])).toMatchObject({ C: '42P02' });
});

test('the status of a transaction follows BEGIN, errors and COMMIT', async () => {
  const client = await (await testServer(sessions())).open();
  const statuses: (string | undefined)[] = [];
  for (const text of ['set', 'begin', 'titles', 'wrong', 'titles', 'commit', 'wrong']) {
    statuses.push((await client.query(text)).at(-1)?.body.toString());
  }
  expect(statuses).toEqual(['I', 'T', 'T', 'E', 'E', 'I', 'I']);
});

test('nothing stays open behind a statement, whether it ended or failed', async () => {
  const fakes = sessions();
  const client = await (await testServer(fakes)).open();
  await client.query('titles; cut; set');
  await client.query('fails late');
  expect(fakes.counts).toMatchObject({ openCursors: 0, openPrepared: 0 });
});

test('a client is told what a statement has changed, once, ahead of ReadyForQuery', async () => {
  const reported = new Map([['application_name', 'first']]);
  const fakes = fakeSessions(() => ({ columns: null, commandTag: 'SET' }), { reported });
  const client = await (await testServer(fakes)).open();
  expect(types(await client.query('set'))).toBe('CZ');
  reported.set('application_name', 'second');
  const replies = await client.query('set');
  expect(types(replies)).toBe('CSZ');
  expect(replies[1]?.body.toString()).toBe('application_name\0second\0');
  expect(types(await client.query('set'))).toBe('CZ');
});
