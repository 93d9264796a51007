import { Buffer } from 'node:buffer';
import { EventEmitter, once } from 'node:events';
import { describe as group, expect, test, vi } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { column, fakeSessions, holding, idsAndTitles } from './test-support/fake-session.ts';
import type { FakeStatement } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import {
  bind,
  cancelRequest,
  describe,
  execute,
  int32,
  message,
  parse,
  query,
  refusal,
  report,
  sync,
  terminate,
  text,
  types,
} from './test-support/wire-client.ts';

const one = (): FakeStatement => idsAndTitles([[1, 'a']]);

group('messages that the server does not serve', () => {
  test.each([
    ['a length under 4', Buffer.concat([Buffer.from('Q'), int32(3)])],
    ['a length over the limit', Buffer.concat([Buffer.from('Q'), int32(64 * 1024 * 1024 + 1)])],
    ['a negative length', Buffer.concat([Buffer.from('Q'), int32(-1)])],
    ['an unknown type', message('@')],
    ['a password nobody asked for', message('p', text('x'))],
  ])('end the connection: %s', async (_, bytes) => {
    const fakes = fakeSessions(one);
    const client = await (await testServer(fakes)).open();
    client.send(bytes);
    expect(await refusal(client)).toMatchObject({ C: '08P01' });
    expect(fakes.counts.openSessions).toBe(0);
  });

  test('a function call is refused, and the connection goes on', async () => {
    const client = await (await testServer(fakeSessions(one))).open();
    client.send(message('F', Buffer.from('anything')));
    const replies = await client.untilReady();
    expect(types(replies)).toBe('EZ');
    expect(report(replies[0])).toMatchObject({ C: '0A000' });
  });

  // An error here would have no ReadyForQuery of its own, and the next query would take it for its own answer.
  test.each(['d', 'c', 'f'])(
    'data of a COPY that was refused goes by without an answer: %s',
    async (type) => {
      const client = await (await testServer(fakeSessions(one))).open();
      client.send(message(type, Buffer.from('x')), query('SELECT 1'));
      const replies = await client.untilReady();
      expect(types(replies)).toBe('TDCZ');
    },
  );

  test('a query that is not UTF-8 is an error, and the connection goes on', async () => {
    const client = await (await testServer(fakeSessions(one))).open();
    client.send(message('Q', Buffer.from([0xff, 0])), query('SELECT 1'));
    const replies = await client.untilReady();
    expect(types(replies)).toBe('EZ');
    expect(report(replies[0])).toMatchObject({ C: '22021' });
    expect(types(await client.untilReady())).toBe('TDCZ');
  });
});

group('the end of a connection', () => {
  test('Terminate closes the session', async () => {
    const fakes = fakeSessions(one);
    const server = await testServer(fakes);
    const client = await server.open();
    expect(fakes.counts.openSessions).toBe(1);
    client.send(terminate);
    expect(await client.rest()).toEqual([]);
    expect(fakes.counts.openSessions).toBe(0);
    expect(server.server.activeSessions).toBe(0);
  });

  test('a client that goes away stops its statement and frees its cursor', async () => {
    const held = holding();
    const fakes = fakeSessions(() => held.statement);
    const server = await testServer(fakes);
    const client = await server.open();
    client.send(query('SELECT'));
    await held.started;
    expect(server.server.runningStatements).toBe(1);
    client.close();
    await held.aborted;
    await vi.waitFor(
      () => expect(fakes.counts).toMatchObject({ openCursors: 0, openSessions: 0, openPrepared: 0 }),
      20_000,
    );
    expect(server.server.runningStatements).toBe(0);
  });

  test('frees the cursor even when the statement takes no notice', async () => {
    const held = holding({ deaf: true });
    const fakes = fakeSessions(() => held.statement);
    const client = await (await testServer(fakes)).open();
    client.send(query('SELECT'));
    await held.started;
    client.close();
    await vi.waitFor(() => expect(fakes.counts).toMatchObject({ openCursors: 0, openSessions: 0 }), 20_000);
  });
});

