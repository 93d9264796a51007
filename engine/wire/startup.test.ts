import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fakeSessions, idsAndTitles } from './test-support/fake-session.ts';
import type { FakeSessions } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import { int32, refusal, report, startup, text } from './test-support/wire-client.ts';
import type { Reply } from './test-support/wire-client.ts';

function sessions(): FakeSessions {
  return fakeSessions(() => idsAndTitles([[1, 'a']]));
}

function parameterStatus(replies: readonly Reply[]): Record<string, string> {
  const pairs = replies
    .filter((reply) => reply.type === 'S')
    .map((reply) => reply.body.toString('utf8').split('\0').slice(0, 2) as [string, string]);
  return Object.fromEntries(pairs);
}

describe('the startup message', () => {
  test('opens a session for the database, the user and the application', async () => {
    const fakes = sessions();
    const server = await testServer(fakes);
    await server.open({ database: 'DSN=Sandbox;MaxRows=5', application_name: 'isql' });
    expect(fakes.counts.requests).toEqual([
      {
        database: 'DSN=Sandbox;MaxRows=5',
        user: 'erika',
        sibling: null,
        applicationName: 'isql',
        settings: new Map(),
        client: 'wire',
        backend: { processId: 1, stop: expect.any(Function) as unknown },
      },
    ]);
    expect(server.server.activeSessions).toBe(1);
  });

  test('hands on what it sets, of itself and in its options', async () => {
    const fakes = sessions();
    await (
      await testServer(fakes)
    ).open({
      TimeZone: 'Europe/Berlin',
      client_encoding: 'UTF8',
      options: String.raw`-c statement_timeout=5s --search-path=my\ schema -cgeqo=off -d 5`,
    });
    expect(fakes.counts.requests[0]?.settings).toEqual(
      new Map([
        ['statement_timeout', '5s'],
        ['search_path', 'my schema'],
        ['geqo', 'off'],
        ['TimeZone', 'Europe/Berlin'],
      ]),
    );
  });

  test('takes the user as database when none is named, but not for the driver', async () => {
    const fakes = sessions();
    const server = await testServer(fakes);
    await server.open({ database: '' });
    await server.open({ database: '', drawbridge_protocol: '1' });
    await server.open({ database: '', drawbridge_session: 'abc', drawbridge_protocol: '1' });
    expect(fakes.counts.requests).toMatchObject([
      { database: 'erika', sibling: null },
      { database: '', sibling: null },
      { database: '', sibling: 'abc' },
    ]);
  });

  test('is answered with what clients want to know, and the notices of opening', async () => {
    const fakes = fakeSessions(() => idsAndTitles([]), {
      notices: [{ sqlState: SqlState.warning, message: 'Other has no meaning here' }],
    });
    const client = await (await testServer(fakes)).connect();
    client.send(startup({ user: 'erika', application_name: 'isql' }));
    const replies = await client.untilReady();
    expect(parameterStatus(replies)).toMatchObject({
      server_version: '15.0 (Drawbridge 0.1.0)',
      client_encoding: 'UTF8',
      DateStyle: 'ISO, YMD',
      TimeZone: 'UTC',
      integer_datetimes: 'on',
      standard_conforming_strings: 'on',
      application_name: 'isql',
      drawbridge_version: '0.1.0',
      drawbridge_protocol: '1',
      drawbridge_session: '0123456789abcdef0123456789abcdef',
    });
    const notices = replies.filter((reply) => reply.type === 'N').map(report);
    expect(notices).toMatchObject([{ C: '01000', M: 'Other has no meaning here' }]);
    expect(replies.at(-1)?.body.toString()).toBe('I');
  });

  test('is refused with the error of the session, such as an unknown DSN', async () => {
    const fakes = fakeSessions(() => idsAndTitles([]), {
      refuse: () => {
        throw new DrawbridgeError(SqlState.unknownDatabase, 'There is no data source Nope', {
          hint: 'Sandbox',
        });
      },
    });
    const client = await (await testServer(fakes)).connect();
    client.send(startup({ user: 'erika', database: 'Nope' }));
    expect(await refusal(client)).toMatchObject({
      C: '3D000',
      M: 'There is no data source Nope',
      H: 'Sandbox',
    });
  });

  test.each([
    [
      'another version of the driver protocol',
      { drawbridge_protocol: '2' },
      '08P01',
      /version 2 .* version 1/,
    ],
    ['an encoding that is not UTF-8', { client_encoding: 'LATIN1' }, '22023', /LATIN1/],
    ['replication', { replication: 'database' }, '0A000', /Replication/],
    ['no user', { user: '' }, '28000', /names no user/],
  ])('is refused for %s', async (_, parameters, sqlState, words) => {
    const client = await (await testServer(sessions())).connect();
    client.send(startup({ user: 'erika', database: 'Sandbox', ...parameters }));
    const fields = await refusal(client);
    expect(fields['C']).toBe(sqlState);
    expect(fields['M']).toMatch(words);
  });
});

