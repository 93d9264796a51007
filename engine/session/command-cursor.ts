/** Results that no query makes: nothing at all (SET, BEGIN), or a few texts (SHOW, EXPLAIN). */
import { DuckDBDataChunk, VARCHAR } from '@duckdb/node-api';
import { pgTypeOf } from '../catalog/pg-type.ts';
import type { ColumnDescription, Cursor, ExecuteOptions, Prepared } from './session.ts';

/** What a statement without rows has come to. */
export const commandCursor = (commandTag: string): Cursor => cursor([], [], commandTag);

/** A statement that does something and returns no rows; `run` happens at each execution. */
export function commandStatement(commandTag: string, run: (options: ExecuteOptions) => void): Prepared {
  return {
    columns: null,
    parameterTypes: [],
    execute(_parameters, options) {
      return Promise.resolve().then(() => {
        run(options);
        return commandCursor(commandTag);
      });
    },
    close: () => undefined,
  };
}

/** A statement whose rows are texts, made at each execution. */
export function textStatement(
  names: readonly string[],
  parameterTypes: readonly number[],
  commandTag: (rows: number) => string,
  rowsOf: (parameters: readonly (string | null)[], signal: AbortSignal) => Promise<readonly TextRow[]>,
): Prepared {
  const columns = names.map(textColumn);
  return {
    columns,
    parameterTypes,
    async execute(parameters, { signal }) {
      const rows = await rowsOf(parameters, signal);
      return cursor(columns, rows, commandTag(rows.length));
    },
    close: () => undefined,
  };
}

export type TextRow = readonly (string | null)[];

function textColumn(name: string): ColumnDescription {
  const { oid, modifier } = pgTypeOf({ type: 'VARCHAR' });
  return { name, typeOid: oid, typeModifier: modifier };
}

/** A chunk of DuckDB holds this many rows at most. */
const chunkRows = 2048;

function cursor(columns: readonly ColumnDescription[], rows: readonly TextRow[], commandTag: string): Cursor {
  let next = 0;
  return {
    columns,
    commandTag,
    cut: false,
    next() {
      const part = rows.slice(next, next + chunkRows);
      next += part.length;
      return Promise.resolve(part.length === 0 ? null : chunkOf(columns.length, part));
    },
    close: () => Promise.resolve(),
  };
}

function chunkOf(width: number, rows: readonly TextRow[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(
    Array.from({ length: width }, () => VARCHAR),
    rows.length,
  );
  chunk.setRows(rows.map((row) => [...row]));
  return chunk;
}
