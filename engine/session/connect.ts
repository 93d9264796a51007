/** From what a client says when it connects to the properties of its connection. */
import { parseDatabase, valueOf } from '../dsn/connection-string.ts';
import type { DsnKey, DsnRecord, DsnStore } from '../dsn/dsn-store.ts';
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
 * `database` is a DSN's name or a connection string; values in the string win over the DSN's.
 * Throws 3D000 for an unknown DSN and 22023 for a property that is wrong.
 */
export async function resolveConnection(
  database: string,
  sources: ConnectionSources,
): Promise<ResolvedConnection> {
  const string = parseDatabase(database);
  const name = valueOf(string, 'DSN');
  if (name === '')
    return { dsn: null, ...resolveProperties({ ...none, string, hasDesktop: sources.hasDesktop }) };
  const record = await sources.dsns.find(name);
  if (record === null) throw await unknownDsn(name, sources.dsns);
  return resolveRecord(record, string, sources);
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

const none = { dsn: new Map<string, string>(), secrets: new Map<string, string>() };

async function unknownDsn(name: string, dsns: DsnStore): Promise<DrawbridgeError> {
  // A User and a System data source may share a name.
  const ours = [...new Set((await dsns.list()).filter((entry) => entry.ours).map((entry) => entry.name))];
  return new DrawbridgeError(SqlState.unknownDatabase, `There is no data source named "${name}".`, {
    hint:
      ours.length === 0
        ? 'There are none yet: create one in the administrator or with "drawbridge dsn add".'
        : `There are: ${ours.join(', ')}.`,
  });
}
