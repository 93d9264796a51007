/** The registry of Windows, read and changed by its own command `reg.exe`. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DrawbridgeError, SqlState } from '../error.ts';
import { formatRegistry, parseRegistry, type RegistryChange, type RegistryKey } from './reg-file.ts';

export interface Registry {
  /** The key and all below it; none where there is no such key. */
  read(keyPath: string): Promise<readonly RegistryKey[]>;
  /** All the changes, in their order. Throws 58030. */
  apply(changes: readonly RegistryChange[]): Promise<void>;
  /** Whether this account may change the key, which is made if it is not there. */
  mayChange(keyPath: string): Promise<boolean>;
}

/** `command`: the program and its first arguments, for a Windows that is not the system's own. */
export function windowsRegistry(
  command: readonly string[] = ['reg.exe'],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Registry {
  const [program = 'reg.exe', ...first] = command;
  const reg = (cwd: string, args: readonly string[]) =>
    promisify(execFile)(program, [...first, ...args], { cwd, env: { ...env }, windowsHide: true });

  async function apply(changes: readonly RegistryChange[]): Promise<void> {
    await inFolder(async (folder) => {
      // In UTF-16 with its mark, as the Registry Editor writes it.
      await writeFile(path.join(folder, 'changes.reg'), `\uFEFF${formatRegistry(changes)}`, 'utf16le');
      await reg(folder, ['import', 'changes.reg']).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new DrawbridgeError(SqlState.ioError, `The registry could not be changed: ${reason}`, {
          cause,
        });
      });
    });
  }

  return Object.freeze<Registry>({
    read: (keyPath) =>
      inFolder(async (folder) => {
        // It fails for a key that is not there, in the words of the system's language.
        const exported = await reg(folder, ['export', keyPath, 'keys.reg', '/y']).then(
          () => true,
          () => false,
        );
        if (!exported) return [];
        return parseRegistry(await readFile(path.join(folder, 'keys.reg'), 'utf16le'));
      }),
    apply,
    mayChange: (keyPath) =>
      apply([{ path: keyPath, set: [] }]).then(
        () => true,
        () => false,
      ),
  });
}

async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-registry-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
