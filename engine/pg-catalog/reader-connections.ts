/**
 * The connections to the catalog, each made ready for who asks: the tables that hold the user, the schemas and the
 * settings are temporary, so they belong to one connection. A few are kept warm, since clients send many questions in a
 * row; one that another reader has used only gets what is different for the next.
 */
import { findSchema, fixedSchemas, type SchemaInfo } from '../catalog/schema-name.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { StoreConnection } from '../store/connection.ts';
import { canceled } from '../store/translate-error.ts';
import type { FixedStore } from '../store/fixed-store.ts';
import { quoteLiteral } from '../store/quote.ts';
import { createTable, insertRows } from './fill-table.ts';
import type { SchemaOids } from './oids.ts';
import { joinedTables, readerTables } from './reader-tables.ts';
import { schemaRows } from './schema-rows.ts';

export interface SettingRow {
  /** As PostgreSQL writes it, or as the application does. */
  readonly name: string;
  /** A number where there is a unit. */
  readonly value: string;
  /** As SHOW has it. */
  readonly shown: string;
  readonly unit: 'ms' | null;
}

export interface CatalogReader {
  readonly user: string;
  /** Where tables are looked up, first wins. */
  readonly searchPath: readonly string[];
  readonly readOnly: boolean;
  /** What `pg_backend_pid()` says. */
  readonly processId: number;
  /** null: whichever the connection knows, for what does not look at them. */
  readonly schemas: readonly SchemaInfo[] | null;
  /** null: likewise. */
  readonly settings: readonly SettingRow[] | null;
}

/** What a connection was made ready for last. */
interface Ready {
  readonly who: string;
  readonly processId: number;
  readonly schemas: readonly SchemaInfo[];
  readonly settings: string;
  /** Whether the joins of them are made: not where only the shape of a result was wanted. */
  readonly joined: boolean;
}

interface Warm {
  readonly connection: StoreConnection;
  ready: Ready | null;
}

/** Each holds the rows of its reader, within the memory of one instance; whoever comes when all are taken waits. */
const mostConnections = 4;

export class ReaderConnections {
  readonly #store: FixedStore;
  readonly #oids: SchemaOids;
  readonly #started = new Date();
  readonly #idle: Warm[] = [];
  readonly #busy = new Set<Warm>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #closed = false;

  constructor(store: FixedStore, oids: SchemaOids) {
    this.#store = store;
    this.#oids = oids;
  }

  /** Runs `work` on a connection that no one else uses meanwhile. */
  async use<T>(reader: CatalogReader, work: (connection: StoreConnection) => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      if (this.#closed) throw canceled();
      return await this.#useOne(reader, work);
    } finally {
      this.#pass();
    }
  }

  async #useOne<T>(reader: CatalogReader, work: (connection: StoreConnection) => Promise<T>): Promise<T> {
    const warm = this.#take(reader) ?? { connection: await this.#open(), ready: null };
    this.#busy.add(warm);
    let usable = true;
    try {
      await this.#prepare(warm, reader);
      return await work(warm.connection);
    } catch (thrown) {
      usable = !isCanceled(thrown);
      throw thrown;
    } finally {
      this.#busy.delete(warm);
      if (usable && !this.#closed) this.#idle.push(warm);
      else await warm.connection.close();
    }
  }

  async #turn(): Promise<void> {
    if (this.#taken === mostConnections) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    } else this.#taken += 1;
  }

  /** To the next who waits. */
  #pass(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }

  /** What runs is interrupted. */
  async close(): Promise<void> {
    this.#closed = true;
    const all = [...this.#busy, ...this.#idle.splice(0)];
    await Promise.all(all.map(({ connection }) => connection.close()));
  }

  /** The one that needs the least to be changed. */
  #take(reader: CatalogReader): Warm | undefined {
    const best = this.#idle.toSorted((a, b) => changes(a.ready, reader) - changes(b.ready, reader))[0];
    if (best !== undefined) this.#idle.splice(this.#idle.indexOf(best), 1);
    return best;
  }

