/**
 * Keeps the vault's data key with a key file at a place of its own, so that a service opens the vault without the
 * desktop and without the user's own key file. The vault knows the place; the file belongs to the service's account.
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { errorCode } from '../dsn/file-error.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { unopened, type Keeper, type Unwrapped, type WrappedKey } from './keeper.ts';

const kind = 'shared-key';

/** Closes with one file; opens whatever shared key the vault names. */
export class SharedKeyKeeper implements Keeper {
  readonly kind = kind;
  readonly description: string;
  readonly #file: string;
  readonly #vaultFolder: string;

  constructor(file: string, vaultFolder: string) {
    this.#file = file;
    this.#vaultFolder = vaultFolder;
    this.description = `the shared key ${file}`;
  }

  /** Throws 22023 where the file is not outside of the vault's folder, or others than its owner may read it. */
  async wrap(dataKey: Buffer): Promise<WrappedKey> {
    await this.#check();
    return placed(this.#file, await new KeyFileKeeper(this.#file).wrap(dataKey));
  }

  unwrap(wrapped: WrappedKey): Promise<Unwrapped> {
    return openShared(wrapped);
  }

  async #check(): Promise<void> {
    if (!isAbsolute(this.#file))
      throw wrongFile(`The shared key needs a whole path, not '${this.#file}'.`, 'Begin it with a /.');
    const [folder, vault] = await Promise.all([
      existing(dirname(this.#file)),
      existing(resolve(this.#vaultFolder)),
    ]);
    const way = relative(vault, folder);
    if (way === '' || (!way.startsWith('..') && !isAbsolute(way)))
      throw wrongFile(
        "The shared key would lie in the vault's own folder: a copy of that folder could then be read.",
        'Choose another folder.',
      );
    const mode = await stat(this.#file).then(
      (found) => found.mode,
      () => 0,
    );
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw wrongFile(
        `Others may read ${this.#file}.`,
        `Run chmod 600 ${this.#file}, or choose another file.`,
      );
  }
}

/** Opens only: a vault may name a shared key wherever this runs. */
export const openedBySharedKeys: Keeper = {
  kind,
  description: 'a shared key',
  wrap: () => Promise.reject(wrongFile('A shared key needs a file.', 'Name it.')),
  unwrap: openShared,
};

async function openShared(wrapped: WrappedKey): Promise<Unwrapped> {
  const { file } = wrapped;
  if (file === undefined) return unopened('the vault does not say where its shared key is');
  try {
    const opened = await new KeyFileKeeper(file).unwrap(wrapped);
    if (opened.dataKey === null) return unopened(opened.problem.replace('the key file', 'the shared key'));
    return {
      dataKey: opened.dataKey,
      closeAgain: async (other) => placed(file, await opened.closeAgain(other)),
    };
  } catch (error) {
    // It belongs to another account, as it should.
    const reason = error instanceof Error ? errorCode(error.cause) : '';
    return unopened(
      ['EACCES', 'EPERM'].includes(reason)
        ? `the shared key ${file} belongs to another account`
        : `the shared key ${file} cannot be read`,
    );
  }
}

function placed(file: string, { keyId, sealed }: WrappedKey): WrappedKey {
  return { keeper: kind, keyId, sealed, file };
}

/** Where the nearest folder that exists really is. */
async function existing(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    const parent = dirname(folder);
    return parent === folder ? folder : join(await existing(parent), relative(parent, folder));
  }
}

function wrongFile(message: string, hint: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, { hint });
}
