/** safeStorage: real encryption with a key that lies in the test's place, as a key ring does. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strict } from './strict.ts';

export type Backend = 'gnome_libsecret' | 'basic_text';

export class KeyRing {
  readonly #file: string;
  readonly backend: Backend;

  constructor(home: string, backend: Backend) {
    this.#file = path.join(home, 'key-ring');
    this.backend = backend;
  }

  /** As after a new installation of the system, or a password that was reset. */
  reset(): void {
    rmSync(this.#file, { force: true });
  }

  #key(): Buffer {
    if (!existsSync(this.#file)) writeFileSync(this.#file, randomBytes(32), { mode: 0o600 });
    return readFileSync(this.#file);
  }

  get module(): object {
    return strict('safeStorage', {
      getSelectedStorageBackend: () => this.backend,
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text: string) => {
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', this.#key(), nonce);
        const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
        return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
      },
      decryptStringAsync: async (sealed: Buffer) => {
        const decipher = createDecipheriv('aes-256-gcm', this.#key(), sealed.subarray(0, 12));
        decipher.setAuthTag(sealed.subarray(12, 28));
        await Promise.resolve();
        const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
        return { result: result.toString('utf8'), shouldReEncrypt: false };
      },
    });
  }
}