group('a cancel request', () => {
  test('ends the statement that runs with 57014, and the connection goes on', async () => {
    const held = holding();
    const server = await testServer(fakeSessions((sql) => (sql === 'held' ? held.statement : one())));
    const client = await server.open();
    client.send(query('held'));
    await held.started;
    const canceller = await server.connect();
    canceller.send(cancelRequest(client.processId, client.secret));
    expect(await canceller.rest()).toEqual([]);
    const replies = await client.untilReady();
    expect(types(replies)).toBe('TEZ');
    expect(report(replies[1])).toMatchObject({ C: '57014' });
    expect(types(await client.query('SELECT 1'))).toBe('TDCZ');
  });

  test('reports what the statement says about itself, such as the rows it has written', async () => {
    const held = holding({
      account: new DrawbridgeError(SqlState.queryCanceled, 'Cancelled in row 7; rows 1 to 6 were written'),
    });
    const server = await testServer(fakeSessions(() => held.statement));
    const client = await server.open();
    client.send(query('held'));
    await held.started;
    (await server.connect()).send(cancelRequest(client.processId, client.secret));
    expect(report((await client.untilReady()).at(-2))['M']).toBe(
      'Cancelled in row 7; rows 1 to 6 were written',
    );
  });

  test('never lets a result that just stopped look complete', async () => {
    const held = holding({ account: null });
    const server = await testServer(fakeSessions(() => held.statement));
    const client = await server.open();
    client.send(query('held'));
    await held.started;
    (await server.connect()).send(cancelRequest(client.processId, client.secret));
    expect(types(await client.untilReady())).toBe('TEZ');
  });

  test('with a wrong secret or process does nothing', async () => {
    const held = holding();
    const server = await testServer(fakeSessions(() => held.statement));
    const client = await server.open();
    client.send(query('held'));
    await held.started;
    for (const [id, secret] of [
      [client.processId, client.secret ^ 1],
      [client.processId + 100, client.secret],
    ] as const) {
      const canceller = await server.connect();
      canceller.send(cancelRequest(id, secret));
      await canceller.rest();
    }
    expect(server.server.runningStatements).toBe(1);
  });

  test('that comes between statements does not meet the next one', async () => {
    const server = await testServer(fakeSessions(one));
    const client = await server.open();
    const canceller = await server.connect();
    canceller.send(cancelRequest(client.processId, client.secret));
    await canceller.rest();
    expect(types(await client.query('SELECT 1'))).toBe('TDCZ');
  });

  test('ends the rest of a text with several statements', async () => {
    const held = holding();
    const fakes = fakeSessions((sql) => (sql === 'held' ? held.statement : one()));
    const server = await testServer(fakes);
    const client = await server.open();
    client.send(query('SELECT 1; held; SELECT 2'));
    await held.started;
    (await server.connect()).send(cancelRequest(client.processId, client.secret));
    expect(types(await client.untilReady())).toBe('TDCTEZ');
    expect(fakes.counts.prepared).toEqual(['SELECT 1', 'held']);
  });

  test('that comes while a statement is prepared meets it when it begins', async () => {
    const events = new EventEmitter();
    const plain = fakeSessions(one);
    const session = await plain.open({
      database: '',
      user: '',
      sibling: null,
      applicationName: '',
      client: 'wire',
    });
    const fakes = fakeSessions(one, {
      async prepare(sql, parameterTypes) {
        const cancelled = once(events, 'cancelled');
        events.emit('preparing');
        await cancelled;
        return session.prepare(sql, parameterTypes);
      },
    });
    const server = await testServer(fakes);
    const client = await server.open();
    const preparing = once(events, 'preparing');
    client.send(query('SELECT 1'));
    await preparing;
    const canceller = await server.connect();
    canceller.send(cancelRequest(client.processId, client.secret));
    await canceller.rest();
    events.emit('cancelled');
    const replies = await client.untilReady();
    expect(types(replies)).toBe('EZ');
    expect(report(replies[0])).toMatchObject({ C: '57014' });
  });
});

test('a client may send far ahead of what it is answered', async () => {
  const client = await (await testServer(fakeSessions(one))).open();
  const padding = ' '.repeat(2000);
  const count = 2000;
  client.send(...Array.from({ length: count }, () => query(`SELECT 1${padding}`)));
  for (let answered = 0; answered < count; answered += 1)
    expect(types(await client.untilReady())).toBe('TDCZ');
});

test('a result with other columns than were described is an error', async () => {
  const other: FakeStatement = { ...one(), cursorColumns: [column('n', 23)] };
  const client = await (await testServer(fakeSessions(() => other))).open();
  client.send(parse('', 'SELECT'), bind('', ''), describe('P', ''), execute(''), sync);
  const replies = await client.untilReady();
  expect(types(replies)).toBe('12TEZ');
  expect(report(replies[3])).toMatchObject({ C: '0A000' });
});
