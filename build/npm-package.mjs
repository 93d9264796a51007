/**
 * Packages of npm that a test alone needs, of a fixed version and content: they are unpacked as they are, nothing of them
 * is run, and they are no part of what is installed or delivered.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run, say } from './run.mjs';

/** Puts the package into `node_modules` of the folder. Resolves to whether it is there; without a network it is not. */
export async function provideNpmPackage({ name, version, integrity }, folder) {
  const target = path.join(folder, 'node_modules', name);
  const marker = path.join(target, '.integrity');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === integrity) return true;
  say(`Fetching ${name} ${version} for the tests.`);
  const place = mkdtempSync(path.join(tmpdir(), 'drawbridge-package-'));
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
