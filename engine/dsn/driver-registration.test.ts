import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  driverStatus,
  installedLibrary,
  registerDriver,
  type RegisterOptions,
  unregisterDriver,
} from './driver-registration.ts';
import { machineLibrary } from './machine-library.ts';

const name = 'Drawbridge ODBC Driver for Bitbucket';
let folder: string;
let options: RegisterOptions;
let library: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driver-'));
  await writeFile(join(folder, 'built.so'), 'library 1');
  await mkdir(join(folder, 'etc'));
  options = {
    dataDir: join(folder, 'data'),
    libraryPath: join(folder, 'built.so'),
    env: { HOME: join(folder, 'home'), ODBCSYSINI: join(folder, 'etc') },
  };
  library = installedLibrary(options);
});
afterEach(() => rm(folder, { recursive: true }));

const section = () => `[${name}]\nDescription=Bitbucket Cloud as a database\nDriver=${library}\n`;
const systemFile = () => join(folder, 'etc', 'odbcinst.ini');
const userFile = () => join(folder, 'home', '.odbcinst.ini');
const other = '[SQLite3]\nDriver=libsqlite3odbc.so\n';

describe('registerDriver', () => {
  it('copies the library and names it in the folder of ODBCSYSINI', async () => {
    await writeFile(systemFile(), other);
    expect(await registerDriver(options)).toEqual({ library, file: systemFile() });
    expect(await readFile(library, 'utf8')).toBe('library 1');
    expect((await stat(library)).mode & 0o777).toBe(0o755);
    expect(await readFile(systemFile(), 'utf8')).toBe(`${other}\n${section()}`);
    expect(await driverStatus(options)).toEqual({
      registered: true,
      installed: true,
      machineWide: true,
      library,
      found: library,
      problems: [],
    });
  });

  it("writes the user's own file where ODBCSYSINI is not set", async () => {
    const { HOME } = options.env;
    expect(await registerDriver({ ...options, env: { HOME } })).toEqual({ library, file: userFile() });
    expect(await readFile(userFile(), 'utf8')).toBe(section());
  });

  it('can be repeated with a newer library', async () => {
    await registerDriver(options);
    await writeFile(options.libraryPath, 'library 2');
    await registerDriver(options);
    expect(await readFile(library, 'utf8')).toBe('library 2');
    expect(await readFile(systemFile(), 'utf8')).toBe(section());
  });

  it('says what is missing when nothing was built, and changes nothing', async () => {
    await rm(options.libraryPath);
    await expect(registerDriver(options)).rejects.toMatchObject({ sqlState: '55000' });
    await expect(stat(systemFile())).rejects.toThrow('ENOENT');
  });
});

describe('for all accounts', () => {
  const shared = () => join(folder, 'etc', 'drawbridge', basename(library));
  const forAll = () => ({ ...options, system: true });

  it('copies the library to where others may read it, whatever the mask, and names that copy', async () => {
    const mask = process.umask(0o077);
    try {
      expect(await registerDriver(forAll())).toEqual({ library: shared(), file: systemFile() });
    } finally {
      process.umask(mask);
    }
    expect(await readFile(systemFile(), 'utf8')).toContain(`Driver=${shared()}\n`);
    expect(await readFile(shared(), 'utf8')).toBe('library 1');
    const modes = await Promise.all(
      [shared(), dirname(shared())].map(async (path) => (await stat(path)).mode),
    );
    expect(modes.map((mode) => mode & 0o777)).toEqual([0o755, 0o755]);
    // The data sources of this account name their own.
    expect(await readFile(library, 'utf8')).toBe('library 1');
    expect(await driverStatus(options)).toEqual({
      registered: true,
      installed: true,
      machineWide: true,
      library: shared(),
      found: shared(),
      problems: [],
    });
  });

  it('brings the copy up to date when it is repeated', async () => {
    await registerDriver(forAll());
    await writeFile(options.libraryPath, 'library 2');
    await registerDriver(forAll());
    expect(await readFile(shared(), 'utf8')).toBe('library 2');
  });

  it('says that the copy is gone', async () => {
    await registerDriver(forAll());
    await rm(shared());
    const { registered, problems } = await driverStatus(options);
    expect([registered, problems]).toEqual([false, [`The driver's library ${shared()} is missing.`]]);
  });

  it.each([true, false])('is taken back with its copy, said so again (%s) or not', async (system) => {
    await writeFile(systemFile(), other);
    await registerDriver(forAll());
    await unregisterDriver({ ...options, env: { ...options.env }, system });
    expect(await readFile(systemFile(), 'utf8')).toBe(other);
    expect(await readdir(join(folder, 'etc'))).toEqual(['odbcinst.ini']);
  });

  it('lies in the place for local libraries where nothing moves the system’s files', () => {
    const file = basename(library);
    expect(machineLibrary({})).toBe(`/usr/local/lib/drawbridge/${file}`);
    expect(machineLibrary({ ODBCSYSINI: '/etc/' })).toBe(`/usr/local/lib/drawbridge/${file}`);
    expect(machineLibrary({ ODBCSYSINI: '/srv/odbc' })).toBe(`/srv/odbc/drawbridge/${file}`);
  });
});

