import {
  chmod,
  lchown,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
  mkdir,
} from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawbridgeError } from '../error.ts';
import {
  type Endpoint,
  prepareRunFolder,
  readEndpoint,
  removeEndpoint,
  writeEndpoint,
} from './endpoint-file.ts';

let folder: string;
let runDir: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'endpoint-'));
  runDir = path.join(folder, 'deep', 'run');
  await prepareRunFolder(runDir);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({
  format: 1,
  product: '0.1.0',
  protocol: 1,
  // A process that lives and is not this one.
  pid: process.ppid,
  startedAt: '2026-01-01T00:00:00.000Z',
  port: 40_000,
  socket: '/run/example/.s.PGSQL.40000',
  tcp: null,
  pipe: null,
  adminPipe: null,
  password: 'example-password',
  admin: '',
  ...more,
});
const file = () => path.join(runDir, 'endpoint.json');
const modeOf = async (place: string) => (await stat(place)).mode & 0o777;

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('writeEndpoint', () => {
  it('makes a file that only its owner reads, and readEndpoint reads it', async () => {
    await writeEndpoint(runDir, endpoint());
    expect(readEndpoint(runDir)).toEqual(endpoint());
    expect(await modeOf(file())).toBe(0o600);
  });

  it('replaces the old file as a whole and leaves nothing beside it', async () => {
    await writeEndpoint(runDir, endpoint());
    await chmod(file(), 0o644);
    const old = (await stat(file())).ino;
    await writeEndpoint(runDir, endpoint({ port: 40_001 }));
    expect(readEndpoint(runDir)?.port).toBe(40_001);
    expect((await stat(file())).ino).not.toBe(old);
    expect(await modeOf(file())).toBe(0o600);
    expect(await readdir(runDir)).toEqual(['endpoint.json']);
  });

  it('leaves nothing behind when the file cannot be replaced', async () => {
    await mkdir(path.join(file(), 'in-the-way'), { recursive: true });
    await expect(writeEndpoint(runDir, endpoint())).rejects.toMatchObject({
      sqlState: '58030',
      message: `Drawbridge could not write the file ${file()}: a folder stands in its place.`,
    });
    expect(await readdir(runDir)).toEqual(['endpoint.json']);
  });
});

it('makes no run folder do that cannot be closed to others where modes do not close it', async () => {
  const closed: string[] = [];
  await prepareRunFolder(runDir, async (place) => void closed.push(place));
  expect(closed).toEqual([runDir]);
  const failure = new DrawbridgeError('58030', 'Other accounts may read it.');
  await expect(prepareRunFolder(runDir, () => Promise.reject(failure))).rejects.toBe(failure);
});

describe('readEndpoint', () => {
  it('finds none where there is no file, and none after it was removed', async () => {
    expect(readEndpoint(runDir)).toBeNull();
    await writeEndpoint(runDir, endpoint());
    removeEndpoint(runDir);
    removeEndpoint(runDir);
    expect(readEndpoint(runDir)).toBeNull();
  });

  it('ignores what a dead engine left behind', async () => {
    await writeEndpoint(runDir, endpoint({ pid: await deadPid() }));
    expect(readEndpoint(runDir)).toBeNull();
  });

  it('takes a process that it may not signal for alive', async () => {
    await writeEndpoint(runDir, endpoint());
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    expect(readEndpoint(runDir)).toEqual(endpoint());
  });

  it.each([
    ['an unfinished text', '{"format": 1, "pi'],
    ['no object', 'null'],
    ['another format', JSON.stringify({ ...endpoint(), format: 2 })],
    ['this process itself', JSON.stringify(endpoint({ pid: process.pid }))],
    ['a group of processes', JSON.stringify(endpoint({ pid: 0 }))],
    ['no process', JSON.stringify({ ...endpoint(), pid: undefined })],
  ])('ignores a file with %s', async (_what, text) => {
    await writeFile(file(), text);
    expect(readEndpoint(runDir)).toBeNull();
  });
});

describe('prepareRunFolder', () => {
  it('closes a folder that is there to everybody else, and keeps its files', async () => {
    await writeEndpoint(runDir, endpoint());
    await chmod(runDir, 0o755);
    await prepareRunFolder(runDir);
    expect(await modeOf(runDir)).toBe(0o700);
    expect(await readFile(file(), 'utf8')).toContain('example-password');
  });

  it('refuses the folder of another user and does not touch it', async () => {
    await chmod(runDir, 0o755);
    const own = process.getuid?.() ?? 0;
    vi.spyOn(process, 'getuid').mockReturnValue(own + 1);
    await expect(prepareRunFolder(runDir)).rejects.toMatchObject({
      sqlState: '58030',
      message: expect.stringContaining('belongs to another user'),
      hint: expect.stringContaining('--run-dir'),
    });
    expect(await modeOf(runDir)).toBe(0o755);
  });

  it.runIf(process.getuid?.() === 0)('refuses a link that another user made', async () => {
    const link = path.join(folder, 'link');
    await symlink(runDir, link);
    await lchown(link, 1, 1);
    await expect(prepareRunFolder(link)).rejects.toMatchObject({
      sqlState: '58030',
      message: expect.stringContaining('belongs to another user'),
    });
  });

  it('says what is wrong where no folder can be made', async () => {
    const inTheWay = path.join(folder, 'a-file');
    await writeFile(inTheWay, '');
    await expect(prepareRunFolder(path.join(inTheWay, 'run'))).rejects.toMatchObject({
      sqlState: '58030',
      hint: expect.stringContaining('--run-dir'),
    });
  });

  it('follows a link to a folder of the same user', async () => {
    const link = path.join(folder, 'link');
    await symlink(runDir, link);
    await prepareRunFolder(link);
    await writeEndpoint(link, endpoint());
    expect(readEndpoint(runDir)).toEqual(endpoint());
  });
});
