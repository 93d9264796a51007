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
    const instance = await DuckDBInstance.create(':memory:', {
      // A plan made over empty tables would be pruned by their statistics and lose rows that are loaded later; and
      // late materialisation makes plans that cannot be serialised (`inequal num bindings/types`).
      disabled_optimizers: 'statistics_propagation,late_materialization',
      temp_directory: spillFolder,
      memory_limit: `${Math.max(1, Math.floor(options.memoryLimit / 1024))}KiB`,
      threads: String(options.threads),
      default_null_order: 'nulls_last_on_asc_first_on_desc',
      enable_external_access: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      allow_persistent_secrets: 'false',
    });
    return new DuckDBStore(instance, spillFolder, await prepareInstance(instance, options.macros));
  } catch (thrown) {
    await rm(spillFolder, { recursive: true, force: true });
    throw translateThrown(thrown);
  }
}

/** Returns the connection that creates tables. */
async function prepareInstance(
  instance: DuckDBInstance,
  macros: readonly string[],
): Promise<StoreConnection> {
  const connection = new StoreConnection(await instance.connect());
  const settings = [
    `ATTACH ':memory:' AS ${quoteIdentifier(storeCatalog)}`,
    'SET GLOBAL integer_division = true',
    `SET GLOBAL TimeZone = ${quoteLiteral('UTC')}`,
    'SET GLOBAL errors_as_json = false',
  ];
  for (const setting of settings) await connection.run(setting);
  await connection.useCatalog(storeCatalog);
  for (const macro of macros) await connection.run(macro);
  await connection.run('SET GLOBAL lock_configuration = true');
  return connection;
}

class DuckDBStore implements Store {
  readonly #instance: DuckDBInstance;
  readonly #spillFolder: string;
  readonly #creator: StoreConnection;
  readonly #created = new Set<string>();
  /** Creators run one after the other: two that make one name at once would conflict. */
  #creating: Promise<void> = Promise.resolve();

  constructor(instance: DuckDBInstance, spillFolder: string, creator: StoreConnection) {
    this.#instance = instance;
    this.#spillFolder = spillFolder;
    this.#creator = creator;
  }

  async connect(): Promise<StoreConnection> {
    const connection = new StoreConnection(await this.#instance.connect());
    await connection.useCatalog(storeCatalog);
    return connection;
  }

  async ensureTables(tables: readonly StoredTable[]): Promise<void> {
    const work = this.#creating.then(async () => {
      for (const stored of tables) {
        const key = `${stored.schema}\0${stored.table.name}`.toLowerCase();
        if (this.#created.has(key)) continue;
        await this.#create(stored);
        this.#created.add(key);
      }
    });
    this.#creating = work.catch(() => undefined);
    await work;
  }

  async #create({ schema, table }: StoredTable): Promise<void> {
    const schemaName = `${quoteIdentifier(storeCatalog)}.${quoteIdentifier(schema)}`;
    // No NOT NULL and no key: columns that a statement does not read stay NULL.
    const columns = table.columns.map(({ name, type }) => `${quoteIdentifier(name)} ${type}`);
    await this.#creator.run(`CREATE SCHEMA IF NOT EXISTS ${schemaName}`);
    await this.#creator.run(
      `CREATE TABLE IF NOT EXISTS ${schemaName}.${quoteIdentifier(table.name)} (${columns.join(', ')})`,
    );
  }

  async close(): Promise<void> {
    await this.#creating;
    await this.#creator.close();
    this.#instance.closeSync();
    await rm(this.#spillFolder, { recursive: true, force: true });
  }
}
