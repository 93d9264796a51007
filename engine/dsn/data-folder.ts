/**
 * Where Drawbridge keeps its files. The driver looks for the run folder by the same rules, written down in
 * docs/driver-protocol.md, "Finding the engine".
 */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

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
 * everything; otherwise the XDG folders are used. Nothing is created.
 */
export function foldersOf(env: Readonly<Record<string, string | undefined>>, dataDir?: string): Folders {
  const home = env['HOME'] || homedir();
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
