/**
 * A result as a Parquet file. Such a file cannot be written before all rows are known, so they wait in a DuckDB of their
 * own, which spills into the folder when they are many; no SQL of a user ever reaches it.
 *
 * Types follow PostgreSQL's names of the columns. NUMERIC has as many digits behind the point as its longest value,
 * since a result tells them with its values only.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBDataChunk, DuckDBInstance, VARCHAR, type DuckDBConnection } from '@duckdb/node-api';
import { chunkRows } from './load.ts';
import { distinctNames } from './distinct-names.ts';
import { quoteIdentifier, quoteLiteral } from './quote.ts';
import { translateThrown } from './translate-error.ts';

export interface ParquetColumn {
  readonly name: string;
  /** PostgreSQL's name of the type, such as `bigint`. */
  readonly type: string;
}

export interface ParquetFile {
  /** Values as PostgreSQL's text format has them. */
  append(rows: readonly (readonly (string | null)[])[]): void;
  /** Writes the file; nothing is appended afterwards. */
  write(path: string): Promise<void>;
  close(): void;
}

/** By PostgreSQL's name; what is not named here stays text. */
const types: Readonly<Record<string, string>> = {
  boolean: 'BOOLEAN',
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  'double precision': 'DOUBLE',
  date: 'DATE',
  time: 'TIME',
  timestamp: 'TIMESTAMP',
  'timestamp with time zone': 'TIMESTAMP WITH TIME ZONE',
  uuid: 'UUID',
  json: 'JSON',
};

/** `folder` is the caller's own, and empty. Throws DrawbridgeError. */
export async function openParquetFile(
  columns: readonly ParquetColumn[],
  folder: string,
): Promise<ParquetFile> {
  const spill = join(folder, 'spill');
  await mkdir(spill, { mode: 0o700 });
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: spill,
    memory_limit: '256MiB',
    threads: '1',
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  const cells = columns.map((_, index) => `c${index} VARCHAR`);
  await connection.run(`CREATE TABLE result (${cells.join(', ')})`);
  const appender = await connection.createAppender('result');
  const names = distinctNames(columns.map(({ name }) => name));
  return {
    append(rows) {
      for (let from = 0; from < rows.length; from += chunkRows) {
        const part = rows.slice(from, from + chunkRows);
        const chunk = DuckDBDataChunk.create(
          columns.map(() => VARCHAR),
          part.length,
        );
        chunk.setRows(part.map((row) => [...row]));
        appender.appendDataChunk(chunk);
      }
    },
    async write(path) {
      try {
        appender.closeSync();
        const values = await Promise.all(
          columns.map(async ({ type }, index) => {
            const value = await typedCell(connection, type, `c${index}`);
            return `${value} AS ${quoteIdentifier(names[index] ?? '')}`;
          }),
        );
        const query = `SELECT ${values.join(', ')} FROM result`;
        await connection.run(`COPY (${query}) TO ${quoteLiteral(path)} (FORMAT parquet, COMPRESSION zstd)`);
      } catch (thrown) {
        throw translateThrown(thrown);
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function typedCell(connection: DuckDBConnection, type: string, cell: string): Promise<string> {
  // The text form of bytes is `\x00ff`.
  if (type === 'bytea') return `unhex(substring(${cell}, 3))`;
  if (type === 'numeric') return `CAST(${cell} AS DECIMAL(38, ${await scaleOf(connection, cell)}))`;
  const plain = types[type];
  return plain === undefined ? cell : `CAST(${cell} AS ${plain})`;
}

async function scaleOf(connection: DuckDBConnection, cell: string): Promise<number> {
  const digits = `max(length(split_part(${cell}, '.', 2)))`;
  const reader = await connection.runAndReadAll(`SELECT least(coalesce(${digits}, 0), 38) FROM result`);
  return Number(reader.getRows()[0]?.[0] ?? 0);
}
