/** Guides and files for the applications that read a data source. */
import type { ClientFacts, ClientFile, FileKind } from '../../clients/client.ts';
import { clients } from '../../clients/clients.ts';
import { chosenTables, offeredTables } from '../../clients/offered-tables.ts';
import { foreignDsn, noSuchDsn } from '../../dsn/dsn-error.ts';
import { ownAddresses } from '../../dsn/dsn-addresses.ts';
import { valueOf } from '../../dsn/connection-string.ts';
import type { ConnectionProperties } from '../../dsn/connection-properties.ts';
import type { DsnKey, DsnStore } from '../../dsn/dsn-store.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { Handlers } from '../dispatcher.ts';

/** Where the engine can be reached; `running` false: where it will be. */
export type Reach = Pick<ClientFacts, 'runDir' | 'port' | 'running' | 'tcp'>;

export interface ConnectHandlerParts {
  readonly dsns: DsnStore;
  readonly reach: () => Reach;
}

export function connectHandlers({
  dsns,
  reach,
}: ConnectHandlerParts): Pick<Handlers, 'connect.guides' | 'connect.file'> {
  /** The vault is not asked, and of the data source's values only what is shown goes on, and of a file its addresses. */
  async function factsOf(key: DsnKey): Promise<ClientFacts> {
    const record = await dsns.get(await dsns.keyOf({ name: key.name, scope: key.scope }));
    if (record === null) throw noSuchDsn(key);
    const { entry, values } = record;
    if (!entry.ours) throw foreignDsn(entry.name);
    const dsn = { name: entry.name, scope: entry.scope };
    const hidden = dsn.scope === 'system' && (await dsns.get({ ...dsn, scope: 'user' })) !== null;
    const addresses = dsn.scope === 'file' ? ownAddresses(values) : [];
    const defaultSchema = alone(values, 'Schema').Schema;
    return { dsn, hidden, defaultSchema, longestText: longestTextOf(values), addresses, ...reach() };
  }

  return {
    async 'connect.guides'(key) {
      const facts = await factsOf(key);
      return {
        guides: clients.map((client) => {
          const { steps, texts, notes } = client.guide(facts);
          return {
            id: client.id,
            title: client.title,
            trial: client.trial,
            steps: [...steps],
            texts: [...texts],
            notes: [...notes],
            files: client.files.map(({ kind, title, help, tables }) => ({ kind, title, help, tables })),
          };
        }),
        tables: offeredTables(facts.defaultSchema).map(({ schema, table }) => ({
          schema,
          table: table.name,
          description: table.description,
        })),
      };
    },

    async 'connect.file'({ kind, tables, ...key }) {
      const facts = await factsOf(key);
      const made = fileOf(kind).make(facts, chosenTables(facts.defaultSchema, tables));
      return {
        name: made.name,
        mediaType: made.mediaType,
        content: Buffer.from(made.bytes).toString('base64'),
        notes: [...made.notes],
      };
    },
  };
}

function fileOf(kind: FileKind): ClientFile {
  const file = clients.flatMap(({ files }) => files).find((one) => one.kind === kind);
  if (file === undefined) throw new Error(`No application has files of the kind ${kind}.`);
  return file;
}

/** Values beside it are not looked at: a data source that is wrong elsewhere can be prepared for applications all the same. */
function alone(values: ReadonlyMap<string, string>, name: string): ConnectionProperties {
  const value = valueOf(values, name);
  const dsn = new Map(value === '' ? [] : [[name, value] as const]);
  return resolveProperties({ string: new Map(), dsn, secrets: new Map() }).properties;
}

function longestTextOf(values: ReadonlyMap<string, string>): number {
  try {
    return alone(values, 'MaximumColumnSize').MaximumColumnSize;
  } catch {
    // No connection is made with such a value, which says so then.
    return alone(new Map(), '').MaximumColumnSize;
  }
}
