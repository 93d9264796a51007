/**
 * Keeps the vault's data key with the key store of the desktop: Keychain, DPAPI, the secret service of Linux. Only the
 * shell reaches that, so it is asked through an interface.
 *
 * A Linux desktop without a secret service would close the key with a password that is in everybody's copy of the
 * program, and the closed key lies beside the vault: whoever copies that folder could read it. So a new vault is
 * refused there, unless the user allows a key file, which is outside the vault's folder and never weaker.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { unopened, type Keeper, type Unwrapped, type WrappedKey } from './keeper.ts';

export type KeyStoreAnswer =
  /**
   * base64: the closed key, or the opened one. `renewed`: the key that was opened, closed anew, where the key store
   * wants that to take the place of the old form.
   */
  | { readonly kind: 'done'; readonly text: string; readonly renewed?: string }
  /** There is none that protects. */
  | { readonly kind: 'unprotected'; readonly mayUseKeyFile: boolean }
  | { readonly kind: 'failed'; readonly problem: string };

export interface KeyStore {
  /** `text`: base64 of the key to close, or of the closed key. Never rejects. */
  ask(operation: 'wrap' | 'unwrap', text: string): Promise<KeyStoreAnswer>;
}

export class DesktopKeeper implements Keeper {
  readonly kind = 'key-store';
  readonly description = 'the key store of this desktop';
  readonly #store: KeyStore;
  readonly #keyFile: Keeper;

  constructor(store: KeyStore, keyFile: Keeper) {
    this.#store = store;
    this.#keyFile = keyFile;
  }

  /** Throws 28000 where there is no key store, or it does not answer. */
  async wrap(dataKey: Buffer): Promise<WrappedKey> {
    const answer = await this.#store.ask('wrap', dataKey.toString('base64'));
    if (answer.kind === 'unprotected' && answer.mayUseKeyFile) return this.#keyFile.wrap(dataKey);
    return this.#closed(answer);
  }

  async #close(dataKey: Buffer): Promise<WrappedKey> {
    return this.#closed(await this.#store.ask('wrap', dataKey.toString('base64')));
  }

  #closed(answer: KeyStoreAnswer): WrappedKey {
    if (answer.kind === 'done') return { keeper: this.kind, keyId: this.kind, sealed: answer.text };
    throw new DrawbridgeError(
      SqlState.invalidAuthorization,
      answer.kind === 'failed'
        ? `The secrets were not saved: ${answer.problem}.`
        : 'The secrets were not saved: this desktop has no key store that protects them.',
      {
        hint:
          answer.kind === 'failed'
            ? 'Unlock the key store and try again.'
            : `Install a key ring such as GNOME Keyring or KWallet and start Drawbridge again, or choose “Options > Keep secrets with a key file” in the menu of Drawbridge (Alt): then ${this.#keyFile.description} protects them from everybody but you.`,
      },
    );
  }

  async unwrap(wrapped: WrappedKey): Promise<Unwrapped> {
    const answer = await this.#store.ask('unwrap', wrapped.sealed);
    if (answer.kind === 'done') {
      const dataKey = Buffer.from(answer.text, 'base64');
      const closeAgain = (other: Buffer) => this.#close(other);
      return answer.renewed === undefined
        ? { dataKey, closeAgain }
        : { dataKey, closeAgain, renewed: { ...wrapped, sealed: answer.renewed } };
    }
    const problem =
      answer.kind === 'failed'
        ? answer.problem
        : 'this desktop has no key store, and the one that closed it had';
    return unopened(problem);
  }
}
