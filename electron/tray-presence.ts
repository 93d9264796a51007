/**
 * Whether an icon in the tray would be seen. Windows and macOS have a tray; on Linux a program of the desktop shows the
 * icons and says so on the session bus (freedesktop.org, "Status Notifier Item"). GNOME has none by itself, and a
 * window closed to a tray that nobody sees would be lost.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const bus = '--session --dest=org.freedesktop.DBus --object-path=/org/freedesktop/DBus';
const question = `call ${bus} --method=org.freedesktop.DBus.NameHasOwner org.kde.StatusNotifierWatcher`;
/** Milliseconds; a session bus that hangs is as good as none. */
const patience = 2_000;

export async function hasTray(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (platform !== 'linux') return true;
  const asked = promisify(execFile)('gdbus', question.split(' '), { env, timeout: patience });
  return asked.then(
    ({ stdout }) => stdout.includes('true'),
    () => false,
  );
}
