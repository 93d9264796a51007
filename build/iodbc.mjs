/**
 * iODBC's headers and libraries for the test of a driver with wide characters of four bytes. Debian's development
 * package conflicts with unixODBC's, which the driver needs, so that the packages are unpacked into dist/iodbc instead of
 * installed. Nobody but that test uses them.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { find, root, run } from './run.mjs';

const folder = path.join(root, 'dist', 'iodbc');

/** Where the driver's build finds iODBC; null when it could not be had. */
export async function provideIodbc() {
  const place = path.join(folder, 'usr');
  if (existsSync(path.join(place, 'include', 'iodbc', 'sql.h'))) return place;
  if (find('apt-get') === null || find('dpkg') === null) return null;
  mkdirSync(folder, { recursive: true });
  const quiet = { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] };
  await run('apt-get', ['download', 'libiodbc2', 'libiodbc2-dev'], quiet);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb'))) {
    await run('dpkg', ['-x', file, '.'], quiet);
    rmSync(path.join(folder, file));
  }
  return existsSync(path.join(place, 'include', 'iodbc', 'sql.h')) ? place : null;
}
