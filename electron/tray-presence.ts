/**
 * Whether an icon in the tray would be seen. Windows and macOS have a tray; on Linux a program of the desktop shows the
 * icons and says so on the session bus (freedesktop.org, "Status Notifier Item"). GNOME has none by itself, and a
 * window closed to a tray that nobody sees would be lost.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type Run = (program: string, args: readonly string[]) => Promise<string>;

const question = [
  'call',
  '--session',
  '--dest=org.freedesktop.DBus',
  '--object-path=/org/freedesktop/DBus',
  '--method=org.freedesktop.DBus.NameHasOwner',
  'org.kde.StatusNotifierWatcher',
];

export async function hasTray(platform: NodeJS.Platform, run: Run): Promise<boolean> {
  if (platform !== 'linux') return true;
  try {
    return (await run('gdbus', question)).includes('true');
  } catch {
    return false;
  }
}

/** Milliseconds; a session bus that hangs is as good as none. */
const patience = 2_000;

/** Calls back once it is known that an icon would be seen; never, where it would not. */
export async function whenTrayIsSeen(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  show: () => void,
): Promise<void> {
  const run = promisify(execFile);
  const ask: Run = async (program, args) => (await run(program, args, { env, timeout: patience })).stdout;
  if (await hasTray(platform, ask)) show();
}