describe('unregisterDriver', () => {
  it('gives the file back as it was', async () => {
    await writeFile(systemFile(), other);
    await registerDriver(options);
    await unregisterDriver(options);
    expect(await readFile(systemFile(), 'utf8')).toBe(other);
    await expect(stat(library)).rejects.toThrow('ENOENT');
    await unregisterDriver(options);
    expect(await readdir(options.dataDir)).toEqual([]);
  });

  it.each([
    '[A]\nDriver=/a.so',
    '[A]\r\nDriver = /a.so\r\n\r\n; the end\r\n\r\n\r\n',
    '\n\n# k\u00e4se',
    `[A]\nDriver=/a.so\n[${name.toUpperCase()}]\n; another one\nDriver = /opt/other.so\nUsageCount=2\n\n[B]\nDriver=/b.so\n`,
    `[${name}]\nDriver=/one.so\n[${name}]\nDriver=/two.so\n`,
  ])('gives back, byte for byte, a file that holds %j', async (text) => {
    const before = Buffer.from(text, 'latin1');
    await writeFile(systemFile(), before);
    await registerDriver(options);
    await registerDriver(options);
    await unregisterDriver(options);
    expect(await readFile(systemFile())).toEqual(before);
  });

  it('gives back no file where there was none', async () => {
    await registerDriver(options);
    await unregisterDriver(options);
    expect(await readdir(join(folder, 'etc'))).toEqual([]);
  });

  it('takes only its own lines from a file that was changed meanwhile', async () => {
    await writeFile(systemFile(), `[${name}]\nDriver=/opt/other.so\n`);
    await registerDriver(options);
    const changed = `${await readFile(systemFile(), 'utf8')}\n${other}`;
    await writeFile(systemFile(), changed);
    await unregisterDriver(options);
    expect(await readFile(systemFile(), 'utf8')).toBe(`[${name}]\nDriver=/opt/other.so\n\n${other}`);
  });

  it('undoes a registration for all users, too, when it is not named again', async () => {
    const env = { HOME: options.env['HOME'] };
    await writeFile(systemFile(), other);
    await registerDriver(options);
    await unregisterDriver({ ...options, env });
    expect(await readFile(systemFile(), 'utf8')).toBe(other);
  });

  it("leaves nothing in the user's home where nothing was before", async () => {
    const env = { HOME: options.env['HOME'] };
    await registerDriver({ ...options, env });
    await unregisterDriver({ ...options, env });
    expect(await readdir(join(folder, 'home'))).toEqual([]);
  });

  it('leaves a name that stands for another library', async () => {
    await writeFile(systemFile(), `[${name}]\nDriver=/opt/other.so\n`);
    await unregisterDriver(options);
    expect(await readFile(systemFile(), 'utf8')).toContain('/opt/other.so');
  });
});

const problemsWith = async () => (await driverStatus(options)).problems.join('\n');

describe('driverStatus', () => {
  it('names what is missing', async () => {
    expect(await problemsWith()).toMatch(/is missing.*\n.*not registered/);
    await registerDriver(options);
    await rm(library);
    expect(await problemsWith()).toMatch(/is missing/);
  });

  it("sees that the system's entry wins over the user's", async () => {
    await registerDriver({ ...options, env: { HOME: options.env['HOME'] } });
    expect(await problemsWith()).toMatch(/because .*odbcinst.ini is missing/);
    await writeFile(systemFile(), other);
    expect(await problemsWith()).toBe('');
    await writeFile(systemFile(), `[${name}]\nDriver=/opt/other.so\n`);
    expect(await problemsWith()).toMatch(/another library.*\/opt\/other.so/);
  });
});