describe('the version of the protocol', () => {
  test('is negotiated down when the client asks for a newer minor one or unknown options', async () => {
    const client = await (await testServer(sessions())).connect();
    client.send(startup({ user: 'erika', '_pq_.fancy': '1' }, 0x0003_0002));
    const replies = await client.untilReady();
    expect(replies[0]?.type).toBe('v');
    expect(replies[0]?.body).toEqual(Buffer.concat([int32(0x0003_0000), int32(1), text('_pq_.fancy')]));
    expect(replies.at(-1)?.type).toBe('Z');
  });

  test('is refused when the major one is another', async () => {
    const client = await (await testServer(sessions())).connect();
    client.send(startup({ user: 'erika' }, 0x0002_0000));
    expect(await refusal(client)).toMatchObject({ C: '0A000' });
  });

  test.each([
    ['TLS', 80877103],
    ['GSSAPI', 80877104],
  ])('encryption by %s is declined, and the client goes on without', async (_, code) => {
    const client = await (await testServer(sessions())).connect();
    const answer = client.byte();
    client.send(int32(8), int32(code));
    expect(await answer).toBe('N');
    client.send(startup({ user: 'erika' }));
    expect((await client.untilReady()).at(-1)?.type).toBe('Z');
  });
});

describe('a startup that makes no sense', () => {
  test.each([
    ['a length under 4', int32(3)],
    ['a length over the limit', int32(10_001)],
    ['a browser', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['parameters without an end', Buffer.concat([int32(13), int32(0x0003_0000), Buffer.from('user\0')])],
    ['nothing but a length', int32(4)],
  ])('is refused: %s', async (_, bytes) => {
    const client = await (await testServer(sessions())).connect();
    client.send(bytes);
    expect(await refusal(client)).toMatchObject({ C: '08P01' });
  });

  test.each([2, 9])('is refused when the client stops after %i bytes, and opens nothing', async (bytes) => {
    const fakes = sessions();
    const server = await testServer(fakes);
    const client = await server.connect();
    client.socket.end(startup({ user: 'erika' }).subarray(0, bytes));
    expect(await refusal(client)).toMatchObject({ C: '08P01', M: 'The startup message ends too early' });
    expect(fakes.counts.requests).toEqual([]);
  });

  test('that never begins is no error', async () => {
    const client = await (await testServer(sessions())).connect();
    client.socket.end();
    expect(await client.rest()).toEqual([]);
  });

  test('is given up when it takes too long', async () => {
    const server = await testServer(sessions(), { startupTimeout: 20 });
    const client = await server.connect();
    client.send(startup({ user: 'erika' }).subarray(0, 9));
    expect(await refusal(client)).toMatchObject({ C: '08P01', M: 'The client took too long to connect' });
  });
});
