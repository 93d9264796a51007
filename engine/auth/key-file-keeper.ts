/** Keeps the vault's data key with a key file: 32 random bytes, mode 0600, outside the vault's folder. */
import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../dsn/atomic-file.ts';
import { errorCode, fileError } from '../dsn/file-error.ts';
import { closeOnWindows } from '../dsn/windows-access.ts';
import { DrawbridgeError } from '../error.ts';
import { unopened, type Keeper, type Unwrapped, type WrappedKey } from './keeper.ts';
import { keyLength, seal, unseal } from './sealed-box.ts';
import { setFileAside } from './set-aside.ts';

const purpose = 'drawbridge vault: data key';

export class KeyFileKeeper implements Keeper {
  readonly kind = 'key-file';
  readonly description: string;
  readonly file: string;
  readonly #close: (file: string) => Promise<void>;

  /** `close`: keeps others from reading a file, where its mode does not. */
  constructor(path: string, close = closeOnWindows) {
    this.file = path;
    this.#close = close;
    this.description = `the key file ${path}`;
  }

  async wrap(dataKey: Buffer): Promise<WrappedKey> {
    const key = (await this.#usable()) ?? (await this.#create());
    return closed(key, dataKey);
  }

  async unwrap(wrapped: WrappedKey): Promise<Unwrapped> {
    const key = await this.#read();
    if (key === null) return unopened(`${this.description} is gone`);
    if (key.length !== keyLength || idOf(key) !== wrapped.keyId)
      return unopened(`${this.description} is not the one that closed the vault`);
    const dataKey = unseal(key, purpose, wrapped.sealed);
    if (dataKey === null) return unopened('the wrapped key in the vault is damaged');
    return { dataKey, closeAgain: async (other) => closed(key, other) };
  }

  /** A file of another length opens nothing; it only stands in the way of a new one. */
  async #usable(): Promise<Buffer | null> {
    const key = await this.#read();
    if (key === null || key.length === keyLength) return key;
    await setFileAside(this.file);
    return null;
  }

  async #read(): Promise<Buffer | null> {
    try {
      return await readFile(this.file);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw fileError(`read ${this.description}`, error);
    }
  }

  /** Two processes may do this at once: the file appears whole, and both go on with the one that was first. */
  async #create(): Promise<Buffer> {
    const key = randomBytes(keyLength);
    const temporary = `${this.file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(dirname(this.file), { recursive: true, mode: 0o700 });
      const file = await open(temporary, 'wx', 0o600);
      try {
        // While nothing is in it.
        await this.#close(temporary);
        await file.writeFile(key);
        await file.sync();
      } finally {
        await file.close();
      }
      await link(temporary, this.file);
      // The vault goes to the disk next, and is worth nothing there without its key.
      const folder = dirname(this.file);
      await syncFolder(folder);
      await syncFolder(dirname(folder));
      return key;
    } catch (error) {
      if (error instanceof DrawbridgeError) throw error;
      const first = errorCode(error) === 'EEXIST' ? await this.#read() : null;
      if (first) return first;
      throw fileError(`make ${this.description}`, error);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

function closed(key: Buffer, dataKey: Buffer): WrappedKey {
  return { keeper: 'key-file', keyId: idOf(key), sealed: seal(key, purpose, dataKey) };
}

function idOf(key: Buffer): string {
  return createHash('sha256').update('drawbridge vault: key id').update(key).digest('base64').slice(0, 12);
}
