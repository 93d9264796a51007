import { INTEGER, VARCHAR } from '@duckdb/node-api';
import { expect, test, vi } from 'vitest';
import { chunkOf, column, endless, fakeSessions, holding } from './test-support/fake-session.ts';
import type { FakeCounts, FakeStatement } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import type { ScriptedServer } from './test-support/scripted-server.ts';
import { cancelRequest, query, report, types } from './test-support/wire-client.ts';
import type { WireClient } from './test-support/wire-client.ts';

/** Resolves once nothing has been produced for a while. */
async function standstill(counts: FakeCounts): Promise<void> {
  let last = -1;
  let same = 0;
  await vi.waitFor(
    () => {
      same = counts.chunks === last ? same + 1 : 0;
      last = counts.chunks;
      expect(same).toBeGreaterThan(5);
    },
    { interval: 20, timeout: 20_000 },
  );
}

/** A client that asks and then reads nothing. */
async function stalled(
  statement: FakeStatement,
): Promise<{ server: ScriptedServer; client: WireClient; counts: FakeCounts }> {
  const fakes = fakeSessions(() => statement);
  const server = await testServer(fakes);
  const client = await server.open();
  client.socket.pause();
  client.send(query('SELECT'));
  await vi.waitFor(() => expect(fakes.counts.chunks).toBeGreaterThan(0), 20_000);
  await standstill(fakes.counts);
  return { server, client, counts: fakes.counts };
}

async function cancel(server: ScriptedServer, client: WireClient): Promise<void> {
  const canceller = await server.connect();
  canceller.send(cancelRequest(client.processId, client.secret));
  await canceller.rest();
}

test('a client that does not read stops the statement after less than 2 MiB', async () => {
  const { counts } = await stalled(endless());
  // A chunk is 1,024 rows of about 110 bytes; part of them are in the system's own buffers.
  expect(counts.chunks * 110 * 1024).toBeLessThan(2 * 1024 * 1024);
  expect(counts.openCursors).toBe(1);
});

test('however large a row is, no more than one of them is built ahead', async () => {
  const value = 'x'.repeat(3 * 1024 * 1024);
  const { counts } = await stalled({
    columns: [column('id', 23), column('text', 25)],
    commandTag: 'SELECT 0',
    async *chunks(_parameters, { signal }) {
      while (!signal.aborted) {
        yield chunkOf([INTEGER, VARCHAR], [[1, value]]);
      }
    },
  });
  expect(counts.chunks).toBeLessThanOrEqual(2);
});

test('the statement goes on when the client reads on', async () => {
  const { client, counts } = await stalled(endless());
  const before = counts.chunks;
  client.socket.resume();
  await vi.waitFor(() => expect(counts.chunks).toBeGreaterThan(before + 100), 20_000);
});

test('cancelling for a stalled client ends in 57014, once it reads', async () => {
  const { server, client, counts } = await stalled(endless());
  await cancel(server, client);
  await vi.waitFor(() => expect(counts.openCursors).toBe(0), 20_000);
  client.socket.resume();
  const replies = await client.untilReady();
  expect(types(replies)).toMatch(/^TD+EZ$/);
  expect(report(replies.at(-2))).toMatchObject({ C: '57014' });
});

test('a stalled client that goes away frees its cursor', async () => {
  const { client, counts } = await stalled(endless());
  client.close();
  await vi.waitFor(() => expect(counts).toMatchObject({ openCursors: 0, openSessions: 0 }), 20_000);
});

test('a stalled client does not hold up the end of the server', async () => {
  const { server, counts } = await stalled(endless());
  await server.server.stop(0);
  expect(counts).toMatchObject({ openCursors: 0, openSessions: 0 });
});

test('the first page is with the client while the second is still on its way', async () => {
  const held = holding();
  const fakes = fakeSessions(() => ({
    columns: [column('n', 23)],
    commandTag: 'SELECT 1',
    async *chunks(parameters, options) {
      yield chunkOf([INTEGER], [[1]]);
      yield* held.statement.chunks?.(parameters, options) ?? [];
    },
  }));
  const client = await (await testServer(fakes)).open();
  client.send(query('SELECT'));
  await held.started;
  expect((await client.next())?.type).toBe('T');
  expect((await client.next())?.type).toBe('D');
});
