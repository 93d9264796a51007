import { afterEach, describe, expect, it, vi } from 'vitest';
import { resolveConnection } from './connect.ts';
import { Quotas } from './quotas.ts';
import { quotaUser, TargetPool } from './target.ts';
import { sessionBench, type BenchOptions, type SessionBench } from './test-support/session-bench.ts';

const pools: TargetPool[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const pool of pools.splice(0)) await pool.close();
});

interface PoolBench {
  readonly bench: SessionBench;
  readonly pool: TargetPool;
  readonly acquire: (connection: string) => ReturnType<TargetPool['acquire']>;
}

function start(options?: BenchOptions): PoolBench {
  const bench = sessionBench(options);
  const pool = new TargetPool(bench.parts);
  pools.push(pool);
  return {
    bench,
    pool,
    acquire: async (connection) => pool.acquire(await resolveConnection(connection, bench.sources)),
  };
}

const token = 'AuthScheme=AccessToken;AccessToken=token-one;Workspace=harbour';
const signIn = { AuthScheme: 'OAuth', OAuthClientId: 'consumer', Workspace: 'harbour' };
/** As long as a target waits for the next session, in milliseconds. */
const idle = 60_000;

describe('two connections', () => {
  it.each([
    ['the same credential', token],
    ['other properties of their own', `${token};Schema=pier;MaxRows=10;PageSize=5`],
  ])('share a target with %s', async (_case, other) => {
    const { acquire } = start();
    expect((await acquire(other)).target).toBe((await acquire(token)).target);
  });

  it.each([
    ['secret', token.replace('token-one', 'token-two')],
    ['workspace', token.replace('harbour', 'pier')],
    ['budget', `${token};HourlyBudget=10`],
    ['server', `${token};ApiURL=https://bitbucket.example/2.0`],
    ['scheme', 'AuthScheme=APIToken;Email=ada@example.org;APIToken=token-one;Workspace=harbour'],
  ])('do not share one with a different %s', async (_what, other) => {
    const { acquire } = start();
    expect((await acquire(other)).target).not.toBe((await acquire(token)).target);
  });

  it('do not share one with sign-ins of two data sources', async () => {
    const { acquire } = start({ dsns: { Ada: signIn, Ben: signIn }, secrets: { OAuthClientSecret: 'x' } });
    const ada = (await acquire('Ada')).target;
    expect((await acquire('Ben')).target).not.toBe(ada);
    expect((await acquire('ADA')).target).toBe(ada);
  });

  it('that begin at once make one target', async () => {
    const { acquire, bench } = start();
    const [one, other] = await Promise.all([acquire(token), acquire(token)]);
    expect(one.target).toBe(other.target);
    expect(bench.opened).toBe(1);
  });
});

describe('the quota', () => {
  const meterOf = async (pool: PoolBench, quotas: Quotas, connection: string) =>
    quotas.meter(quotaUser(await resolveConnection(connection, pool.bench.sources)));

  it.each([
    ['another workspace', token.replace('harbour', 'pier'), true],
    ['another budget', `${token};HourlyBudget=10`, true],
    ['another token', token.replace('token-one', 'token-two'), false],
    ['another server', `${token};ApiURL=https://bitbucket.example/2.0`, false],
  ])('of a credential is counted together with %s: %s', async (_what, other, together) => {
    const pool = start();
    const quotas = new Quotas();
    const one = await meterOf(pool, quotas, token);
    expect((await meterOf(pool, quotas, other)) === one).toBe(together);
  });
});

describe('the end of a target', () => {
  it('comes a while after its last session', async () => {
    const { acquire, bench } = start();
    const one = await acquire(token);
    const other = await acquire(token);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    one.release();
    vi.advanceTimersByTime(2 * idle);
    other.release();
    vi.advanceTimersByTime(idle - 1);
    await Promise.resolve();
    expect(bench.closed).toBe(0);
    const closed = bench.nextClose();
    vi.advanceTimersByTime(1);
    await closed;
    expect((await acquire(token)).target).not.toBe(one.target);
  });

  it('is put off by a session that comes in time', async () => {
    const { acquire, bench } = start();
    const one = await acquire(token);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    one.release();
    vi.advanceTimersByTime(idle - 1);
    const next = await acquire(token);
    vi.advanceTimersByTime(2 * idle);
    expect(next.target).toBe(one.target);
    expect((await acquire(token)).target).toBe(one.target);
    expect(bench.closed).toBe(0);
  });

  it('comes to all with the end of the pool, and giving one back later does nothing', async () => {
    const { acquire, bench, pool } = start();
    const { release } = await acquire(token);
    await acquire(token.replace('harbour', 'pier'));
    await pool.close();
    expect(bench.closed).toBe(2);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    release();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a target that cannot be made', () => {
  it('is tried anew by the next session', async () => {
    let failures = 1;
    const { acquire, bench } = start({
      onOpen: () => (failures-- > 0 ? Promise.reject(new Error('no room')) : Promise.resolve()),
    });
    const both = await Promise.allSettled([acquire(token), acquire(token)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await acquire(token);
    expect(bench.opened).toBe(1);
  });
});
