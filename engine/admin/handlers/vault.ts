/** A new vault in the place of one that cannot be opened any more. */
import type { Vault } from '../../auth/vault.ts';
import type { Handlers } from '../dispatcher.ts';

export interface VaultHandlerParts {
  readonly vault: Vault;
  /** What is known of each data source's secrets and sign-in is out of date. */
  readonly changed: () => void;
}

export function vaultHandlers({ vault, changed }: VaultHandlerParts): Pick<Handlers, 'vault.startNew'> {
  return {
    async 'vault.startNew'() {
      const aside = await vault.setAside();
      changed();
      return { aside };
    },
  };
}
