/** Where DuckDB spills: a folder for each process, so that what a killed one left behind can be told from the rest. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isAlive } from './endpoint-file.ts';

/** The folder of this process below the data folder; it is made when something spills. */
export function spillFolder(dataDir: string, pid: number = process.pid): string {
  return path.join(dataDir, 'spill', String(pid));
}

/** Removes the folders of processes that are gone. Never fails: it is housekeeping. */
export async function sweepSpillFolders(dataDir: string): Promise<void> {
  const parent = path.join(dataDir, 'spill');
  const names = await readdir(parent).catch(() => []);
  const left = names.filter((name) => /^\d+$/.test(name) && !isAlive(Number(name)));
  await Promise.all(
    left.map((name) => rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined)),
  );
}
