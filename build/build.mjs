/**
 * Builds what is out of date into dist/: engine, renderer, electron shell, ODBC driver. Each part keeps a stamp of its
 * inputs (path, size, time), so that a build with nothing to do takes milliseconds.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode } from './dependencies.mjs';
import { provideIodbc } from './iodbc.mjs';
import { buildNpmOdbc } from './npm-odbc.mjs';
import { find, root, run, runNode, say } from './run.mjs';

const vite = (config) => () =>
  runNode('node_modules/vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'warn']);

/** Both programs, and the command line's as this Node compiles it. */
async function engine() {
  const bundled = (await vite('build/vite.engine.config.ts')()) || (await vite('build/vite.cli.config.ts')());
  return bundled || runNode('build/compile-program.mjs', [], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What the ODBC driver needs beyond Node, by the program or header that shows it. */
export function missingForDriver() {
  const missing = [];
  if (find('cmake') === null) missing.push('cmake');
  if (find('make') === null) missing.push('make');
  if (find('g++') === null) missing.push('g++');
  if (!existsSync('/usr/include/sqlext.h')) missing.push('unixodbc-dev');
  if (find('isql') === null) missing.push('unixodbc');
  return missing;
}

/** Whether the driver for Windows can be built, too. */
export const canBuildForWindows = () =>
  find('cmake') !== null && find('make') !== null && find('x86_64-w64-mingw32-g++-posix') !== null;

/** `target`: the library alone, which is all that applications need, or everything. */
async function cmake(name, target, settings) {
  const folder = path.join(root, 'dist', name);
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
  const configure = ['-S', path.join(root, 'driver'), '-B', folder, '-DDRAWBRIDGE_TESTS=ON', ...settings];
  const status = await run('cmake', configure, quiet);
  return status === 0 ? run('cmake', ['--build', folder, '-j', '2', '--target', target], quiet) : status;
}

const release = '-DCMAKE_BUILD_TYPE=Release';
const driver = (target) => () => cmake('driver', target, [release]);
const toolchain = path.join(root, 'driver', 'cmake', 'mingw-w64.cmake');
const forWindows = (target) => () =>
  cmake('driver-windows', target, [release, `-DCMAKE_TOOLCHAIN_FILE=${toolchain}`]);

/** A test alone, so that it need be neither fast nor debugged: the build takes half the time. */
async function forIodbc() {
  const place = await provideIodbc();
  if (place === null) {
    say('iODBC could not be had; its tests are left out.');
    return 0;
  }
  return cmake('driver-iodbc', 'all', ['-DCMAKE_BUILD_TYPE=Plain', `-DDRAWBRIDGE_IODBC=${place}`]);
}

const parts = {
  engine: {
    inputs: ['engine', 'bin', 'build/vite.engine.config.ts', 'build/vite.cli.config.ts', 'package.json'],
    output: 'dist/engine/cli.cjs',
    make: engine,
  },
  renderer: {
    inputs: ['renderer', 'engine/admin/contract.ts', 'engine/admin/client.ts', 'package.json'],
    output: 'dist/renderer/index.html',
    make: vite('renderer/vite.config.ts'),
  },
  electron: {
    inputs: ['electron', 'engine', 'renderer/messages.ts', 'package.json'],
    output: 'dist/electron/main.cjs',
    make: vite('electron/vite.config.ts'),
  },
  driver: {
    inputs: ['driver/src', 'driver/CMakeLists.txt', 'package.json'],
    output: 'dist/driver/libdrawbridgeodbc.so',
    make: driver('drawbridgeodbc'),
  },
  'driver tests': {
    inputs: ['driver', 'package.json'],
    output: 'dist/driver/tests/unit-test',
    make: driver('all'),
  },
  // Of the long tests only: those with `deep`.
  'driver tests (address)': {
    inputs: ['driver', 'package.json'],
    output: 'dist/driver-address/tests/unit-test',
    make: () => cmake('driver-address', 'all', [release, '-DDRAWBRIDGE_SANITIZE=address']),
    deep: true,
  },
  'driver tests (thread)': {
    inputs: ['driver', 'package.json'],
    output: 'dist/driver-thread/tests/unit-test',
    make: () => cmake('driver-thread', 'all', [release, '-DDRAWBRIDGE_SANITIZE=thread']),
    deep: true,
  },
  'driver fuzz targets': {
    inputs: [
      'driver/src',
      'driver/fuzz',
      'driver/tests/temporary-folder.h',
      'driver/CMakeLists.txt',
      'package.json',
    ],
    output: 'dist/driver-fuzz/fuzz/fuzz-wire',
    make: () =>
      cmake('driver-fuzz', 'fuzz', [
        '-DCMAKE_BUILD_TYPE=Plain',
        '-DCMAKE_CXX_FLAGS=-O1',
        '-DCMAKE_C_COMPILER=clang',
        '-DCMAKE_CXX_COMPILER=clang++',
        '-DDRAWBRIDGE_FUZZ=ON',
        '-DDRAWBRIDGE_SANITIZE=address',
      ]),
  },
  'driver for Windows': {
    inputs: ['driver', 'package.json'],
    output: 'dist/driver-windows/tests/windows/windows-application-test.exe',
    make: forWindows('all'),
  },
  'driver for iODBC': {
    inputs: ['driver', 'package.json'],
    output: 'dist/driver-iodbc/tests/iodbc/iodbc-application',
    make: forIodbc,
  },
  'npm odbc': {
    inputs: ['build/npm-odbc.mjs'],
    output: 'dist/npm-odbc/node_modules/odbc/lib/bindings/napi-v8/odbc.node',
    make: buildNpmOdbc,
  },
};

/** The parts that only the long tests need. */
export const deepParts = Object.keys(parts).filter((name) => parts[name].deep === true);

function filesOf(input) {
  const whole = path.join(root, input);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [input];
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('.test.tsx'))
    .map((file) => path.join(input, file))
    .sort();
}

function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesOf)) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Builds a part where it is out of date. Resolves to whether it is there. */
async function provide(name) {
  const part = parts[name];
  const stamp = path.join(root, 'dist', '.stamps', name);
  const print = fingerprint(part.inputs);
  const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === print;
  if (current && existsSync(path.join(root, part.output))) return true;
  say(`Building ${name} …`);
  const made = (await part.make()) === 0;
  if (made) writeFileSync(stamp, print);
  return made;
}

/**
 * Builds the named parts where they are out of date. The driver, the longest of all, is built beside the others: each of
 * them leaves a core idle at its end. Resolves to the names of those that failed.
 */
export async function build(names) {
  mkdirSync(path.join(root, 'dist', '.stamps'), { recursive: true });
  const failed = [];
  const inTurn = async (lane) => {
    for (const name of lane) if (!(await provide(name))) failed.push(name);
  };
  const isDriver = (name) => parts[name].output.startsWith('dist/driver/');
  await Promise.all([inTurn(names.filter(isDriver)), inTurn(names.filter((name) => !isDriver(name)))]);
  return failed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode();
  const missing = missingForDriver();
  if (missing.length > 0) say(`The ODBC driver is left out; missing: ${missing.join(', ')}.`);
  const asked = process.argv.slice(2);
  const usual = [
    'engine',
    'renderer',
    'electron',
    ...(missing.length === 0 ? ['driver', 'driver tests'] : []),
  ];
  const failed = await build(asked.length > 0 ? asked.filter((name) => name in parts) : usual);
  if (failed.length > 0) {
    say(`Could not build: ${failed.join(', ')}.`);
    process.exitCode = 1;
  }
}
