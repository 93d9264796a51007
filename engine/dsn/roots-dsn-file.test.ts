import { chmod, chown, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRootsDsnFile } from './roots-dsn-file.ts';

let folder: string;

// Only root can make folders that are root's.
describe.skipIf(process.getuid?.() !== 0)('a data source in a file is one of the machine', () => {
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'roots-')));
    await chmod(folder, 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('in a folder that is root’s alone, whether or not file and folder are there', async () => {
    await writeFile(join(folder, 'there.DSN'), '');
    for (const name of ['there.DSN', 'new.dsn', 'below/it/new.dsn'])
      expect(await isRootsDsnFile(join(folder, name)), name).toBe(true);
  });

  it('and not by another name, behind a link to another name, or where a folder stands', async () => {
    await writeFile(join(folder, 'plain.txt'), '');
    await symlink(join(folder, 'plain.txt'), join(folder, 'link.dsn'));
    await symlink(join(folder, 'nowhere'), join(folder, 'broken.dsn'));
    await mkdir(join(folder, 'folder.dsn'));
    for (const name of ['plain.txt', 'link.dsn', 'broken.dsn', 'folder.dsn'])
      expect(await isRootsDsnFile(join(folder, name)), name).toBe(false);
    expect(await isRootsDsnFile('relative.dsn')).toBe(false);
  });

  it('nor where somebody else may put files, or owns a folder on the way', async () => {
    const [shared, theirs] = [join(folder, 'shared'), join(folder, 'theirs')];
    await mkdir(shared);
    await chmod(shared, 0o777);
    await mkdir(join(theirs, 'root'), { recursive: true });
    await chown(theirs, 65_534, 65_534);
    for (const path of [shared, theirs, join(theirs, 'root')])
      expect(await isRootsDsnFile(join(path, 'new.dsn')), path).toBe(false);
  });
});
