/**
 * A DuckDB instance of its own for rows that the engine knows: made once by a script, locked down as every store is, and
 * read by connections that may add temporary tables.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { StoreConnection } from './connection.ts';
import { quoteIdentifier } from './quote.ts';
import { lockedDown, settingsOfInstance, storeCatalog } from './store.ts';

export interface FixedStore {
  connect(): Promise<StoreConnection>;
  /** Connections must have been closed. */
  close(): Promise<void>;
}

/** `script` runs on one connection, within the catalog that connections see. */
export async function openFixedStore(
  script: (connection: StoreConnection) => Promise<void>,
): Promise<FixedStore> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: '',
    memory_limit: '256MiB',
    threads: '1',
    ...lockedDown,
  });
  const maker = new StoreConnection(await instance.connect());
  try {
    for (const setting of settingsOfInstance) await maker.run(setting);
    await maker.useCatalog(storeCatalog);
    await script(maker);
    await maker.run('SET GLOBAL lock_configuration = true');
  } catch (thrown) {
    await maker.close();
    instance.closeSync();
    throw thrown;
  }
  return {
    async connect() {
      const connection = new StoreConnection(await instance.connect());
      await connection.run(`USE ${quoteIdentifier(storeCatalog)}`);
      return connection;
    },
    async close() {
      await maker.close();
      instance.closeSync();
    },
  };
}
