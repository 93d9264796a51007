/** Whether the desktop window can be had: Electron's own binary, fetched once; a failure is remembered. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, runNode, say } from './run.mjs';

const folder = path.join(root, 'node_modules', 'electron');

function binary() {
  const name = path.join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const file = path.join(folder, 'dist', readFileSync(name, 'utf8').trim());
  return existsSync(file) ? file : null;
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The path of Electron's program, or null where there is no display, no binary, or where it refuses to run. */
export async function electronProgram() {
  // Chromium's sandbox does not work for root, and the window is not to run without it.
  if (!existsSync(folder) || !hasDisplay() || process.getuid?.() === 0) return null;
  const present = binary();
  if (present !== null) return present;
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const memory = path.join(root, 'dist', '.electron-unavailable');
  if (existsSync(memory) && readFileSync(memory, 'utf8') === version) return null;
  say(`Fetching Electron ${version}, once …`);
  await runNode('node_modules/electron/install.js', [], { stdio: 'ignore' });
  if (binary() === null) {
    mkdirSync(path.dirname(memory), { recursive: true });
    writeFileSync(memory, version);
    say(
      `Electron could not be fetched; the administrator opens in the browser. To try again, remove ${memory}.`,
    );
  }
  return binary();
}
