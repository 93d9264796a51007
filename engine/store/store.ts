/**
 * One DuckDB instance, locked down: no file, no network, no extension, no setting can be reached from SQL.
 *
 * Its catalog `Bitbucket` (an attached in-memory database) holds the empty tables that statements have named;
 * rows exist only inside the transaction of the statement that loaded them. Each store has a spill folder of its
 * own, since two instances that share one crash the process. Memory and threads are handed in, because DuckDB's
 * defaults claim the whole machine for every instance.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { TableDef } from '../catalog/table.ts';
import { StoreConnection } from './connection.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { translateThrown } from './translate-error.ts';

export const storeCatalog = 'Bitbucket';

export interface StoreOptions {
  /** The folder in which the spill folder is created; it is created itself when it is missing. */
  readonly temporaryFolder: string;
  /** Bytes that data and operators may take before they spill; results that a client has not read come on top. */
  readonly memoryLimit: number;
  readonly threads: number;
  /** CREATE MACRO statements for functions of other dialects. */
  readonly macros: readonly string[];
}

/** A table under the name of a schema as statements spell it. */
export interface StoredTable {
  readonly schema: string;
  readonly table: TableDef;
}

export interface Store {
  connect(): Promise<StoreConnection>;
  /** To the same tables, always empty, and an optimiser whose plans can be shown where the other's cannot. */
  connectToPlan(): Promise<StoreConnection>;
  /** Creates the tables that are missing, empty. Any number of callers may ask at once. */
  ensureTables(tables: readonly StoredTable[]): Promise<void>;
  /** Frees everything and removes the spill folder; connections must have been closed. */
  close(): Promise<void>;
}

export async function openStore(options: StoreOptions): Promise<Store> {
  await mkdir(options.temporaryFolder, { recursive: true, mode: 0o700 });
  const spillFolder = await mkdtemp(join(options.temporaryFolder, 'spill-'));
  try {
    await chmod(spillFolder, 0o700);
    const instance = await openInstance(plannedToRun, {
      temp_directory: spillFolder,
      memory_limit: `${Math.max(1, Math.floor(options.memoryLimit / 1024))}KiB`,
      threads: String(options.threads),
    });
    // Nothing is ever run here, so that it needs no room.
    const planning = await openInstance(plannedToShow, {
      temp_directory: '',
      memory_limit: '32MiB',
      threads: '1',
    });
    const creators = [instance, planning].map((each) => prepareInstance(each, options.macros));
    return new DuckDBStore(instance, planning, spillFolder, await Promise.all(creators));
  } catch (thrown) {
    await rm(spillFolder, { recursive: true, force: true });
    throw translateThrown(thrown);
  }
}

/**
 * A plan made over empty tables would be pruned by their statistics and lose rows that are loaded later; late
 * materialisation makes plans that cannot be serialised (`inequal num bindings/types`); and without the statistics a
 * join hands the range of its keys down below an ORDER BY with LIMIT, which then cuts other rows (measured, with two
 * threads).
 */
const plannedToRun = 'statistics_propagation,late_materialization,join_filter_pushdown';

/**
 * Choosing the sides of a join settles the types of a plan that is changed afterwards, and then it cannot be serialised
 * either. Without that choice some plans with windows fail inside DuckDB: hence two instances, not one.
 */
const plannedToShow = `${plannedToRun},build_side_probe_side,limit_pushdown`;

/** What an instance is created with so that SQL reaches nothing outside. */
export const lockedDown = {
  default_null_order: 'nulls_last_on_asc_first_on_desc',
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_persistent_secrets: 'false',
} as const;

/** The first statements in an instance. */
export const settingsOfInstance: readonly string[] = [
  `ATTACH ':memory:' AS ${quoteIdentifier(storeCatalog)}`,
  'SET GLOBAL integer_division = true',
  `SET GLOBAL TimeZone = ${quoteLiteral('UTC')}`,
  'SET GLOBAL errors_as_json = false',
  `SET GLOBAL allowed_configs = ['streaming_buffer_size']`,
];

function openInstance(
  disabledOptimizers: string,
  resources: Readonly<Record<'temp_directory' | 'memory_limit' | 'threads', string>>,
): Promise<DuckDBInstance> {
  return DuckDBInstance.create(':memory:', {
    ...resources,
    disabled_optimizers: disabledOptimizers,
    ...lockedDown,
  });
}

/** Returns the connection that creates tables. */
async function prepareInstance(
  instance: DuckDBInstance,
  macros: readonly string[],
): Promise<StoreConnection> {
  const connection = new StoreConnection(await instance.connect());
  for (const setting of settingsOfInstance) await connection.run(setting);
  await connection.useCatalog(storeCatalog);
  for (const macro of macros) await connection.run(macro);
  await connection.run('SET GLOBAL lock_configuration = true');
  return connection;
}

class DuckDBStore implements Store {
  readonly #instance: DuckDBInstance;
  readonly #planning: DuckDBInstance;
  readonly #spillFolder: string;
  readonly #creators: readonly StoreConnection[];
  readonly #created = new Set<string>();
  /** Creators run one after the other: two that make one name at once would conflict. */
  #creating: Promise<void> = Promise.resolve();

  constructor(
    instance: DuckDBInstance,
    planning: DuckDBInstance,
    spillFolder: string,
    creators: readonly StoreConnection[],
  ) {
    this.#instance = instance;
    this.#planning = planning;
    this.#spillFolder = spillFolder;
    this.#creators = creators;
  }

  connect(): Promise<StoreConnection> {
    return connectTo(this.#instance);
  }

  connectToPlan(): Promise<StoreConnection> {
    return connectTo(this.#planning);
  }

  async ensureTables(tables: readonly StoredTable[]): Promise<void> {
    const work = this.#creating.then(async () => {
      for (const stored of tables) {
        const key = `${stored.schema}\0${stored.table.name}`.toLowerCase();
        if (this.#created.has(key)) continue;
        await Promise.all(this.#creators.map((creator) => create(creator, stored)));
        this.#created.add(key);
      }
    });
    this.#creating = work.catch(() => undefined);
    await work;
  }

  async close(): Promise<void> {
    await this.#creating;
    for (const creator of this.#creators) await creator.close();
    this.#instance.closeSync();
    this.#planning.closeSync();
    await rm(this.#spillFolder, { recursive: true, force: true });
  }
}

/**
 * How much of a streamed result is made ahead of its reader. DuckDB counts long strings as 16 bytes, so that its usual
 * 1 MB would be hundreds of MB of them; less than a chunk is as fast (measured).
 */
const readAhead = '16KiB';

async function connectTo(instance: DuckDBInstance): Promise<StoreConnection> {
  const connection = new StoreConnection(await instance.connect());
  await connection.useCatalog(storeCatalog);
  await connection.run(`SET streaming_buffer_size = '${readAhead}'`);
  return connection;
}

async function create(creator: StoreConnection, { schema, table }: StoredTable): Promise<void> {
  const schemaName = `${quoteIdentifier(storeCatalog)}.${quoteIdentifier(schema)}`;
  // No NOT NULL and no key: columns that a statement does not read stay NULL.
  const columns = table.columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`);
  await creator.run(`CREATE SCHEMA IF NOT EXISTS ${schemaName}`);
  await creator.run(
    `CREATE TABLE IF NOT EXISTS ${schemaName}.${quoteIdentifier(table.name)} (${columns.join(', ')})`,
  );
}
