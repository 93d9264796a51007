/**
 * `endpoint.json` in the run folder: how drivers and commands find a running engine, and how a second engine
 * notices the first. Its shape is described in docs/driver-protocol.md.
 */
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { chmod, lstat, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileError } from '../dsn/file-error.ts';
import { renameWhenFree } from '../dsn/patient-rename.ts';
import { closeOnWindows } from '../dsn/windows-access.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export const endpointFormat = 1;

export interface Endpoint {
  readonly format: typeof endpointFormat;
  readonly product: string;
  readonly protocol: number;
  readonly pid: number;
  readonly startedAt: string;
  readonly port: number;
  /** null on Windows, where `pipe` stands in its place. */
  readonly socket: string | null;
  readonly tcp: { readonly host: string; readonly port: number } | null;
  readonly pipe: string | null;
  /** Where the command line reaches an engine on Windows; elsewhere it is a socket beside this file. */
  readonly adminPipe: string | null;
  readonly password: string;
  /** Empty without a window server. */
  readonly admin: string;
}

const endpointFile = (runDir: string): string => path.join(runDir, 'endpoint.json');

/** The endpoint of an engine that lives, or null. What a dead engine left behind does not count. */
export function readEndpoint(runDir: string): Endpoint | null {
  try {
    const endpoint = JSON.parse(readFileSync(endpointFile(runDir), 'utf8')) as Endpoint;
    return endpoint.format === endpointFormat && endpoint.pid !== process.pid && isAlive(endpoint.pid)
      ? endpoint
      : null;
  } catch {
    return null;
  }
}

/** Whether a process of this number runs. */
export function isAlive(pid: number): boolean {
  // To the system 0 and less mean groups of processes, of which there is always one.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Makes the run folder, readable by its owner only; refuses one that belongs to somebody else. `close` does so where
 * modes do not.
 */
export async function prepareRunFolder(runDir: string, close = closeOnWindows): Promise<void> {
  try {
    await mkdir(runDir, { recursive: true, mode: 0o700 });
    // Of a link both ends count: whoever made it could lead the engine somewhere else tomorrow.
    const owners = [(await lstat(runDir)).uid, (await stat(runDir)).uid];
    const own = process.getuid?.();
    if (own !== undefined && owners.some((uid) => uid !== own)) {
      throw new DrawbridgeError(SqlState.ioError, `The run folder ${runDir} belongs to another user.`, {
        hint: 'Choose another one with --run-dir.',
      });
    }
    await chmod(runDir, 0o700);
    await close(runDir);
  } catch (error) {
    if (error instanceof DrawbridgeError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DrawbridgeError(SqlState.ioError, `The run folder ${runDir} cannot be used: ${reason}.`, {
      hint: 'Choose another one with --run-dir.',
      cause: error,
    });
  }
}

export async function writeEndpoint(runDir: string, endpoint: Endpoint): Promise<void> {
  const temporary = `${endpointFile(runDir)}.${process.pid}`;
  try {
    await writeFile(temporary, `${JSON.stringify(endpoint, null, 2)}\n`, { mode: 0o600 });
    chmodSync(temporary, 0o600);
    await renameWhenFree(temporary, endpointFile(runDir));
  } catch (error) {
    await rm(temporary, { force: true });
    throw fileError(`write the file ${endpointFile(runDir)}`, error);
  }
}

export function removeEndpoint(runDir: string): void {
  rmSync(endpointFile(runDir), { force: true });
}
