/**
 * A keeper guards the vault's data key: it wraps the key, so that the wrapped form can lie beside the vault,
 * and opens it again. A vault may have several (a key file, the desktop's key store); any one opens it.
 */
export interface Keeper {
  readonly kind: KeeperKind;
  /** For messages: what has to be there, such as the path of the key file. */
  readonly description: string;
  /** Of a key file: where it lies. */
  readonly file?: string;
  /** Makes the keeper's own key where there is none. Called for a new vault and for a new keeper only. */
  wrap(dataKey: Buffer): Promise<WrappedKey>;
  /** For a key of its own kind. Null: it cannot open it now; `problem` then says why. Never makes a key. */
  unwrap(wrapped: WrappedKey): Promise<Unwrapped>;
}

/**
 * `key-file`: a file of the user's own; `key-store`: that of the desktop; `passphrase`: handed over when Drawbridge
 * starts; `shared-key`: a key file at any place, meant for a service.
 */
export const keeperKinds = ['key-file', 'key-store', 'passphrase', 'shared-key'] as const;
export type KeeperKind = (typeof keeperKinds)[number];

export type Unwrapped =
  | {
      readonly dataKey: Buffer;
      /** Takes the place of what was opened with the next change of the vault. */
      readonly renewed?: WrappedKey;
      /** Closes another data key in the same way. */
      readonly closeAgain: (dataKey: Buffer) => Promise<WrappedKey>;
    }
  | { readonly dataKey: null; readonly problem: string };

/** What lies beside the vault; its texts are base64. A newer version may know further kinds. */
export interface WrappedKey {
  readonly keeper: string;
  /** Tells keys apart without giving them away. */
  readonly keyId: string;
  readonly sealed: string;
  /** Of a shared key: where it lies. */
  readonly file?: string;
  /** Of a passphrase. */
  readonly salt?: string;
}

export function unopened(problem: string): Unwrapped {
  return { dataKey: null, problem };
}
