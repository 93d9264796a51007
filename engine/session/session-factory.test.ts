import { afterEach, describe, expect, it } from 'vitest';
import type { Session, SessionRequest } from './session.ts';
import { EngineLog } from './engine-log.ts';
import { Pause } from './pause.ts';
import { createSessionFactory, type EngineSessions } from './session-factory.ts';
import { StatementHistory } from './statement-history.ts';
import { TargetPool } from './target.ts';
import { sessionBench, type BenchOptions, type SessionBench } from './test-support/session-bench.ts';

const pools: TargetPool[] = [];
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

function start(options?: BenchOptions): { bench: SessionBench; sessions: EngineSessions; pause: Pause } {
  const bench = sessionBench(options);
  const pool = new TargetPool(bench.parts);
  pools.push(pool);
  const pause = new Pause();
  const shared = { history: new StatementHistory(), pause, engineLog: new EngineLog(), observer: null };
  return { bench, pause, sessions: createSessionFactory(bench.sources, pool, '', shared) };
}

const token = 'AuthScheme=AccessToken;AccessToken=token-one;Workspace=harbour';
const request = (database: string, sibling: string | null = null): SessionRequest => ({
  database,
  user: '',
  sibling,
  applicationName: 'test',
  client: 'wire',
});

async function show(session: Session, name: string): Promise<unknown> {
  const prepared = await session.prepare(`SHOW ${name}`, []);
  const cursor = await prepared.execute([], {
    signal: new AbortController().signal,
    onNotice: () => undefined,
  });
  return (await cursor.next())?.getRows()[0]?.[0];
}

it('tells a program that copies databases what to use instead', async () => {
  const { sessions } = start();
  await expect(sessions.open({ ...request(token), applicationName: 'pg_dump' })).rejects.toMatchObject({
    sqlState: '0A000',
    message: expect.stringMatching(/^pg_dump is not supported: /) as unknown,
    hint: expect.stringMatching(/drawbridge query --output/) as unknown,
  });
  expect(sessions.count).toBe(0);
});

describe('a session', () => {
  it('has a key of 32 hexadecimal digits that no other has, and counts until it is closed', async () => {
    const { sessions } = start();
    const one = await sessions.open(request(token));
    const other = await sessions.open(request(token));
    expect(one.key).toMatch(/^[0-9a-f]{32}$/);
    expect(other.key).not.toBe(one.key);
    expect(sessions.count).toBe(2);
    await one.close();
    await one.close();
    expect(sessions.count).toBe(1);
  });

  it('looks tables up in its Schema, then in Information', async () => {
    const { sessions } = start();
    const session = await sessions.open(request(`${token};Schema=pier`));
    expect(await show(session, 'search_path')).toBe('"pier", "Information"');
  });

  it('has the values of the connection string before those of its data source', async () => {
    const { sessions } = start({
      dsns: { Harbour: { AuthScheme: 'AccessToken', Schema: 'pier' } },
      secrets: { AccessToken: 'from-vault' },
    });
    const session = await sessions.open(request('DSN=harbour;Schema=quay'));
    expect(await show(session, 'search_path')).toBe('"quay", "Information"');
  });

  it('begins with what its client sets, and tells what it cannot', async () => {
    const { sessions } = start();
    const settings = new Map([
      ['statement_timeout', '5s'],
      ['TimeZone', 'Europe/Berlin'],
      ['nothing_such', '1'],
    ]);
    const session = await sessions.open({ ...request(token), settings });
    expect(session.statementTimeout).toBe(5000);
    expect(session.reported.get('TimeZone')).toBe('UTC');
    expect(session.notices.map(({ sqlState, message }) => [sqlState, message.split(' ')[0]])).toEqual([
      ['01000', 'TimeZone'],
      ['01000', 'nothing_such'],
    ]);
  });

  it('is refused with 3D000 for an unknown data source, and the hint names those that there are', async () => {
    const { sessions, bench } = start({ dsns: { Harbour: {} } });
    await expect(sessions.open(request('Habour'))).rejects.toMatchObject({
      sqlState: '3D000',
      hint: expect.stringContaining('Harbour'),
    });
    expect(bench.opened).toBe(0);
  });

  it('is refused with 28000 without a credential, and nothing stays open', async () => {
    const { sessions, bench } = start();
    await expect(sessions.open(request('AuthScheme=AccessToken'))).rejects.toMatchObject({
      sqlState: '28000',
    });
    expect([sessions.count, bench.opened]).toEqual([0, 0]);
  });
});

describe('a sibling', () => {
  it('has the properties and the target of the first, whatever it says itself, and no notices', async () => {
    const { sessions, bench } = start();
    const first = await sessions.open(request(`${token};Schema=pier;Views=none`));
    expect(first.notices).toMatchObject([{ sqlState: '01S00' }]);
    const sibling = await sessions.open(request('Somewhere', first.key));
    expect(sibling.notices).toEqual([]);
    expect(sibling.key).not.toBe(first.key);
    expect(await show(sibling, 'search_path')).toBe('"pier", "Information"');
    expect([sessions.count, bench.opened]).toEqual([2, 1]);
  });

  it('has settings of its own', async () => {
    const { sessions } = start();
    const first = await sessions.open(request(`${token};Schema=pier`));
    const sibling = await sessions.open(request('', first.key));
    const set = await first.prepare('SET search_path = quay', []);
    await set.execute([], { signal: new AbortController().signal, onNotice: () => undefined });
    expect(await show(first, 'search_path')).toContain('quay');
    expect(await show(sibling, 'search_path')).toBe('"pier", "Information"');
  });

  it('outlives the first, and may be joined itself', async () => {
    const { sessions } = start();
    const first = await sessions.open(request(`${token};Schema=pier`));
    const sibling = await sessions.open(request('', first.key));
    await first.close();
    const third = await sessions.open(request('', sibling.key));
    expect(await show(third, 'search_path')).toBe('"pier", "Information"');
  });

  it('is refused with 28000 when the key is closed or was never given', async () => {
    const { sessions } = start();
    const first = await sessions.open(request(token));
    await first.close();
    for (const key of [first.key, '0'.repeat(32)])
      await expect(sessions.open(request(token, key))).rejects.toMatchObject({ sqlState: '28000' });
    expect(sessions.count).toBe(0);
  });
});

describe('a paused engine', () => {
  it('refuses connections with 57P03 and says how it goes on, but lets its own window in', async () => {
    const { sessions, pause } = start();
    const before = await sessions.open(request(token));
    pause.set(true);
    await expect(sessions.open(request(token))).rejects.toMatchObject({
      sqlState: '57P03',
      hint: expect.stringContaining('drawbridge resume') as unknown,
    });
    const sibling = await sessions.open(request('', before.key));
    expect(await show(sibling, 'search_path')).toContain('Information');
    await sibling.close();
    expect(await show(before, 'search_path')).toContain('Information');
    const own = await sessions.open({ ...request(token), client: 'admin' });
    expect(sessions.count).toBe(2);
    pause.set(false);
    await (await sessions.open(request(token))).close();
    await own.close();
  });
});
