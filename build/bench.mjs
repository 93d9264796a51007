/**
 * `npm run bench -- [--runs N] [--only host|slow-api|block-fetch|driver|window]`: measures and prints tables. Cases of one
 * table run in turn, N times (7), each beside a peer or a floor of the same run; a value is the median, with the least
 * and the greatest in parentheses. Figures of `driver` and `window` have limits; beyond one the exit status is 1.
 */
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, missingForDriver } from './build.mjs';
import { checkNode } from './dependencies.mjs';
import { root, say } from './run.mjs';
import { provideSystemPackages } from './system-packages.mjs';

checkNode();
// Never installs them: others may be at work in this folder while something is measured.
if (!existsSync(path.join(root, 'node_modules', 'pg'))) {
  say('The packages are not installed. Run "npm ci" or "npm test" first.');
  process.exit(1);
}
const { hostStart } = await import('./bench/host-start.mjs');
const { slowApi } = await import('./bench/slow-api.mjs');
const { blockFetch } = await import('./bench/block-fetch.mjs');
const { driverReading } = await import('./bench/driver-reading.mjs');
const { windowPaint } = await import('./bench/window.mjs');
const { textTable } = await import('./bench/text-table.mjs');

const parts = {
  host: hostStart,
  'slow-api': slowApi,
  'block-fetch': blockFetch,
  driver: driverReading,
  window: windowPaint,
};

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '7' }, only: { type: 'string' } },
});
const runs = Number(values.runs);
const names = Object.keys(parts).filter((name) => (values.only ?? name) === name);
if (!Number.isInteger(runs) || runs < 1 || names.length === 0) {
  say(`usage: npm run bench -- [--runs N] [--only ${Object.keys(parts).join('|')}]`);
  process.exit(2);
}
await provide({
  withDriver: names.includes('block-fetch') || names.includes('driver'),
  withWindow: names.includes('window'),
});

const load = () => loadavg()[0].toFixed(1);
const processors = cpus();
const print = (text) => process.stdout.write(`${text}\n`);
print(`Drawbridge benchmark: ${runs} alternating runs; median (least–greatest)`);
print(
  `${processors[0]?.model ?? 'unknown processor'}, ${processors.length} cores, Node ${process.version}, ` +
    `${new Date().toISOString().slice(0, 10)}, load average ${load()} at the start\n`,
);
// Some figures have a limit.
let exceeded = false;
for (const name of names) {
  say(`Measuring ${name} …`);
  for (const table of await parts[name](runs)) {
    print(textTable(table));
    exceeded ||= table.exceeded === true;
  }
}
print(`Load average ${load()} at the end`);
if (exceeded) process.exitCode = 1;

async function provide({ withDriver, withWindow }) {
  const missing = withDriver ? await provideSystemPackages({ bench: true }) : [];
  const wanted = ['engine', ...(withDriver ? ['driver'] : []), ...(withWindow ? ['renderer'] : [])];
  const failed = await build(wanted);
  if (failed.length === 0 && (!withDriver || missingForDriver().length === 0)) return;
  say(
    `Cannot measure. Missing: ${missing.join(', ') || 'nothing'}; not built: ${failed.join(', ') || 'nothing'}.`,
  );
  process.exit(1);
}
