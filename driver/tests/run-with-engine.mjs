/**
 * Runs a test program through the driver manager, with its own ini files.
 *
 *   node run-with-engine.mjs LIBRARY PROGRAM [--sandbox] [--pooled]
 *
 * Without DRAWBRIDGE_TEST_RUN_DIR an engine is started for the run: a stand-in, or with --sandbox the built one over its
 * sample data. With it, the engine of that run folder is used, through its DSN named by DRAWBRIDGE_TEST_DSN (Sandbox).
 * --pooled: the driver manager keeps connections that were closed, and hands them out again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [library, program, ...options] = process.argv.slice(2);
const sandbox = options.includes('--sandbox');
if (program === undefined) {
  console.error('usage: run-with-engine.mjs LIBRARY PROGRAM [--sandbox] [--pooled]');
  process.exit(2);
}

const root = join(import.meta.dirname, '..', '..');
if (sandbox && !existsSync(join(root, 'dist', 'engine', 'cli.cjs'))) {
  console.error('Skipped: the engine is not built. Run "npm run build" first.');
  // What CTest takes for a test that was skipped.
  process.exit(77);
}

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-odbc-'));
const dsn = process.env['DRAWBRIDGE_TEST_DSN'] ?? 'Sandbox';
const name = 'Drawbridge ODBC Driver for Bitbucket';
// No display: the engine's first start would show its window.
const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, XDG_RUNTIME_DIR: _runtime, ...inherited } = process.env;
const env = {
  ...inherited,
  HOME: folder,
  DRAWBRIDGE_DATA_DIR: join(folder, 'data'),
  ODBCSYSINI: folder,
  ODBCINI: join(folder, 'odbc.ini'),
};

function startEngine(runFolder) {
  const args = sandbox
    ? [join(root, 'bin', 'drawbridge.cjs'), 'start']
    : [join(import.meta.dirname, 'mini-engine.mjs'), runFolder];
  // The stand-in's input ends with this program, however that ends, and it with its input.
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr.on('data', (text) => (complaints += text));
  return child;
}

let engine;
// What an engine says on its way is of interest only when it does not get there.
let complaints = '';
try {
  let runFolder = process.env['DRAWBRIDGE_TEST_RUN_DIR'];
  if (runFolder === undefined) {
    runFolder = sandbox ? join(folder, 'data', 'run') : join(folder, 'run');
    engine = startEngine(runFolder);
    const [first] = await Promise.race([once(engine.stdout, 'data'), once(engine, 'exit')]);
    if (!/ready|http/.test(String(first))) throw new Error(`The engine did not start: ${complaints}`);
  }
  // Threading=0: the manager lets calls of several threads through, as newer ones do by default.
  // The engine's first start has registered the driver that was built with it, and data sources for that one.
  const pool = options.includes('--pooled')
    ? { manager: '[ODBC]\nPooling=Yes\n', driver: 'CPTimeout=600\n' }
    : null;
  writeFileSync(
    join(folder, 'odbcinst.ini'),
    `${pool?.manager ?? ''}[${name}]\nDriver=${library}\nThreading=0\n${pool?.driver ?? ''}`,
  );
  const sources = sandbox
    ? readFileSync(join(folder, 'odbc.ini'), 'utf8').replaceAll(/^Driver\s*=.*$/gm, `Driver=${name}`)
    : `[${dsn}]\nDriver=${name}\nRunDir=${runFolder}\n`;
  writeFileSync(join(folder, 'odbc.ini'), sources);
  const test = spawn(program, [], {
    stdio: 'inherit',
    env: {
      ...env,
      // Reading every table costs more calls than an hour of Bitbucket's has.
      DRAWBRIDGE_TEST_CONNECTION: sandbox ? `DSN=${dsn};AllowOverBudget=true` : `DSN=${dsn}`,
      DRAWBRIDGE_TEST_LIBRARY: library,
      DRAWBRIDGE_TEST_STAND_IN: engine === undefined || sandbox ? '' : '1',
    },
  });
  const [status] = await once(test, 'exit');
  process.exitCode = status ?? 1;
} finally {
  if (engine !== undefined && engine.exitCode === null) {
    engine.kill();
    await once(engine, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}
