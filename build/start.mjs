/** `npm start`: installs and builds what is missing or out of date, then opens the administrator. */
import { installDependencies } from './dependencies.mjs';
import { build, missingForDriver } from './build.mjs';
import { electronProgram } from './electron.mjs';
import { run, runNode, say } from './run.mjs';

// npm runs this through a shell, which takes a signal for itself and leaves what it runs behind. So the engine is told
// to stop when that shell is gone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();

await installDependencies();
const missing = missingForDriver();
const failed = await build(['engine', 'renderer', ...(missing.length === 0 ? ['driver'] : [])]);
if (missing.length > 0) {
  say(`ODBC is left out, everything else works. Missing: ${missing.join(', ')}.`);
  say(`On Debian: sudo apt-get install -y ${missing.join(' ')}`);
}
if (failed.includes('engine') || failed.includes('renderer')) {
  say(`Could not build: ${failed.join(', ')}.`);
  process.exit(1);
}

/** The status of a program that is missing, or that misses a library. */
const notStarted = 127;
const program = await electronProgram();
const built = program !== null && (await build(['electron'])).length === 0;
const status = built
  ? await run(program, ['.', ...process.argv.slice(2)], {
      env: { ...process.env, DRAWBRIDGE_NODE: process.execPath },
    })
  : notStarted;
if (status !== notStarted) {
  process.exitCode = status;
} else {
  if (built) say('Electron does not start here; the administrator opens in the browser.');
  process.exitCode = await runNode('bin/drawbridge.cjs', ['start', ...process.argv.slice(2)]);
}
