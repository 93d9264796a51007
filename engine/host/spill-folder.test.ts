import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { spillFolder, sweepSpillFolders } from './spill-folder.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'drawbridge-spill-'));
});
afterEach(() => rm(data, { recursive: true }));

it('removes what a process left that is gone, and nothing else', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  for (const pid of [gone, process.ppid]) {
    await mkdir(spillFolder(data, pid), { recursive: true });
    await writeFile(path.join(spillFolder(data, pid), 'block'), 'x');
  }
  await mkdir(path.join(data, 'spill', 'notes'));
  await sweepSpillFolders(data);
  expect((await readdir(path.join(data, 'spill'))).sort()).toEqual([String(process.ppid), 'notes'].sort());
});

it('has nothing to do in a fresh data folder', async () => {
  await expect(sweepSpillFolders(path.join(data, 'none'))).resolves.toBeUndefined();
});
