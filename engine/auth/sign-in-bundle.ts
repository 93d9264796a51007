/**
 * A sign-in on its way to another machine: JSON that says how its key is derived, and the content sealed with that key
 * (scrypt, RFC 7914, then AES-256-GCM). Whoever has it and the passphrase is signed in.
 */
import { randomBytes } from 'node:crypto';
import type { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { passphraseKey, type ScryptCost } from './passphrase-key.ts';
import { seal, unseal } from './sealed-box.ts';
import type { SignIn } from './vault-entry.ts';

export interface BundleContent {
  /** The consumer that the tokens belong to. */
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** As the properties have it. */
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly signIn: SignIn;
}

interface Derivation extends ScryptCost {
  readonly name: 'scrypt';
  /** base64 */
  readonly salt: string;
}

const kind = 'drawbridge-sign-in';
const version = 1;
/** 128 MiB and about half a second for each guess (OWASP, Password Storage Cheat Sheet). */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const;
/** A bundle may come from anyone, and must not use the machine up: 256 MiB and a few seconds at most. */
const dearest = { N: 2 ** 18, r: 8, p: 2 } as const;
/** Characters. A bundle has about two thousand. */
const longest = 256 * 1024;

/** Throws 22023 without a passphrase. */
export async function sealBundle(content: BundleContent, passphrase: Secret): Promise<string> {
  if (passphrase.reveal() === '') throw noPassphrase();
  const kdf: Derivation = { name: 'scrypt', ...cost, salt: randomBytes(16).toString('base64') };
  const key = await derive(passphrase, kdf);
  const sealed = seal(key, purposeOf(kdf), Buffer.from(JSON.stringify(content)));
  return `${JSON.stringify({ kind, version, kdf, sealed }, null, 2)}\n`;
}

/** Throws 22023 for a text that is no whole bundle of this version, 28000 where the passphrase does not open it. */
export async function openBundle(text: string, passphrase: Secret): Promise<BundleContent> {
  if (passphrase.reveal() === '') throw noPassphrase();
  const { kdf, sealed } = readOuter(text);
  const plain = unseal(await derive(passphrase, kdf), purposeOf(kdf), sealed);
  if (plain === null) {
    throw new DrawbridgeError(
      SqlState.invalidAuthorization,
      'The passphrase does not open the bundle, or somebody has changed the bundle.',
      {
        hint: 'Try the passphrase again; if it is the right one, export the sign-in again. Nothing was changed here.',
      },
    );
  }
  const content = parsed(plain.toString());
  // Whoever knows the passphrase may have put anything into it, and what is there now is not given up for that.
  if (content === null || !isContent(content)) throw unusable('The bundle holds no sign-in.');
  return content;
}

function isContent(value: Readonly<Record<string, unknown>> | BundleContent): value is BundleContent {
  const { clientId, clientSecret, tokenUrl, apiUrl, signIn } = value;
  return (
    [clientId, tokenUrl, apiUrl].every(isText) &&
    (clientSecret === null || isText(clientSecret)) &&
    typeof signIn === 'object' &&
    signIn !== null &&
    isSignIn(signIn)
  );
}

function isSignIn(value: object): value is SignIn {
  const {
    accessToken,
    refreshToken,
    expiresAt,
    scopes,
    account,
    renewingSince,
  }: Partial<Record<keyof SignIn, unknown>> = value;
  return (
    isText(accessToken) &&
    accessToken !== '' &&
    (refreshToken === null || isText(refreshToken)) &&
    isTime(expiresAt) &&
    Array.isArray(scopes) &&
    scopes.every(isText) &&
    isText(account) &&
    (renewingSince === undefined || isTime(renewingSince))
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): boolean => isText(value) && !Number.isNaN(Date.parse(value));

function readOuter(text: string): { readonly kdf: Derivation; readonly sealed: string } {
  if (text.length > longest) throw unusable('That is no exported sign-in.');
  const outer = parsed(text);
  if (outer?.['kind'] !== kind)
    throw unusable(
      outer === null && text.includes(kind) ? 'The bundle is cut off.' : 'That is no exported sign-in.',
    );
  if (outer['version'] !== version) throw otherVersion(outer['version']);
  const { kdf, sealed } = outer;
  if (typeof sealed !== 'string' || !isDerivation(kdf)) throw unusable('The bundle is damaged.');
  return { kdf, sealed };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function isDerivation(value: unknown): value is Derivation {
  if (typeof value !== 'object' || value === null) return false;
  const { name, N, r, p, salt } = value as Partial<Record<keyof Derivation, unknown>>;
  const within = (one: unknown, most: number): boolean =>
    typeof one === 'number' && Number.isInteger(one) && one >= 1 && one <= most;
  const isPower = typeof N === 'number' && N >= 2 && Number.isInteger(Math.log2(N));
  return (
    name === 'scrypt' &&
    typeof salt === 'string' &&
    isPower &&
    within(N, dearest.N) &&
    within(r, dearest.r) &&
    within(p, dearest.p)
  );
}

/** The same letters may be typed as other code points on another system. */
function derive(passphrase: Secret, derivation: Derivation): Promise<Buffer> {
  return passphraseKey(passphrase.reveal().normalize('NFC'), derivation.salt, derivation);
}

const purposeOf = ({ N, r, p, salt }: Derivation): string =>
  `${kind} ${version}: scrypt ${N} ${r} ${p} ${salt}`;

function noPassphrase(): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, 'A passphrase is needed.', {
    hint: 'Type one at the prompt, or give it as the first line of standard input. Several words are better than one.',
  });
}

function unusable(message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, {
    hint: 'Take the whole file that "drawbridge login --dsn NAME --export" has written. Nothing was changed here.',
  });
}

function otherVersion(found: unknown): DrawbridgeError {
  const shown = typeof found === 'number' ? `version ${found}` : 'a version that is not known here';
  return new DrawbridgeError(
    SqlState.invalidParameterValue,
    `The bundle has the format of ${shown}; this Drawbridge reads version ${version}.`,
    {
      hint: 'Use the same version of Drawbridge on both machines, and export again. Nothing was changed here.',
    },
  );
}
