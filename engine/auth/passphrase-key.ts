/** A key from a passphrase by scrypt (RFC 7914), which makes trying out passphrases expensive. */
import { scrypt } from 'node:crypto';
import { keyLength } from './sealed-box.ts';

export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** `salt` is base64. Takes 128 * N * r bytes of memory. */
export function passphraseKey(passphrase: string, salt: string, { N, r, p }: ScryptCost): Promise<Buffer> {
  const options = { N, r, p, maxmem: 128 * N * r * 2 + 128 * r * p };
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.from(salt, 'base64'), keyLength, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
