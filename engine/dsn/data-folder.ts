/**
 * Where Drawbridge keeps its files. The driver looks for the run folder by the same rules, written down in
 * docs/driver-protocol.md, "Finding the engine".
 */
import { homedir } from 'node:os';
import { join, resolve, win32 } from 'node:path';

export interface Folders {
  readonly data: string;
  /** Holds endpoint.json and the socket while an engine runs. */
  readonly run: string;
  /** Holds the vault, which nobody can read without a key from outside this folder. */
  readonly vault: string;
  /** The key file that opens the vault when there is no desktop to keep the key. */
  readonly vaultKey: string;
}

/**
 * The folders for this user. A data folder that is named, by `--data-dir` or DRAWBRIDGE_DATA_DIR, holds
 * everything; otherwise the XDG folders are used, on Windows those of the profile. Nothing is created.
 */
export function foldersOf(
  env: Readonly<Record<string, string | undefined>>,
  dataDir?: string,
  platform: NodeJS.Platform = process.platform,
): Folders {
  const asked = dataDir || env['DRAWBRIDGE_DATA_DIR'];
  if (asked) {
    // Absolute: the path of the driver's library in it goes into ini files.
    const named = resolve(asked);
    return Object.freeze({
      data: named,
      run: join(named, 'run'),
      vault: join(named, 'vault'),
      vaultKey: join(named, 'keys', 'vault.key'),
    });
  }
  if (platform === 'win32') return windowsFolders(env);
  const home = env['HOME'] || homedir();
  const data = join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'drawbridge');
  const runtime = env['XDG_RUNTIME_DIR'];
  const config = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'drawbridge');
  return Object.freeze({
    data,
    run: runtime ? join(runtime, 'drawbridge') : join(data, 'run'),
    vault: join(data, 'vault'),
    vaultKey: join(config, 'vault.key'),
  });
}

/** Settings that follow the user to other computers are none of ours, so all but the key lies in the local part. */
function windowsFolders(env: Readonly<Record<string, string | undefined>>): Folders {
  const profile = env['USERPROFILE'] || homedir();
  const data = win32.join(env['LOCALAPPDATA'] || win32.join(profile, 'AppData', 'Local'), 'Drawbridge');
  const roaming = env['APPDATA'] || win32.join(profile, 'AppData', 'Roaming');
  return Object.freeze({
    data,
    run: win32.join(data, 'run'),
    vault: win32.join(data, 'vault'),
    vaultKey: win32.join(roaming, 'Drawbridge', 'vault.key'),
  });
}

/** The run folder of an engine that runs as a service of this computer. */
export function serviceRunFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform !== 'win32') return '/run/drawbridge';
  return win32.join(env['ProgramData'] || 'C:\\ProgramData', 'Drawbridge', 'run');
}
