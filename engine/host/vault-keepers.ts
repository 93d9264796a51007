/** Which keepers close and open the vault of this engine. */
import { readFileSync } from 'node:fs';
import { DesktopKeeper, type KeyStore } from '../auth/desktop-keeper.ts';
import { KeyFileKeeper } from '../auth/key-file-keeper.ts';
import type { Keeper } from '../auth/keeper.ts';
import type { WantedKey } from '../admin/handlers/vault.ts';
import { PassphraseKeeper } from '../auth/passphrase-keeper.ts';
import { openedBySharedKeys, SharedKeyKeeper } from '../auth/shared-key-keeper.ts';
import { openVault, type Vault } from '../auth/vault.ts';
import type { Folders } from '../dsn/data-folder.ts';
import { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

/** Hold the passphrase itself, or the number of a descriptor that it is read from. */
const [passphraseVariable, descriptorVariable] = ['DRAWBRIDGE_VAULT_KEY', 'DRAWBRIDGE_VAULT_KEY_FD'] as const;

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
  const given = givenPassphrase(env);
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

function givenPassphrase(env: NodeJS.ProcessEnv): Secret | null {
  const text = env[passphraseVariable];
  const descriptor = env[descriptorVariable];
  delete env[passphraseVariable];
  delete env[descriptorVariable];
  if (text && descriptor)
    throw wrong(`${passphraseVariable} and ${descriptorVariable} are both set.`, 'Set one of them.');
  if (descriptor) return new Secret(readDescriptor(descriptor));
  return text ? new Secret(text) : null;
}

function readDescriptor(descriptor: string): string {
  const number = /^\d{1,4}$/.test(descriptor) ? Number(descriptor) : null;
  if (number === null)
    throw wrong(
      `${descriptorVariable} is '${descriptor.slice(0, 20)}', and no number of a descriptor.`,
      `Start Drawbridge as in "${descriptorVariable}=3 drawbridge host 3<FILE".`,
    );
  try {
    return readFileSync(number, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(
      `The passphrase of the vault cannot be read from descriptor ${number}: ${reason}`,
      `Start Drawbridge as in "${descriptorVariable}=3 drawbridge host 3<FILE".`,
    );
  }
}

function wrong(message: string, hint: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, { hint });
}

function noDesktop(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    'The key store of the desktop is reached by the Drawbridge window alone.',
    { hint: 'Open the window of the desktop, and add the key there or while it is open.' },
  );
}
