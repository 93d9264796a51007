/** Brings node_modules in line with package-lock.json, and checks the Node version first. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, run, say } from './run.mjs';

const floor = [20, 19];

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > floor[0] || (major === floor[0] && minor >= floor[1])) return;
  say(`Drawbridge needs Node ${floor.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm writes node_modules/.package-lock.json at the end of every install. */
function current() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs
  );
}

export async function installDependencies() {
  checkNode();
  if (current()) return;
  say('Installing packages (npm ci) …');
  const status = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    say('npm ci failed; see the lines above.');
    process.exit(1);
  }
}
