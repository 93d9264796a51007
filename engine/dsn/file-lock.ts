/**
 * A lock between processes: a file that exists while somebody holds it, made by link(), which fails when it is
 * there. (Node has no flock.)
 *
 * The file says who holds it. A holder that died is recognised at once on the same machine, by its pid and
 * start time; one of another machine or container by a heartbeat that stops, since its pid says nothing here.
 * Breaking such a lock is done under a second lock of the same kind, or else two waiters could both find it
 * stale and the slower one would take away the lock that the faster one has just got.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { link, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, fileError } from './file-error.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

const pollMs = 25;
const heartbeatMs = 5000;
/** Six heartbeats. */
const silentMs = 30_000;
/** Breaking takes a few system calls; who takes longer was killed while at it. */
const breakingMs = 10_000;

export interface LockOptions {
  /** What is locked, for messages, such as `the vault`. */
  readonly what: string;
  /** How long to wait for another holder before 55000. */
  readonly patienceMs?: number;
}

/** Whether the lock is still ours: a process that was suspended for long may have been taken for dead. */
export type StillHeld = () => Promise<boolean>;

/** Runs `work` while holding the lock. */
export async function withLock<T>(
  path: string,
  work: (isHeld: StillHeld) => Promise<T>,
  { what, patienceMs = 90_000 }: LockOptions,
): Promise<T> {
  const token = newToken();
  await acquire({ path, what }, token, Date.now() + patienceMs);
  const heartbeat = setInterval(() => void touch(path), heartbeatMs);
  heartbeat.unref();
  const isHeld = async () => (await holderOf(path))?.token === token;
  try {
    return await work(isHeld);
  } finally {
    clearInterval(heartbeat);
    if (await isHeld()) await rm(path, { force: true });
  }
}

function newToken(): string {
  return randomBytes(12).toString('hex');
}

interface Holder {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  readonly startTime: string;
}

interface Lock {
  readonly path: string;
  readonly what: string;
}

async function acquire(lock: Lock, token: string, deadline: number): Promise<void> {
  for (;;) {
    if (await tryCreate(lock, token)) return;
    if (await isStale(lock.path)) {
      await breakLock(lock);
      continue;
    }
    if (Date.now() > deadline) throw busy(lock, await holderOf(lock.path));
    await delay(pollMs);
  }
}

/** The file appears whole, with its holder in it: whoever is killed on the way leaves no lock that nobody owns. */
async function tryCreate({ path, what }: Lock, token: string): Promise<boolean> {
  const holder: Holder = { token, pid: process.pid, host: thisHost, startTime: ownStartTime };
  const temporary = `${path}.${token}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // No secret, and another account that shares the folder has to see whether the holder lives.
    await writeFile(temporary, JSON.stringify(holder), { mode: 0o644 });
    await link(temporary, path);
    return true;
  } catch (error) {
    // ENOENT: a holder has swept the temporary file away.
    if (['EEXIST', 'ENOENT'].includes(errorCode(error))) return false;
    throw fileError(`write ${what}`, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function breakLock({ path, what }: Lock): Promise<void> {
  const breaker = `${path}.break`;
  const age = await ageOf(breaker);
  if (age !== null && age > breakingMs) await rm(breaker, { force: true });
  if (!(await tryCreate({ path: breaker, what }, newToken()))) return await delay(pollMs);
  try {
    if (await isStale(path)) await rm(path, { force: true });
  } finally {
    await rm(breaker, { force: true });
  }
}

async function isStale(path: string): Promise<boolean> {
  const age = await ageOf(path);
  if (age === null) return false;
  const holder = await holderOf(path);
  // Without content it is not ours, or it is gone since.
  if (holder === null || holder.host !== thisHost) return age > silentMs;
  return !isAlive(holder);
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function ageOf(path: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return null;
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

function isAlive({ pid, startTime }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another account.
    if (errorCode(error) !== 'EPERM') return false;
  }
  return startTimeOf(pid) === startTime;
}

/** Tells a process from a later one with the same pid; '' where the system does not say. */
function startTimeOf(pid: number | 'self'): string {
  if (!tellsProcesses) return '';
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    // A zombie still answers to signals, in a container whose first process reaps nobody for ever.
    return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/** Not for Windows' programs under Wine, which see this folder, too, but have other process ids. */
const tellsProcesses = process.platform === 'linux';
const ownStartTime = startTimeOf('self');
const thisHost = `${hostname()} ${pidNamespace()}`;

/** Containers of one machine may share a host name, but not their pids. */
function pidNamespace(): string {
  if (!tellsProcesses) return '';
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function busy({ path, what }: Lock, holder: Holder | null): DrawbridgeError {
  const who = holder ? `process ${holder.pid}` : 'another process';
  return new DrawbridgeError(
    SqlState.wrongState,
    `${what.charAt(0).toUpperCase()}${what.slice(1)} is in use by ${who}.`,
    {
      hint: `Try again. If no Drawbridge is running, remove ${path}.`,
    },
  );
}
