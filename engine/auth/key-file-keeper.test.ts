import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DrawbridgeError } from '../error.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';

let folder: string;
const dataKey = Buffer.alloc(32, 7);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-keeper-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('closes the file to others while nothing is in it', async () => {
  const contents: string[] = [];
  const keeper = new KeyFileKeeper(path.join(folder, 'vault.key'), async (file) => {
    contents.push(await readFile(file, 'latin1'));
  });
  const wrapped = await keeper.wrap(dataKey);
  expect(contents).toEqual(['']);
  expect((await keeper.unwrap(wrapped)).dataKey).toEqual(dataKey);
});

it('keeps no key where it cannot be closed', async () => {
  const failure = new DrawbridgeError('58030', 'Other accounts may read it.');
  const keeper = new KeyFileKeeper(path.join(folder, 'vault.key'), () => Promise.reject(failure));
  await expect(keeper.wrap(dataKey)).rejects.toBe(failure);
  expect(await readdir(folder)).toEqual([]);
});
