/**
 * One connection to a store: one statement at a time, one transaction a statement.
 *
 * Every failure is a DrawbridgeError. DuckDB forgets an interrupt that arrives before a query has started, so a
 * cancelled query is interrupted again and again until it ends.
 */
import type { DuckDBConnection, DuckDBPreparedStatement, DuckDBType } from '@duckdb/node-api';
import { DuckDBTypeId } from '@duckdb/node-api';
import { append, blanksInto, type LoadBatch, type LoadTarget } from './load.ts';
import { quoteIdentifier } from './quote.ts';
import { readMaterialised, readMarked, withMarker, type ResultReader } from './result-reader.ts';
import { canceled, translateThrown } from './translate-error.ts';

export interface StatementShape {
  readonly columns: readonly { readonly name: string; readonly type: DuckDBType }[];
}

const interruptAgainAfter = 20;

export class StoreConnection {
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  #inTransaction = false;
  #closed = false;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async useCatalog(catalog: string): Promise<void> {
    await this.run(`USE ${quoteIdentifier(catalog)}`);
  }

  async begin(): Promise<void> {
    await this.run('BEGIN TRANSACTION');
    this.#inTransaction = true;
  }

  async rollback(): Promise<void> {
    if (!this.#inTransaction) return;
    this.#inTransaction = false;
    await this.run('ROLLBACK');
  }

  /** Names and types of a statement's columns, without running it; it must have no parameters. */
  async describe(sql: string): Promise<StatementShape> {
    return this.#prepared(sql, (statement) => ({
      columns: Array.from({ length: statement.columnCount }, (_, index) => ({
        name: statement.columnName(index),
        type: statement.columnType(index),
      })),
    }));
  }

  /** The types of a statement's parameters by their numbers; those that cannot be inferred are missing. */
  async parameterTypes(sql: string): Promise<ReadonlyMap<number, DuckDBType>> {
    return this.#prepared(sql, (statement) => {
      const indices = Array.from({ length: statement.parameterCount }, (_, index) => index + 1);
      const known = indices.filter((index) => !unresolved.has(statement.parameterTypeId(index)));
      return new Map(
        known.map((index) => [Number(statement.parameterName(index)), statement.parameterType(index)]),
      );
    });
  }

  async #prepared<T>(sql: string, read: (statement: DuckDBPreparedStatement) => T): Promise<T> {
    return this.#exclusive(async () => {
      const statement = await this.#connection.prepare(sql);
      try {
        return read(statement);
      } finally {
        statement.destroySync();
      }
    });
  }

  /** The one value that a query of ours yields, as text. `parameters` are texts for `$1`, `$2`, …. */
  async value(sql: string, parameters: readonly string[], signal?: AbortSignal): Promise<string> {
    return this.#exclusive(async () => {
      const result = await this.#connection.run(sql, [...parameters]);
      const chunk = await result.fetchChunk();
      return String(chunk?.getColumnValues(0)[0] ?? '');
    }, signal);
  }

  /** The whole result at once, in memory: only for what is known to be small. */
  async run(sql: string, signal?: AbortSignal): Promise<ResultReader> {
    return this.#exclusive(async () => readMaterialised(await this.#connection.run(sql)), signal);
  }

  /**
   * The result as it is made; a chunk or two wait for the reader. `columnCount` is the statement's own.
   * The statement must be one that `json_serialize_sql` accepts.
   */
  async stream(sql: string, columnCount: number, signal?: AbortSignal): Promise<ResultReader> {
    const result = await this.#exclusive(() => this.#connection.stream(withMarker(sql, columnCount)), signal);
    return readMarked(columnCount, () => this.#exclusive(() => result.fetchChunk(), signal));
  }

  async append(target: LoadTarget, batch: LoadBatch): Promise<void> {
    await this.#exclusive(() => append(this.#connection, target, batch));
  }

  /** Rows without a value. */
  async appendBlanks(target: LoadTarget, count: number): Promise<void> {
    await this.run(blanksInto(target, count));
  }

  /** Interrupts what runs, ends the transaction and frees the connection; may be called again. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const again = setInterval(() => this.#connection.interrupt(), interruptAgainAfter);
    this.#connection.interrupt();
    await this.#last.catch(() => undefined);
    clearInterval(again);
    try {
      if (this.#inTransaction) await this.#connection.run('ROLLBACK');
    } finally {
      this.#connection.disconnectSync();
    }
  }

  async #exclusive<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.#last
      .catch(() => undefined)
      .then(async () => {
        if (this.#closed || signal?.aborted) throw canceled();
        return this.#interruptible(work, signal);
      });
    this.#last = turn;
    return turn;
  }

  async #interruptible<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    let again: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      this.#connection.interrupt();
      again ??= setInterval(() => this.#connection.interrupt(), interruptAgainAfter);
    };
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      const result = await work();
      if (signal?.aborted) throw canceled(signal.reason);
      return result;
    } catch (thrown) {
      if (signal?.aborted) throw canceled(thrown);
      throw translateThrown(thrown);
    } finally {
      signal?.removeEventListener('abort', interrupt);
      clearInterval(again);
    }
  }
}

/** How DuckDB marks a type that it could not infer. */
const unresolved = new Set([DuckDBTypeId.INVALID, DuckDBTypeId.ANY, DuckDBTypeId.SQLNULL]);
