/**
 * Keeps the vault's data key with a passphrase, which is handed over when Drawbridge starts and lies nowhere: for
 * computers without a desktop. scrypt makes trying out passphrases expensive; 32 MiB and a tenth of a second each.
 */
import { randomBytes } from 'node:crypto';
import type { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { unopened, type Keeper, type Unwrapped, type WrappedKey } from './keeper.ts';
import { passphraseKey } from './passphrase-key.ts';
import { seal, unseal } from './sealed-box.ts';

const purpose = 'drawbridge vault: data key, by passphrase';
const cost = { N: 2 ** 15, r: 8, p: 1 } as const;
const shortest = 12;

export class PassphraseKeeper implements Keeper {
  readonly kind = 'passphrase';
  readonly description = 'a passphrase';
  readonly #passphrase: Secret;
  /** The vault is opened with each read, the derived key made once. */
  readonly #keys = new Map<string, Promise<Buffer>>();

  /** Throws 22023 where it is so short that it could be tried out. */
  constructor(passphrase: Secret) {
    if (passphrase.reveal().length < shortest)
      throw new DrawbridgeError(
        SqlState.invalidParameterValue,
        `A passphrase for the vault has at least ${shortest} characters.`,
        { hint: 'Let a program make one up, such as "openssl rand -base64 24".' },
      );
    this.#passphrase = passphrase;
  }

  async wrap(dataKey: Buffer): Promise<WrappedKey> {
    const salt = randomBytes(16).toString('base64');
    return closed(salt, await this.#derive(salt), dataKey);
  }

  async unwrap({ salt, sealed }: WrappedKey): Promise<Unwrapped> {
    if (salt === undefined) return unopened('the wrapped key in the vault is damaged');
    const key = await this.#derive(salt);
    const dataKey = unseal(key, purpose, sealed);
    if (dataKey === null) return unopened('the passphrase is another than the one that closed the vault');
    return { dataKey, closeAgain: async (other) => closed(salt, key, other) };
  }

  #derive(salt: string): Promise<Buffer> {
    const known = this.#keys.get(salt);
    if (known !== undefined) return known;
    const derived = passphraseKey(this.#passphrase.reveal(), salt, cost);
    this.#keys.set(salt, derived);
    return derived;
  }
}

function closed(salt: string, key: Buffer, dataKey: Buffer): WrappedKey {
  // The salt tells passphrases apart, and says nothing of them.
  return { keeper: 'passphrase', keyId: salt.slice(0, 12), sealed: seal(key, purpose, dataKey), salt };
}
