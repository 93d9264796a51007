/**
 * Packs the desktop as a release does, with a stub in the place of Electron's binary, which is not needed for that:
 * what goes into the archive, what lies beside it, and the fuses. Packages that install are made in the public CI.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtDriver, hasDriver, missingTool } from '../e2e/support/tools.ts';

const root = path.resolve(import.meta.dirname, '..');
const configuration = path.join(import.meta.dirname, 'electron-builder.yml');
let folder: string;
let packed: string;

/** Where the fuses lie in Electron's binary: this text, the version of the layout, their number, one digit each. */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron is delivered, so that every fuse that ends otherwise was flipped. */
const deliveredFuses = '101100011';

function makeStub(at: string): void {
  for (const name of ['locales', 'resources']) mkdirSync(path.join(at, name), { recursive: true });
  const fuses = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([1, deliveredFuses.length]),
    Buffer.from(deliveredFuses),
  ]);
  writeFileSync(path.join(at, 'electron'), Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), fuses]), {
    mode: 0o755,
  });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version'])
    writeFileSync(path.join(at, name), 'stub');
}

function program(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, file), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, output: `${stdout}${stderr}` };
}

const pack = (config: string, ...args: readonly string[]) =>
  program('node_modules/electron-builder/cli.js', [
    '--linux',
    'dir',
    `--config=${config}`,
    `-c.electronDist=${path.join(folder, 'electron')}`,
    `-c.directories.output=${path.join(folder, 'packages')}`,
    '--publish=never',
    ...args,
  ]);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'drawbridge-package-'));
  makeStub(path.join(folder, 'electron'));
  const { status, output } = pack(configuration);
  expect(status, output).toBe(0);
  packed = path.join(folder, 'packages', 'linux-unpacked');
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the archive holds the built parts and nothing of how they were made', () => {
  const listed = program('node_modules/@electron/asar/bin/asar.js', [
    'list',
    path.join(packed, 'resources', 'app.asar'),
  ]).output.split('\n');
  const own = listed.filter((file) => file !== '' && !file.startsWith('/node_modules'));
  const built = ['engine', 'electron', 'renderer'].flatMap((part) =>
    readdirSync(path.join(root, 'dist', part), { recursive: true, encoding: 'utf8' })
      // Compiled code is of use to one version of Node alone.
      .filter((file) => !file.endsWith('.map') && !file.endsWith('.compiled'))
      .map((file) => `/dist/${part}/${file}`),
  );
  const folders = ['/dist', '/dist/engine', '/dist/electron', '/dist/renderer', '/bin'];
  const files = ['/bin/compiled-program.cjs', '/bin/drawbridge.cjs', '/package.json'];
  expect([...own].sort()).toEqual([...built, ...folders, ...files].sort());
  // What is bundled, and what only builds, is not packed once more.
  const libraries = listed.filter((file) =>
    /^\/node_modules\/(react|electron|electron-store|vite)$/.test(file),
  );
  expect(libraries).toEqual([]);
  const parser = listed.filter((file) => /^\/node_modules\/node-sql-parser\/.*\.js$/.test(file));
  expect(parser).toEqual(['/node_modules/node-sql-parser/build/postgresql.js']);
});

test.skipIf(missingTool(hasDriver))(
  'the driver lies beside the archive, as the plain file that applications load',
  () => {
    const library = readFileSync(path.join(packed, 'resources', 'driver', 'libdrawbridgeodbc.so'));
    expect(library.equals(readFileSync(builtDriver))).toBe(true);
  },
);

test('what is packed is enough for the engine to answer', () => {
  const app = path.join(folder, 'app');
  const extracted = program('node_modules/@electron/asar/bin/asar.js', [
    'extract',
    path.join(packed, 'resources', 'app.asar'),
    app,
  ]);
  expect(extracted.status, extracted.output).toBe(0);
  const sandbox = 'ApiURL=sandbox:;AuthScheme=AccessToken;Workspace=lighthouse;Schema=harbor-app';
  const query = ['query', '--dsn', sandbox, '--format', 'csv', 'SELECT count(*) AS n FROM PullRequests'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(app, 'bin', 'drawbridge.cjs'), ...query],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        HOME: folder,
        DRAWBRIDGE_DATA_DIR: path.join(folder, 'data'),
        DRAWBRIDGE_RUN_DIR: path.join(folder, 'run'),
        ODBCINI: path.join(folder, 'odbc.ini'),
        ODBCSYSINI: folder,
      },
    },
  );
  expect(status, stderr).toBe(0);
  expect(stdout.trim().split(/\r?\n/)).toEqual(['n', '2000']);
}, 60_000);

test('the program has its name and its fuses', () => {
  const { status, output } = program('node_modules/@electron/fuses/dist/bin.js', [
    'read',
    '--app',
    path.join(packed, 'drawbridge-administrator'),
  ]);
  expect(status, output).toBe(0);
  const fuses = [...output.matchAll(/^ +(\w+) is (\w+)/gm)].map(([, name, state]) => `${name} ${state}`);
  expect(fuses).toEqual([
    'RunAsNode Disabled',
    'EnableCookieEncryption Enabled',
    'EnableNodeOptionsEnvironmentVariable Disabled',
    'EnableNodeCliInspectArguments Disabled',
    'EnableEmbeddedAsarIntegrityValidation Enabled',
    'OnlyLoadAppFromAsar Enabled',
    'LoadBrowserProcessSpecificV8Snapshot Disabled',
    'GrantFileProtocolExtraPrivileges Disabled',
    // The WebAssembly trap handlers, whose name this version of the reader does not know.
    'undefined Enabled',
  ]);
});

test('a key that electron-builder does not know is refused by its name', () => {
  const wrong = path.join(folder, 'wrong.yml');
  writeFileSync(wrong, `${readFileSync(configuration, 'utf8')}\nsandwich: true\n`);
  const { status, output } = pack(wrong);
  expect(status).not.toBe(0);
  expect(output).toContain('sandwich');
});