  async #open(): Promise<StoreConnection> {
    const connection = await this.#store.connect();
    try {
      for (const { name, columns } of [...readerTables, ...joinedTables])
        await connection.run(createTable(name, columns, 'TEMP '));
      return connection;
    } catch (thrown) {
      await connection.close();
      throw thrown;
    }
  }

  async #prepare(warm: Warm, reader: CatalogReader): Promise<void> {
    const { connection, ready } = warm;
    const who = whoOf(reader);
    const schemas = reader.schemas ?? ready?.schemas ?? fixedSchemas;
    const settings = reader.settings === null ? (ready?.settings ?? '') : JSON.stringify(reader.settings);
    const sameSchemas = ready !== null && isSame(ready.schemas, schemas);
    // Of what is half changed nothing may be believed.
    warm.ready = null;
    if (!sameSchemas) {
      await connection.run('DELETE FROM temp.schemas');
      await insertRows(connection, 'temp.schemas', schemaRows(schemas, this.#oids));
    }
    const sameReader = sameSchemas && ready.who === who;
    if (!sameReader) await this.#introduce(connection, reader, schemas);
    else if (ready.processId !== reader.processId)
      await connection.run(`UPDATE temp.session SET pid = ${reader.processId}`);
    const wasJoined = sameReader && ready.joined;
    const joined = wasJoined || reader.schemas !== null;
    if (joined && !wasJoined) await join(connection);
    if (reader.settings !== null && ready?.settings !== settings) {
      await connection.run('DELETE FROM temp.settings');
      await insertRows(
        connection,
        'temp.settings',
        reader.settings.map(({ name, value, unit, shown }) => [name, value, unit, shown]),
      );
    }
    warm.ready = { who, processId: reader.processId, schemas, settings, joined };
  }

  async #introduce(
    connection: StoreConnection,
    { user, searchPath, readOnly, processId }: CatalogReader,
    schemas: readonly SchemaInfo[],
  ): Promise<void> {
    const path = searchPath.map((name) => quoteLiteral(name.toLowerCase())).join(', ');
    const found = searchPath.flatMap((name) => findSchema(schemas, name)?.name ?? []);
    // A constant, since arguments of functions in FROM cannot be looked up.
    await connection.run(
      `CREATE OR REPLACE TEMP MACRO current_schemas(implicit) AS CASE WHEN implicit ` +
        `THEN ${listOf(['pg_catalog', ...found])} ELSE ${listOf(found)} END`,
    );
    await connection.run('DELETE FROM temp.session');
    await connection.run(
      `INSERT INTO temp.session VALUES (${quoteLiteral(user)}, 'Bitbucket', [${path}], ${readOnly}, ${processId}, ` +
        `TIMESTAMP '${this.#started.toISOString().slice(0, 19)}')`,
    );
  }
}

const isCanceled = (thrown: unknown): boolean =>
  thrown instanceof DrawbridgeError && thrown.sqlState === SqlState.queryCanceled;

async function join(connection: StoreConnection): Promise<void> {
  for (const { name, fillFrom } of joinedTables) {
    await connection.run(`DELETE FROM temp.${name}`);
    await connection.run(`INSERT INTO temp.${name} ${fillFrom}`);
  }
}

const whoOf = ({ user, searchPath, readOnly }: CatalogReader): string =>
  JSON.stringify([user, searchPath, readOnly]);

/** The heavier what is different, the more. */
function changes(ready: Ready | null, reader: CatalogReader): number {
  if (ready === null) return 8;
  const schemas = reader.schemas !== null && !isSame(ready.schemas, reader.schemas);
  const settings = reader.settings !== null && JSON.stringify(reader.settings) !== ready.settings;
  return (schemas ? 4 : 0) + (ready.who === whoOf(reader) ? 0 : 2) + (settings ? 1 : 0);
}

/** A list that is kept may be filtered anew for each question, but its entries stay. */
const isSame = (a: readonly SchemaInfo[], b: readonly SchemaInfo[]): boolean =>
  a === b || (a.length === b.length && a.every((schema, index) => schema === b[index]));

const listOf = (names: readonly string[]): string => `[${names.map(quoteLiteral).join(', ')}]::VARCHAR[]`;
