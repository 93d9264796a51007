import {
  chmod,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FileSteps, updateAtomically, writeAtomically } from './atomic-file.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic-'));
  file = join(folder, 'file');
});
afterEach(() => rm(folder, { recursive: true }));

type Step = 'create' | 'writeFile' | 'sync' | 'close' | 'rename';

/** The real steps, of which one fails as the system would let it fail. */
function failing(step: Step, code: string): FileSteps {
  const fail = () => Promise.reject(Object.assign(new Error(`${code}: made to fail`), { code }));
  return {
    async create(path, mode) {
      if (step === 'create') return fail();
      const handle = await open(path, 'wx', mode);
      return {
        writeFile: (...parts) => (step === 'writeFile' ? fail() : handle.writeFile(...parts)),
        chmod: (bits) => handle.chmod(bits),
        chown: (...ids) => handle.chown(...ids),
        sync: () => (step === 'sync' ? fail() : handle.sync()),
        close: () => (step === 'close' ? handle.close().then(fail) : handle.close()),
      };
    },
    rename: (...paths) => (step === 'rename' ? fail() : rename(...paths)),
  };
}

const steps: Step[] = ['create', 'writeFile', 'sync', 'close', 'rename'];
const codes: [string, string][] = [
  ['ENOSPC', '53100'],
  ['EDQUOT', '53100'],
  ['EACCES', '58030'],
  ['EIO', '58030'],
];

it.each(steps.flatMap((step) => codes.map(([code, state]) => [step, code, state] as const)))(
  'leaves the old file byte for byte when %s fails with %s',
  async (step, code, sqlState) => {
    await writeFile(file, 'old\u0000\r\n');
    const writing = writeAtomically(file, Buffer.from('new'), { mode: 0o600, steps: failing(step, code) });
    await expect(writing).rejects.toMatchObject({
      sqlState,
      hint: expect.stringContaining('Nothing') as string,
    });
    expect(await readFile(file, 'utf8')).toBe('old\u0000\r\n');
    expect(await readdir(folder)).toEqual(['file']);
  },
);

it('leaves no file when the first one cannot be written', async () => {
  const writing = writeAtomically(file, Buffer.from('new'), {
    mode: 0o600,
    steps: failing('rename', 'ENOSPC'),
  });
  await expect(writing).rejects.toMatchObject({ sqlState: '53100' });
  expect(await readdir(folder)).toEqual([]);
});

it('gives a new file its mode and makes its folder for the owner only', async () => {
  const deep = join(folder, 'a', 'b');
  await writeAtomically(deep, Buffer.from('x'), { mode: 0o640 });
  expect((await stat(deep)).mode & 0o777).toBe(0o640);
  expect((await stat(join(folder, 'a'))).mode & 0o777).toBe(0o700);
});

it('keeps the mode of the old file', async () => {
  await writeFile(file, 'x');
  await chmod(file, 0o604);
  await writeAtomically(file, Buffer.from('y'), { mode: 0o600 });
  expect((await stat(file)).mode & 0o777).toBe(0o604);
});

it('writes through symbolic links, also through one that leads to no file yet', async () => {
  const target = join(folder, 'target');
  await symlink('target', file);
  for (const text of ['first', 'second']) {
    await writeAtomically(file, Buffer.from(text), { mode: 0o600 });
    expect(await readFile(target, 'utf8')).toBe(text);
  }
  expect((await readdir(folder)).sort()).toEqual(['file', 'target']);
});

it('changes the file again from what another program has written meanwhile', async () => {
  await writeFile(file, 'a');
  let interfere = true;
  const steps: FileSteps = {
    async create(path, mode) {
      const handle = await open(path, 'wx', mode);
      if (interfere) await writeFile(file, 'b');
      interfere = false;
      return handle;
    },
    rename,
  };
  await updateAtomically(file, (bytes) => Buffer.from(`${bytes.toString()}!`), { mode: 0o600, steps });
  expect(await readFile(file, 'utf8')).toBe('b!');
});

it('does not touch a file that needs no change', async () => {
  await updateAtomically(file, (bytes) => bytes, { mode: 0o600 });
  expect(await readdir(folder)).toEqual([]);
});
