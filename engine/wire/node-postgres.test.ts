import { BIGINT, INTEGER, TIMESTAMP, VARCHAR, timestampValue } from '@duckdb/node-api';
import { Client } from 'pg';
import Cursor from 'pg-cursor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { chunkOf, column, fakeSessions } from './test-support/fake-session.ts';
import { scriptedPort, scriptedServer } from './test-support/scripted-server.ts';
import type { ScriptedServer } from './test-support/scripted-server.ts';

const sessions = fakeSessions((sql) => {
  if (sql.startsWith('numbers')) {
    return {
      columns: [column('n', 23)],
      commandTag: 'SELECT 5000',
      *chunks() {
        for (let from = 0; from < 5000; from += 1000) {
          yield chunkOf(
            [INTEGER],
            Array.from({ length: 1000 }, (_, row) => [from + row]),
          );
        }
      },
    };
  }
  if (sql.startsWith('echo')) {
    return {
      columns: [column('id', 20), column('title', 1043, 104), column('at', 1114)],
      parameterTypes: [20, 1043],
      commandTag: 'SELECT 1',
      *chunks([id = null, title = null]) {
        const at = timestampValue(1_795_420_800_123_000n);
        yield chunkOf([BIGINT, VARCHAR, TIMESTAMP], [[id === null ? null : BigInt(id), title, at]]);
      },
    };
  }
  throw new DrawbridgeError(SqlState.undefinedTable, 'There is no table x', {
    hint: 'Look again.',
    position: 5,
  });
});

let running: ScriptedServer;
let client: Client;

beforeAll(async () => {
  running = await scriptedServer(sessions, { tcp: { host: '127.0.0.1', port: 0, password: 'geheim' } });
  client = new Client({ host: running.folder, port: scriptedPort, user: 'erika', database: 'Sandbox' });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await running.stop();
});

test('reads parameters, NULLs, large numbers and times', async () => {
  const { rows } = await client.query('echo', ['9007199254740993', 'Grüße']);
  expect(rows).toEqual([{ id: '9007199254740993', title: 'Grüße', at: expect.any(Date) as Date }]);
  expect((await client.query('echo', [null, null])).rows).toMatchObject([{ id: null, title: null }]);
});

test('uses a named statement again', async () => {
  const named = { name: 'by-id', text: 'echo named' };
  for (const id of ['1', '2']) {
    expect((await client.query({ ...named, values: [id, 'a'] })).rows).toMatchObject([{ id }]);
  }
  expect(sessions.counts.prepared.filter((sql) => sql === 'echo named')).toHaveLength(1);
});

test('reads all rows of a simple query', async () => {
  const { rows, rowCount } = await client.query<{ n: number }>('numbers');
  expect(rowCount).toBe(5000);
  expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 5000 }, (_, n) => n));
});

test('reads by a cursor, piece by piece, and closes it early', async () => {
  const cursor = client.query(new Cursor<{ n: number }>('numbers', []));
  const lengths: number[] = [];
  for (let count = 0; count < 3; count += 1) lengths.push((await cursor.read(700)).length);
  expect(lengths).toEqual([700, 700, 700]);
  await cursor.close();
  expect((await client.query('numbers')).rowCount).toBe(5000);
});

test('gets errors with their fields, and goes on', async () => {
  await expect(client.query('nonsense', ['1'])).rejects.toMatchObject({
    code: '42P01',
    message: 'There is no table x',
    hint: 'Look again.',
    position: '5',
    severity: 'ERROR',
  });
  expect((await client.query('numbers')).rowCount).toBe(5000);
});

test('proves its password over TCP', async () => {
  const port = running.server.tcp?.port ?? 0;
  const secured = new Client({
    host: '127.0.0.1',
    port,
    user: 'erika',
    database: 'Sandbox',
    password: 'geheim',
  });
  await secured.connect();
  expect((await secured.query('numbers')).rowCount).toBe(5000);
  await secured.end();
});
