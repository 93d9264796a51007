/**
 * `--output`: the file appears whole or not at all, since part of a result must never look like all of it, and what
 * stood there before stays until then. Pipes and devices are written to as the rows come.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, readlink, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { DrawbridgeError, SqlState } from '../error.ts';

/**
 * Throws 53100 or 58030 when the file cannot be written; what `write` throws leaves the old file as it was. A new
 * version keeps the mode of the old one; `newMode` is that of a file that was not there.
 */
export async function writeWhole(
  file: string,
  write: (output: Writable) => Promise<void>,
  newMode?: number,
): Promise<void> {
  const old = await stat(file).catch(() => null);
  if (old !== null && !old.isFile()) return pour(file, write, file);
  const target = await placeOf(file);
  const temporary = `${target}.${process.pid}.part`;
  try {
    await pour(temporary, write, file, old === null ? newMode : old.mode & 0o777);
    await rename(temporary, target);
  } catch (error) {
    throw failure(file, error);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Where the file is, or will be: a link stays a link, even one whose file is not there yet. */
async function placeOf(file: string): Promise<string> {
  const led = await readlink(file).catch(() => null);
  return led === null ? file : placeOf(resolve(dirname(file), led));
}

async function pour(
  path: string,
  write: (output: Writable) => Promise<void>,
  named: string,
  mode?: number,
): Promise<void> {
  const output = createWriteStream(path, { flush: true });
  // A full disk fails beside the rows that are being read, and must not wait for them.
  const failed = new Promise<never>((_, reject) => {
    output.on('error', (cause) => reject(failure(named, cause)));
  });
  failed.catch(() => undefined);
  await Promise.race([once(output, 'open'), failed]);
  try {
    // Before the rows: what only the owner could read stays so.
    if (mode !== undefined) await chmod(path, mode);
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
