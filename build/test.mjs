/** `npm test`: provides what is missing, builds, runs every suite and adds up. `--deep` runs the long versions. */
import { installDependencies } from './dependencies.mjs';
import { build, canBuildForWindows, deepParts, missingForDriver } from './build.mjs';
import { say } from './run.mjs';
import { driver, fuzz, playwright, runChecks, vitest } from './suites.mjs';
import { provideSystemPackages } from './system-packages.mjs';

// Colours are for people who look on.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';

const deep = process.argv.includes('--deep');
const strict = process.env.CI === 'true';

// Whoever interrupts one program means all that would come behind it; the one at work ends in good order.
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
  });
}
function endIfInterrupted() {
  if (!interrupted) return;
  say('Interrupted.');
  process.exit(1);
}

const missing = await provideSystemPackages();
endIfInterrupted();
await installDependencies();
const parts = [
  'engine',
  'renderer',
  'electron',
  ...(missingForDriver().length === 0
    ? ['driver', 'driver tests', 'driver for iODBC', 'npm odbc', ...(deep ? deepParts : [])]
    : []),
  ...(missingForDriver().length === 0 && !missing.some((name) => name.includes('clang'))
    ? ['driver fuzz targets']
    : []),
  ...(canBuildForWindows() ? ['driver for Windows'] : []),
];
endIfInterrupted();
const unbuilt = await build(parts);
endIfInterrupted();

const suites = {
  'engine, window and whole system': () => vitest(deep),
  driver: () => driver(),
  ...(deep
    ? {
        'driver (memory and undefined behaviour)': () => driver('driver-address'),
        'driver (threads)': () => driver('driver-thread'),
      }
    : {}),
  'driver (fuzzing)': () => fuzz(deep ? 900 : 20),
  administrator: () => playwright(deep),
};
const total = { passed: 0, failed: unbuilt.length, skipped: [] };

function count(name, { passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped.push(...skipped);
  say(`${name}: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
}

say('\n== checks');
for (const [name, outcome] of await runChecks()) count(name, outcome);
endIfInterrupted();
for (const [name, suite] of Object.entries(suites)) {
  say(`\n== ${name}`);
  const outcome = await suite();
  endIfInterrupted();
  count(name, outcome);
}

if (unbuilt.length > 0) say(`\nNot built: ${unbuilt.join(', ')}.`);
if (missing.length > 0) {
  say(`\nMissing packages: ${missing.join(', ')}.`);
  if (strict) total.failed += missing.length;
}
if (total.skipped.length > 0)
  say(`\nSkipped:\n${total.skipped.map((/** @type {string} */ name) => `  ${name}`).join('\n')}`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
