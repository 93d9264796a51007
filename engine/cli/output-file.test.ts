import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWhole } from './output-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'output-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Writes a line, and looks at what others could do with the file meanwhile. */
function writing(modes: number[]): (output: Writable) => Promise<void> {
  return async (output) => {
    for (const name of await readdir(folder))
      if (name.endsWith('.part')) modes.push((await stat(join(folder, name))).mode & 0o777);
    output.write('new\n');
  };
}

it.runIf(process.platform !== 'win32').each([
  ['was not there', null, 0o600],
  ['all could read', 0o644, 0o600],
  ['nobody could write', 0o400, 0o400],
])('a private file is private from its first byte, where one %s', async (_, before, after) => {
  const file = join(folder, 'bundle');
  if (before !== null) {
    await writeFile(file, 'old\n');
    await chmod(file, before);
  }
  const modes: number[] = [];
  await writeWhole(file, writing(modes), 0o600);
  expect(modes).toEqual([after]);
  expect((await stat(file)).mode & 0o777).toBe(after);
  expect(await readFile(file, 'utf8')).toBe('new\n');
  expect(await readdir(folder)).toEqual(['bundle']);
});

it('does not go through a file that another has put where the new one is made', async () => {
  const [file, trap] = [join(folder, 'bundle'), join(folder, 'trap')];
  await symlink(trap, `${file}.${process.pid}.part`);
  await writeWhole(file, async (output) => void output.write('secret\n'), 0o600);
  expect(await readFile(file, 'utf8')).toBe('secret\n');
  await expect(stat(trap)).rejects.toThrow();
});

it('says so when links lead in a circle', async () => {
  const [one, other] = [join(folder, 'one'), join(folder, 'other')];
  await symlink(one, other);
  await symlink(other, one);
  await expect(writeWhole(one, () => Promise.resolve())).rejects.toMatchObject({ sqlState: '58030' });
});
