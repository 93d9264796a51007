import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './file-lock.ts';

let folder: string;
let lock: string;
const alone = <T>(work: () => Promise<T>, more: { patienceMs?: number } = {}) =>
  withLock(lock, work, { what: 'the vault', ...more });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true }));

/** What a holder in this process writes, changed. */
async function leaveLock(change: object): Promise<void> {
  const own = await alone(() => readFile(lock, 'utf8'));
  await writeFile(lock, JSON.stringify({ ...(JSON.parse(own) as object), ...change }));
}

/** The lock that is held now, changed. */
async function leaveBehind(change: object): Promise<void> {
  const held = JSON.parse(await readFile(lock, 'utf8')) as object;
  await writeFile(lock, JSON.stringify({ ...held, ...change }));
}

const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

it('lets one in at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await readFile(lock);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => alone(work)));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

it('is given back when the work fails', async () => {
  await expect(alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await alone(() => Promise.resolve('in'))).toBe('in');
});

it('says who holds it when waiting takes too long', async () => {
  await alone(async () => {
    const second = alone(() => Promise.resolve(), { patienceMs: 0 });
    await expect(second).rejects.toMatchObject({
      sqlState: '55000',
      message: expect.stringContaining(String(process.pid)) as string,
    });
  });
});

it('is taken over from a process that died, by many waiters one after the other', async () => {
  await leaveLock({ pid: deadPid() });
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await readFile(lock);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 6 }, () => alone(work)));
  expect(await readdir(folder)).toEqual([]);
});

it.runIf(process.platform === 'linux')('is taken over from a zombie', async () => {
  // The child ends only when the shell has become sleep, which reaps nobody; the shell itself might.
  const script = "exec 3<&0; sh -c 'echo $$; read line' <&3 & exec sleep 60";
  const parent = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    const [data] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(data.toString());
    const program = () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim();
    await expect.poll(program).toBe('sleep');
    parent.stdin.end('\n');
    const fields = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    await expect.poll(() => fields()[0]).toBe('Z');
    await leaveLock({ pid, startTime: fields()[19] });
    expect(await alone(() => Promise.resolve('in'))).toBe('in');
  } finally {
    parent.kill('SIGKILL');
  }
});

it('is taken over when a later process has the pid of the dead one', async () => {
  await leaveLock({ startTime: 'earlier' });
  expect(await alone(() => Promise.resolve('in'))).toBe('in');
});

it('of another machine is respected while its heartbeat goes on', async () => {
  await leaveLock({ host: 'elsewhere', pid: deadPid() });
  const waiting = alone(() => Promise.resolve(), { patienceMs: 0 });
  await expect(waiting).rejects.toMatchObject({ sqlState: '55000' });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  expect(await alone(() => Promise.resolve('in'))).toBe('in');
});

it('is known to be lost by a holder that was suspended until another took it over', async () => {
  await withLock(
    lock,
    async (isHeld) => {
      expect(await isHeld()).toBe(true);
      await leaveBehind({ host: 'elsewhere' });
      const longAgo = new Date(Date.now() - 60_000);
      await utimes(lock, longAgo, longAgo);
      await alone(async () => expect(await isHeld()).toBe(false));
      expect(await isHeld()).toBe(false);
    },
    { what: 'the vault' },
  );
});

it('is taken over although somebody was killed while breaking it', async () => {
  await leaveLock({ pid: deadPid() });
  await writeFile(`${lock}.break`, '');
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(`${lock}.break`, longAgo, longAgo);
  expect(await alone(() => Promise.resolve('in'))).toBe('in');
});
