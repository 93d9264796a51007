/** From what a client says when it connects to the properties of its connection. */
import { parseDatabase, valueOf } from '../dsn/connection-string.ts';
import { changedAddresses, sameAddresses } from '../dsn/dsn-addresses.ts';
import { foreignConnection, noSuchDsn } from '../dsn/dsn-error.ts';
import { fileKeyword } from '../dsn/dsn-values.ts';
import type { DsnKey, DsnRecord, DsnStore } from '../dsn/dsn-store.ts';
import { sameIniName } from '../dsn/ini-file.ts';
import { isSecretKeyword } from '../dsn/property-name.ts';
import { resolveProperties, type ResolvedProperties } from '../dsn/resolve-properties.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface ConnectionSources {
  readonly dsns: DsnStore;
  /** The vault's secrets of a DSN, by property name. */
  readonly secretsOf: (dsn: DsnKey) => Promise<ReadonlyMap<string, string>>;
  /** Whether a browser can be opened for the user. */
  readonly hasDesktop: boolean;
}

export interface ResolvedConnection extends ResolvedProperties {
  /** null: a connection string without a DSN. */
  readonly dsn: DsnKey | null;
}

/**
 * `database` is a DSN's name or a connection string, which may name a data source in a file with FILEDSN; values in
 * the string win over the DSN's. Throws 3D000 for an unknown DSN, 22023 for a property that is wrong, and 28000 where the
 * DSN's secrets would go elsewhere.
 */
export async function resolveConnection(
  database: string,
  sources: ConnectionSources,
): Promise<ResolvedConnection> {
  const string = parseDatabase(database);
  const file = valueOf(string, 'FILEDSN');
  if (file !== '') return resolveNamed(await fileDsn(file, sources.dsns), string, sources);
  const name = valueOf(string, 'DSN');
  const own = valueOf(string, fileKeyword);
  if (name === '' && own !== '') return resolveFromFile(own, string, sources);
  if (name === '')
    return { dsn: null, ...resolveProperties({ ...none, string, hasDesktop: sources.hasDesktop }) };
  const record = await sources.dsns.find(name);
  if (record === null) throw await unknownDsn(name, sources.dsns);
  return resolveNamed(record, string, sources);
}

/**
 * A connection string may come from anyone, in a workbook for example. Where it sends calls elsewhere than the data
 * source that it names, it has to bring the credential for that as well. Throws 28000.
 */
async function resolveNamed(
  record: DsnRecord,
  string: ReadonlyMap<string, string>,
  sources: ConnectionSources,
): Promise<ResolvedConnection> {
  const changed = changedAddresses(record.values, string);
  if (changed.length === 0) return resolveRecord(record, string, sources);
  const dsn = new Map([...record.values].filter(([keyword]) => !isSecretKeyword(keyword)));
  const resolved = resolveProperties({ ...none, string, dsn, hasDesktop: sources.hasDesktop });
  const { AuthScheme, ApiURL, APIToken, AccessToken, OAuthClientSecret } = resolved.properties;
  const brought = { OAuth: null, OAuthClient: OAuthClientSecret, APIToken, AccessToken }[AuthScheme];
  if (brought !== null || ApiURL.toLowerCase() === 'sandbox:') return { dsn: null, ...resolved };
  const what = changed.join(' and ');
  throw new DrawbridgeError(
    SqlState.invalidAuthorization,
    `The connection string names another ${what} than the data source "${record.entry.name}", whose secrets go to its own addresses only.`,
    {
      hint: `Leave ${what} out of the connection string, change the data source, or give the credential in the connection string, too.`,
    },
  );
}

/** The same for a DSN whose place is known; `string` holds values that win over it. */
export async function resolveRecord(
  record: DsnRecord,
  string: ReadonlyMap<string, string>,
  sources: ConnectionSources,
): Promise<ResolvedConnection> {
  const { name, scope } = record.entry;
  const secrets = await sources.secretsOf({ name, scope });
  return {
    dsn: { name, scope },
    ...resolveProperties({ string, dsn: record.values, secrets, hasDesktop: sources.hasDesktop }),
  };
}

async function fileDsn(name: string, dsns: DsnStore): Promise<DsnRecord> {
  const key = await dsns.keyOf({ name, scope: 'file' });
  const record = await dsns.get(key);
  if (record === null) throw noSuchDsn(key);
  if (!record.entry.ours) throw foreignConnection(key.name);
  return record;
}

/**
 * A driver manager hands on what a data source's file says, and not its name; so our files say it themselves. A file
 * may come from anyone: it gets the secrets of the name that it says only for the addresses that they were given for.
 */
async function resolveFromFile(
  name: string,
  string: ReadonlyMap<string, string>,
  sources: ConnectionSources,
): Promise<ResolvedConnection> {
  const record = await fileDsn(name, sources.dsns).catch(() => null);
  if (record !== null && sameAddresses(record.values, string)) return resolveRecord(record, string, sources);
  const resolved = resolveProperties({ ...none, string, hasDesktop: sources.hasDesktop });
  const message =
    record === null
      ? `The file ${name}, which this data source says it is, is not there.`
      : `This data source says that it is the file ${name}, but names other addresses than that one.`;
  const hint =
    'No secrets of the vault are used. Save it once with Drawbridge, under the name that it has now.';
  return {
    dsn: null,
    ...resolved,
    notices: [...resolved.notices, { sqlState: SqlState.warning, message, hint }],
  };
}

const none = { dsn: new Map<string, string>(), secrets: new Map<string, string>() };

async function unknownDsn(name: string, dsns: DsnStore): Promise<DrawbridgeError> {
  const entries = await dsns.list();
  if (entries.some((entry) => !entry.ours && sameIniName(entry.name, name))) return foreignConnection(name);
  // A User and a System data source may share a name.
  const ours = [...new Set(entries.filter((entry) => entry.ours).map((entry) => entry.name))];
  return new DrawbridgeError(SqlState.unknownDatabase, `There is no data source named "${name}".`, {
    hint:
      ours.length === 0
        ? 'There are none yet: create one in the administrator or with "drawbridge dsn add".'
        : `There are: ${ours.join(', ')}.`,
  });
}
