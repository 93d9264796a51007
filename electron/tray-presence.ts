/**
 * Whether an icon in the tray would be seen. Windows and macOS have a tray; on Linux a program of the desktop shows the
 * icons and says so on the session bus (freedesktop.org, "Status Notifier Item"). GNOME has none by itself, and a
 * window closed to a tray that nobody sees would be lost.
 */
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
