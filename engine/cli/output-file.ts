/**
 * `--output`: the file appears whole or not at all, since part of a result must never look like all of it, and what
 * stood there before stays until then. Pipes and devices are written to as the rows come.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { DrawbridgeError, SqlState } from '../error.ts';

/** Throws 58030 when the file cannot be written; what `write` throws leaves the old file as it was. */
export async function writeWhole(file: string, write: (output: Writable) => Promise<void>): Promise<void> {
  const old = await stat(file).catch(() => null);
  if (old !== null && !old.isFile()) return pour(file, write, file);
  const target = old === null ? file : await realpath(file);
  const temporary = `${target}.${process.pid}.part`;
  try {
    await pour(temporary, write, file);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function pour(path: string, write: (output: Writable) => Promise<void>, named: string): Promise<void> {
  const output = createWriteStream(path);
  // A full disk fails beside the rows that are being read, and must not wait for them.
  const failed = new Promise<never>((_, reject) => {
    output.once('error', (cause) =>
      reject(
        new DrawbridgeError(sqlState(cause), `${named} cannot be written: ${cause.message}.`, { cause }),
      ),
    );
  });
  await Promise.race([once(output, 'open'), failed]);
  try {
    await Promise.race([write(output), failed]);
  } finally {
    output.end();
    await Promise.race([finished(output), failed]);
  }
}

const sqlState = (cause: NodeJS.ErrnoException): SqlState =>
  cause.code === 'ENOSPC' ? SqlState.diskFull : SqlState.ioError;
