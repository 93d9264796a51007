/**
 * The socket file: its folder, what a crashed engine left behind, and who else may be listening there already.
 */
import { Buffer } from 'node:buffer';
import { lstat, mkdir, readFile, rename, unlink } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';

/** `sun_path` of Linux holds 108 bytes with its final zero (unix(7)); macOS has 104. */
const longestPath = process.platform === 'darwin' ? 103 : 107;

/** Makes the path free to listen on, or throws why it isn't. The folder is made 0700 if it doesn't exist. */
export async function prepareSocketPath(path: string): Promise<void> {
  const length = Buffer.byteLength(path);
  if (length > longestPath) {
    throw new DrawbridgeError(
      SqlState.limitExceeded,
      `The path of the socket is ${length} bytes long, more than the ${longestPath} that the system allows: ${path}`,
      { hint: 'Choose a run folder with a shorter path (--run-dir, or XDG_RUNTIME_DIR).' },
    );
  }
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw cannotUse(path, cause);
  }
  const found = await statOrNull(path);
  if (found === null) return;
  if (!found.isSocket()) {
    throw new DrawbridgeError(
      SqlState.cannotConnect,
      `There is a file that is not a socket in the way: ${path}`,
      {
        hint: 'Move it away, or choose another run folder or port.',
      },
    );
  }
  if (await somebodyListens(path)) throw await runsAlready(path);
  await removeStale(path);
}

/** Two engines that start at once must not remove each other's socket: what is removed is proven to be dead. */
async function removeStale(path: string): Promise<void> {
  const aside = join(dirname(path), `.s.${process.pid}`);
  try {
    await rename(path, aside);
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return;
    throw cannotUse(path, cause);
  }
  if (await somebodyListens(aside)) {
    await rename(aside, path);
    throw await runsAlready(path);
  }
  await unlinkIfThere(aside);
}

/** The error of who comes second; the one that listens is named where it is known. */
export async function runsAlready(path: string): Promise<DrawbridgeError> {
  const pid = await recordedPid(dirname(path));
  return new DrawbridgeError(
    SqlState.cannotConnect,
    `An engine${pid === null ? '' : ` (process ${pid})`} listens on ${path} already`,
    { hint: 'Use the engine that runs, stop it first, or choose another run folder or port.' },
  );
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (cause) {
    if (!isCode(cause, 'ENOENT')) throw cannotUse(path, cause);
  }
}

async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return null;
    throw cannotUse(path, cause);
  }
}

/** Only a refused connection proves that nobody listens; anything else may be an engine with its hands full. */
async function somebodyListens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.on('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', (cause) => resolve(!isCode(cause, 'ECONNREFUSED') && !isCode(cause, 'ENOENT')));
  });
}

/** The process that endpoint.json of the same folder names. */
async function recordedPid(folder: string): Promise<number | null> {
  try {
    const endpoint: unknown = JSON.parse(await readFile(join(folder, 'endpoint.json'), 'utf8'));
    if (typeof endpoint !== 'object' || endpoint === null || !('pid' in endpoint)) return null;
    return Number.isInteger(endpoint.pid) ? (endpoint.pid as number) : null;
  } catch {
    return null;
  }
}

function cannotUse(path: string, cause: unknown): DrawbridgeError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DrawbridgeError(SqlState.ioError, `The socket ${path} cannot be used: ${why}`, {
    hint: 'Check who owns the run folder, or choose another one.',
    cause,
  });
}

function isCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}
