/**
 * A keeper guards the vault's data key: it wraps the key, so that the wrapped form can lie beside the vault,
 * and opens it again. A vault may have several (a key file, the desktop's key store); any one opens it.
 */
export interface Keeper {
  readonly kind: string;
  /** For messages: what has to be there, such as the path of the key file. */
  readonly description: string;
  /** Makes the keeper's own key where there is none. Called for a new vault only. */
  wrap(dataKey: Buffer): Promise<WrappedKey>;
  /** For a key of its own kind. Null: it cannot open it now; `problem` then says why. Never makes a key. */
  unwrap(wrapped: WrappedKey): Promise<Unwrapped>;
}

export type Unwrapped =
  /** `renewed` takes the place of what was opened with the next change of the vault. */
  | { readonly dataKey: Buffer; readonly renewed?: WrappedKey }
  | { readonly dataKey: null; readonly problem: string };

/** What lies beside the vault; its texts are base64. */
export interface WrappedKey {
  readonly keeper: string;
  /** Tells keys apart without giving them away. */
  readonly keyId: string;
  readonly sealed: string;
}

/** The kind of a key that lies in the key store of a desktop. */
export const desktopKind = 'key-store';
