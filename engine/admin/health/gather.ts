/** Gathers the facts of a data source: its lines, the driver's library, the vault, the book. */
import type { Vault } from '../../auth/vault.ts';
import { emptyEntry, type VaultEntry } from '../../auth/vault-entry.ts';
import { VaultClosed } from '../../auth/vault-file.ts';
import type { DriverStatus } from '../../dsn/driver-registration.ts';
import type { DsnKey, DsnRecord } from '../../dsn/dsn-store.ts';
import { valueOf } from '../../dsn/connection-string.ts';
import { meaningOf } from '../../dsn/property-name.ts';
import { resolveProperties, type ResolvedProperties } from '../../dsn/resolve-properties.ts';
import { asDrawbridgeError, type DrawbridgeError } from '../../error.ts';
import { reachOf } from '../../session/reach.ts';
import { isSandbox } from '../../session/target.ts';
import { secretsByHand } from '../handlers/secrets-by-hand.ts';
import type { HealthBook } from './book.ts';
import { libraryFact } from './library-fact.ts';
import { otherAccountsFact } from './other-accounts.ts';
import type { HealthFacts, OtherAccountsFact, ValuesFact, VaultFact, WrongValue } from './facts.ts';
import type { Note } from './note.ts';

export interface FactSources {
  /** An error: the vault cannot be opened. */
  readonly kept: ((dsn: DsnKey) => VaultEntry) | DrawbridgeError;
  readonly noted: (dsn: DsnKey) => Note | null;
  readonly driver: Pick<DriverStatus, 'found' | 'machineWide'>;
  /** Of the engine, where the data source names no other. */
  readonly runFolder: string;
  readonly hasDesktop: boolean;
  readonly now: number;
}

/** Vault and book are read here, once for all the data sources that are looked at. */
export async function readFactSources(
  { vault, book }: { readonly vault: Vault; readonly book: HealthBook },
  others: Omit<FactSources, 'kept' | 'noted'>,
): Promise<FactSources> {
  const [kept, noted] = await Promise.all([vault.entries().catch(asDrawbridgeError), book.notes()]);
  return { ...others, kept, noted };
}

export async function gatherFacts(record: DsnRecord, sources: FactSources): Promise<HealthFacts> {
  const { entry } = record;
  const kept = 'sqlState' in sources.kept ? sources.kept : sources.kept(entry);
  const secrets = 'sqlState' in kept ? {} : kept.secrets;
  const resolved = resolve(record, secrets, sources.hasDesktop);
  const note = sources.noted(entry);
  const isOfNow = resolved !== null && note?.reach === reachOf(resolved.properties);
  return {
    entry,
    library: await libraryFact(record.library ?? '', sources.driver.found),
    vault: vaultFact(kept),
    values: resolved === null ? { kind: 'wrong', wrong: wrongValues(record) } : rightValues(resolved),
    others: await othersFact(record, kept, sources),
    secretsInFile: [...secretsByHand(record.values).keys()],
    note: isOfNow ? note : null,
    now: sources.now,
  };
}

/** Null where it is no System data source. On Windows rights are told in another way. */
async function othersFact(
  { entry, values, library = '' }: DsnRecord,
  kept: VaultEntry | DrawbridgeError,
  { driver, runFolder }: FactSources,
): Promise<OtherAccountsFact | null> {
  if (entry.scope !== 'system' || process.platform === 'win32') return null;
  const { secrets, signIn } = 'sqlState' in kept ? emptyEntry : kept;
  const isPath = library.includes('/');
  return otherAccountsFact({
    library: isPath ? library : driver.found,
    registered: isPath || driver.machineWide,
    kept: [...Object.keys(secrets), ...(signIn === null ? [] : ['the sign-in'])],
    runFolder: valueOf(values, 'RunDir') || runFolder,
  });
}

/** Null where a value is wrong. */
function resolve(
  { values }: DsnRecord,
  secrets: Readonly<Record<string, string>>,
  hasDesktop: boolean,
): ResolvedProperties | null {
  try {
    const kept = new Map(Object.entries(secrets));
    return resolveProperties({ string: new Map(), dsn: values, secrets: kept, hasDesktop });
  } catch {
    return null;
  }
}

function vaultFact(kept: VaultEntry | DrawbridgeError): VaultFact {
  if ('sqlState' in kept) {
    const { sqlState, message, hint = '' } = kept;
    return { kind: 'locked', sqlState, message, hint, replaceable: kept instanceof VaultClosed };
  }
  const { signIn } = { ...emptyEntry, ...kept };
  if (signIn === null) return { kind: 'open', signIn: null };
  const { account, scopes, expiresAt, refreshToken } = signIn;
  return { kind: 'open', signIn: { account, scopes, expiresAt, renewable: refreshToken !== null } };
}

function rightValues({ properties }: ResolvedProperties): ValuesFact {
  const { AuthScheme: scheme, OAuthClientId, OAuthClientSecret, Email, APIToken, AccessToken } = properties;
  const needed = {
    OAuth: { OAuthClientId, OAuthClientSecret },
    OAuthClient: { OAuthClientId, OAuthClientSecret },
    APIToken: { Email, APIToken },
    // The built-in sandbox has a token of its own.
    AccessToken: isSandbox(properties) ? {} : { AccessToken },
  }[scheme];
  const missing = Object.entries(needed).filter(([, value]) => value === '' || value === null);
  return {
    kind: 'right',
    scheme,
    renews: properties.InitiateOAuth !== 'OFF',
    readOnly: properties.ReadOnly,
    missing: missing.map(([name]) => name),
  };
}

/** Each line is looked at by itself, so that all that is wrong is told at once. */
export function wrongValues({ values }: DsnRecord): readonly WrongValue[] {
  return [...values].flatMap(([keyword, value]): WrongValue[] => {
    try {
      resolveProperties({ string: new Map(), dsn: new Map([[keyword, value]]), secrets: new Map() });
      return [];
    } catch (thrown) {
      const { message, hint = '' } = asDrawbridgeError(thrown);
      const meaning = meaningOf(keyword);
      return [
        { keyword, message, hint, page: meaning.kind === 'property' ? meaning.property.category : null },
      ];
    }
  });
}
