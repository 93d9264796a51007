/** The keys of the vault, and a new vault in the place of one that cannot be opened any more. */
import type { Keeper, KeeperKind } from '../../auth/keeper.ts';
import type { Vault } from '../../auth/vault.ts';
import { Secret } from '../../dsn/secret.ts';
import type { Output } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

export interface VaultHandlerParts {
  readonly vault: Vault;
  /** Throws 22023, or 55000 for a key store that is not there. */
  readonly keeperFor: (wanted: WantedKey) => Keeper;
  /** What is known of each data source's secrets and sign-in is out of date. */
  readonly changed: () => void;
}

/** A key that the vault shall have as well. */
export type WantedKey =
  | { readonly keeper: Exclude<KeeperKind, 'passphrase' | 'shared-key'> }
  | { readonly keeper: 'passphrase'; readonly passphrase: Secret }
  | { readonly keeper: 'shared-key'; readonly file: string };

export function vaultHandlers({
  vault,
  keeperFor,
  changed,
}: VaultHandlerParts): Pick<Handlers, 'vault.keys' | 'vault.addKey' | 'vault.removeKey' | 'vault.startNew'> {
  const keys = async (): Promise<Output<'vault.keys'>> => ({ keys: [...(await vault.keys())] });
  return {
    'vault.keys': keys,
    async 'vault.addKey'(wanted) {
      const keeper =
        wanted.keeper === 'passphrase'
          ? keeperFor({ ...wanted, passphrase: new Secret(wanted.passphrase) })
          : keeperFor(wanted);
      await vault.addKey(keeper);
      changed();
      return keys();
    },
    async 'vault.removeKey'({ key }) {
      await vault.removeKey(key);
      changed();
      return keys();
    },
    async 'vault.startNew'() {
      const aside = await vault.setAside();
      changed();
      return { aside };
    },
  };
}
