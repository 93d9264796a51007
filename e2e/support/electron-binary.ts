/** Whether the specs of the desktop can run in real Electron here. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '..', '..', 'node_modules', 'electron');

/** Electron's program, or null where it is not installed, has no display, or where Chromium's sandbox refuses root. */
export function electronBinary(): string | null {
  const name = path.join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const file = path.join(folder, 'dist', readFileSync(name, 'utf8').trim());
  if (!existsSync(file)) return null;
  if (process.platform !== 'linux') return file;
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDisplay && process.getuid?.() !== 0 ? file : null;
}
