/**
 * `--output`: the file appears whole or not at all, since part of a result must never look like all of it, and what
 * stood there before stays until then. Pipes and devices are written to as the rows come.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, readlink, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { DrawbridgeError, SqlState } from '../error.ts';

/**
 * Throws 53100 or 58030 when the file cannot be written; what `write` throws leaves the old file as it was. A new
 * version keeps the mode of the old one; `mode` is that of a file that was not there, and the most that others may do
 * with the new version of one that was.
 */
export async function writeWhole(
  file: string,
  write: (output: Writable) => Promise<void>,
  mode = 0o777,
): Promise<void> {
  const old = await stat(file).catch(() => null);
  if (old !== null && !old.isFile()) return pour(file, write, file);
  const target = await placeOf(file);
  // Nobody can have put a link or a file of theirs there, whose folder it may be.
  const temporary = `${target}.${randomBytes(6).toString('hex')}.part`;
  const allowed = (old?.mode ?? 0o666) & mode & 0o777;
  try {
    const opened = { flags: 'wx', mode: allowed };
    await pour(temporary, write, file, opened, old === null ? null : allowed);
    await rename(temporary, target);
  } catch (error) {
    throw failure(file, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Where the file is, or will be: a link stays a link, even one whose file is not there yet. */
async function placeOf(file: string, linksLeft = 40): Promise<string> {
  const led = await readlink(file).catch(() => null);
  if (led === null) return file;
  if (linksLeft > 0) return placeOf(resolve(dirname(file), led), linksLeft - 1);
  throw new DrawbridgeError(SqlState.ioError, `${file} cannot be written: its links lead in a circle.`);
}

async function pour(
  path: string,
  write: (output: Writable) => Promise<void>,
  named: string,
  opened: { readonly flags?: string; readonly mode?: number } = {},
  mode: number | null = null,
): Promise<void> {
  const output = createWriteStream(path, { flush: true, ...opened });
  // A full disk fails beside the rows that are being read, and must not wait for them.
  const failed = new Promise<never>((_, reject) => {
    output.on('error', (cause) => reject(failure(named, cause)));
  });
  failed.catch(() => undefined);
  await Promise.race([once(output, 'open'), failed]);
  try {
    // Before the rows: what only the owner could read stays so.
    if (mode !== null) await chmod(path, mode);
    await Promise.race([write(output), failed]);
  } finally {
    output.end();
    await Promise.race([finished(output), failed]);
  }
}

function failure(named: string, cause: unknown): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (cause instanceof DrawbridgeError || code === undefined) return cause;
  const state = code === 'ENOSPC' || code === 'EDQUOT' ? SqlState.diskFull : SqlState.ioError;
  return new DrawbridgeError(state, `${named} cannot be written: ${message}.`, { cause });
}
