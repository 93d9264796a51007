import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test, vi } from 'vitest';
import { column, fakeSessions, holding, idsAndTitles } from './test-support/fake-session.ts';
import type { FakeStatement } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import {
  WireClient,
  bind,
  execute,
  parse,
  query,
  refusal,
  report,
  startup,
  sync,
  types,
} from './test-support/wire-client.ts';

const one = (): FakeStatement => idsAndTitles([[1, 'a']]);

test('a client that waits is told 57P01 at once, and the socket file goes', async () => {
  const fakes = fakeSessions(one);
  const { server, socketPath, ...running } = await testServer(fakes);
  const client = await running.open();
  const starting = await running.connect();
  starting.send(startup({ user: 'erika' }).subarray(0, 7));
  await server.stop(60_000);
  expect(await refusal(client)).toMatchObject({ C: '57P01' });
  expect(await refusal(starting)).toMatchObject({ C: '57P01' });
  expect(fakes.counts.openSessions).toBe(0);
  expect(existsSync(socketPath)).toBe(false);
  await expect(WireClient.connect({ path: socketPath })).rejects.toThrow(/ENOENT/);
});

test('the socket file of an engine that starts while this one still ends statements stays', async () => {
  const held = holding();
  const { server, socketPath, ...running } = await testServer(fakeSessions(() => held.statement));
  const client = await running.open();
  client.send(query('held'));
  await held.started;
  const stopped = server.stop(10);
  expect(existsSync(socketPath)).toBe(false);
  const next = createServer().listen(socketPath);
  await once(next, 'listening');
  await stopped;
  expect(existsSync(socketPath)).toBe(true);
  next.close();
});

test('a statement that ends within the grace gets all of its answer, but no further one starts', async () => {
  const events = new EventEmitter();
  const finished = once(events, 'finish');
  const held = holding();
  const fakes = fakeSessions((sql) =>
    sql === 'slow'
      ? {
          columns: [column('id', 23), column('title', 25)],
          commandTag: 'SELECT 0',
          async *chunks(parameters, options) {
            // Says that it has begun, then waits for the test.
            void held.statement.chunks?.(parameters, options).next();
            await finished;
            yield* one().chunks?.(parameters, options) ?? [];
          },
        }
      : one(),
  );
  const running = await testServer(fakes);
  const client = await running.open();
  client.send(parse('', 'slow'), bind('', ''), execute(''), sync, query('SELECT 1'));
  await held.started;
  const stopped = running.server.stop(60_000);
  events.emit('finish');
  expect(types(await client.untilReady())).toBe('12DCZ');
  expect(await refusal(client)).toMatchObject({ C: '57P01' });
  await stopped;
  expect(fakes.counts.prepared).toEqual(['slow']);
});

test.each([
  ['listens to its signal', false],
  ['is deaf', true],
])('after the grace a statement that %s ends in 57P01', async (_, deaf) => {
  const held = holding({ deaf });
  const fakes = fakeSessions(() => held.statement);
  const running = await testServer(fakes);
  const client = await running.open();
  client.send(query('held'));
  await held.started;
  await running.server.stop(10);
  const replies = await client.rest();
  expect(types(replies)).toBe('TE');
  expect(report(replies[1])).toMatchObject({ S: 'FATAL', C: '57P01' });
  expect(fakes.counts).toMatchObject({ openCursors: 0, openSessions: 0 });
  expect(running.server).toMatchObject({ activeSessions: 0, runningStatements: 0 });
});

test('what a stopped statement says about itself is the detail', async () => {
  const held = holding();
  const running = await testServer(fakeSessions(() => held.statement));
  const client = await running.open();
  client.send(query('held'));
  await held.started;
  await running.server.stop(0);
  expect(report((await client.rest()).at(-1))).toMatchObject({ D: 'The statement was cancelled' });
});

test('stopping twice is stopping once', async () => {
  const running = await testServer(fakeSessions(one));
  await running.open();
  await Promise.all([running.server.stop(0), running.server.stop(0)]);
  await running.server.stop(0);
  await vi.waitFor(() => expect(running.server.activeSessions).toBe(0), 20_000);
});
