/** Which keepers close and open the vault of this engine. */
import { DesktopKeeper, type KeyStore } from '../auth/desktop-keeper.ts';
import { KeyFileKeeper } from '../auth/key-file-keeper.ts';
import type { Keeper } from '../auth/keeper.ts';
import type { WantedKey } from '../admin/handlers/vault.ts';
import { PassphraseKeeper } from '../auth/passphrase-keeper.ts';
import { openedBySharedKeys, SharedKeyKeeper } from '../auth/shared-key-keeper.ts';
import { openVault, type Vault } from '../auth/vault.ts';
import type { Folders } from '../dsn/data-folder.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { takePassphrase } from './vault-passphrase.ts';

export interface EngineVault {
  readonly vault: Vault;
  /** What could close the vault as well. Throws 22023, or 55000 for a key store that is not there. */
  readonly keeperFor: (wanted: WantedKey) => Keeper;
}

export interface VaultKeeperOptions {
  readonly folders: Folders;
  /** The passphrase is taken out of it, so that no program that is started from here inherits it. */
  readonly env: NodeJS.ProcessEnv;
  readonly keyStore?: KeyStore | undefined;
}

/**
 * A new vault is closed with the passphrase where one is handed over, else with the key store of the desktop, else with
 * the key file. Throws 22023 for a passphrase that is too short or cannot be read.
 */
export function engineVault({ folders, env, keyStore }: VaultKeeperOptions): EngineVault {
  const keyFile = new KeyFileKeeper(folders.vaultKey);
  const desktop = keyStore === undefined ? [] : [new DesktopKeeper(keyStore, keyFile)];
  const given = takePassphrase(env);
  const passphrase = given === null ? [] : [new PassphraseKeeper(given)];
  const [first, ...others] = [...passphrase, ...desktop, keyFile];
  const vault = openVault({
    folder: folders.vault,
    keepers: first === undefined ? [] : [first],
    alsoOpenedBy: [...others, openedBySharedKeys],
  });
  return {
    vault,
    keeperFor(wanted) {
      switch (wanted.keeper) {
        case 'key-file':
          return keyFile;
        case 'key-store':
          if (desktop[0] === undefined) throw noDesktop();
          return desktop[0];
        case 'passphrase':
          return new PassphraseKeeper(wanted.passphrase);
        case 'shared-key':
          return new SharedKeyKeeper(wanted.file, folders.vault);
      }
    },
  };
}

function noDesktop(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    'The key store of the desktop is reached by the Drawbridge window alone.',
    { hint: 'Open the window of the desktop, and add the key there or while it is open.' },
  );
}
