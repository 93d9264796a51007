/**
 * Runs a test program through the driver manager, with its own ini files.
 *
 *   node run-with-engine.mjs LIBRARY PROGRAM
 *
 * Without DRAWBRIDGE_TEST_RUN_DIR a stand-in engine is started for the run. With it, the engine of that run folder is
 * used, through its DSN named by DRAWBRIDGE_TEST_DSN (Sandbox).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [library, program] = process.argv.slice(2);
if (program === undefined) {
  console.error('usage: run-with-engine.mjs LIBRARY PROGRAM');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'drawbridge-odbc-'));
const dsn = process.env['DRAWBRIDGE_TEST_DSN'] ?? 'Sandbox';
let runFolder = process.env['DRAWBRIDGE_TEST_RUN_DIR'];
let engine;
try {
  if (runFolder === undefined) {
    runFolder = join(folder, 'run');
    engine = spawn(process.execPath, [join(import.meta.dirname, 'mini-engine.mjs'), runFolder], {
      // Its input ends with this program, however that ends, and it with its input.
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [first] = await Promise.race([once(engine.stdout, 'data'), once(engine, 'exit')]);
    if (!String(first).includes('ready')) throw new Error('The stand-in engine did not start');
  }
  const name = 'Drawbridge ODBC Driver for Bitbucket';
  writeFileSync(join(folder, 'odbcinst.ini'), `[${name}]\nDriver=${library}\n`);
  writeFileSync(join(folder, 'odbc.ini'), `[${dsn}]\nDriver=${name}\nRunDir=${runFolder}\n`);
  const test = spawn(program, [], {
    stdio: 'inherit',
    env: {
      ...process.env,
      ODBCSYSINI: folder,
      ODBCINI: join(folder, 'odbc.ini'),
      DRAWBRIDGE_TEST_CONNECTION: `DSN=${dsn}`,
      DRAWBRIDGE_TEST_STAND_IN: engine === undefined ? '' : '1',
    },
  });
  const [status] = await once(test, 'exit');
  process.exitCode = status ?? 1;
} finally {
  engine?.kill();
  rmSync(folder, { recursive: true, force: true });
}
