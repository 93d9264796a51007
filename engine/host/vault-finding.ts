/**
 * What protects the secrets: each key of the vault, and whether somebody else could read it. Only looks at what lies
 * there; nothing is opened.
 */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { WrappedKey } from '../auth/keeper.ts';
import { wrappedKeys } from '../auth/vault-file.ts';
import { windowsAccess } from '../dsn/windows-access.ts';
import { asDrawbridgeError } from '../error.ts';
import type { Finding } from './finding.ts';

interface Places {
  /** The folder of the vault. */
  readonly vault: string;
  /** The key file of this account. */
  readonly keyFile: string;
}

export async function vaultFinding({ vault, keyFile }: Places): Promise<Finding> {
  const subject = 'Vault';
  const file = path.join(vault, 'vault.json');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) {
    return bytes.code === 'ENOENT' || bytes.code === 'ENOTDIR'
      ? { subject, ok: true, text: 'Empty: no secret is kept yet.' }
      : { subject, ok: false, text: `${file} cannot be read: ${bytes.message}` };
  }
  try {
    const wrapped = wrappedKeys(file, bytes);
    const keys = await Promise.all(wrapped.map((key) => lookAt(key, keyFile)));
    const ok = keys.every(({ isOpen }) => !isOpen) && keys.some(({ isGone }) => !isGone);
    return { subject, ok, text: sentence(keys) };
  } catch (thrown) {
    const { message, hint = '' } = asDrawbridgeError(thrown);
    return { subject, ok: false, text: `${message} ${hint}` };
  }
}

interface Looked {
  readonly what: string;
  /** Others may read it. */
  readonly isOpen?: boolean;
  readonly isGone?: boolean;
  /** What to do. */
  readonly help?: string;
}

async function lookAt({ keeper, file }: WrappedKey, keyFile: string): Promise<Looked> {
  switch (keeper) {
    case 'key-file':
      return lookAtFile('the key file', keyFile);
    case 'shared-key':
      return file === undefined
        ? { what: 'a shared key without a place' }
        : lookAtFile('the shared key', file);
    case 'key-store':
      return { what: 'the key store of the desktop, which its window reaches' };
    case 'passphrase':
      return { what: 'a passphrase, which DRAWBRIDGE_VAULT_KEY or DRAWBRIDGE_VAULT_KEY_FD hands over' };
    default:
      return { what: `a key of a kind that this version does not know (${keeper.slice(0, 40)})` };
  }
}

async function lookAtFile(kind: string, file: string): Promise<Looked> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    // A shared key may lie in a folder of the service's account.
    if (found.code !== 'ENOENT') return { what: `${kind} ${file}, out of reach of this account` };
    return { what: `${kind} ${file}`, isGone: true };
  }
  const isWindows = process.platform === 'win32';
  const isOpen = isWindows ? (await windowsAccess().of(file)) === 'shared' : (found.mode & 0o077) !== 0;
  const mend = isWindows
    ? `let your own account alone read it (Properties, Security): ${file}`
    : `chmod 600 ${file}`;
  const isOwn = process.getuid?.() === found.uid;
  return {
    what: `${kind} ${file}${isOpen ? '' : `, which only ${isOwn ? 'this account' : `the account ${found.uid}`} can read`}`,
    ...(isOpen ? { isOpen, help: `Others may read ${kind}: ${mend}` } : {}),
  };
}

function sentence(keys: readonly Looked[]): string {
  const there = keys.filter(({ isGone }) => isGone !== true);
  const gone = keys.filter(({ isGone }) => isGone === true).map(({ what }) => what);
  const instead =
    there.length === 0
      ? 'if it is lost for good, "drawbridge vault new" starts another vault'
      : 'the other keys open the vault meanwhile, and "drawbridge vault remove" takes away what is lost for good';
  return [
    ...(there.length === 0 ? [] : [`Protected by ${there.map(({ what }) => what).join('; or by ')}.`]),
    ...gone.map((what) => `Gone: ${what}. Put it back; ${instead}.`),
    ...keys.flatMap(({ help }) => help ?? []),
  ].join(' ');
}
