/**
 * Reading results without losing errors.
 *
 * DuckDB's streaming results end silently when the query fails or is interrupted after the first rows: the C API
 * returns no chunk in both cases and the binding exposes no error. Materialised results (`run()`) do reject, but they
 * live outside `memory_limit`, so a client that stops reading would cost as much as the whole result. Therefore
 * results are streamed with a marker: the statement becomes the first arm of a UNION ALL whose second arm is one
 * row with TRUE in an extra column. DuckDB keeps the order of the arms (and an ORDER BY within the first), so the
 * marker arrives last or, if the statement failed, not at all.
 *
 * The error itself is lost, and the transaction is aborted, so that the statement cannot simply run again. Whoever
 * streams should therefore find out beforehand whether a statement that can fail after its first row (`mayFailLate` in
 * `plan`) does.
 */
import { DuckDBDataChunk, type DuckDBResult } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface ResultReader {
  /** The next rows, valid until the following call; null at the end. Rejects when the statement failed. */
  next(): Promise<DuckDBDataChunk | null>;
}

export function readMaterialised(result: DuckDBResult): ResultReader {
  return {
    async next() {
      const chunk = await result.fetchChunk();
      return chunk === null || chunk.rowCount === 0 ? null : chunk;
    },
  };
}

/** The line breaks keep a trailing comment of the statement from swallowing what follows. */
export function withMarker(sql: string, columnCount: number): string {
  const nulls = 'NULL, '.repeat(columnCount);
  return `SELECT *, FALSE FROM (\n${sql}\n) UNION ALL SELECT ${nulls}TRUE`;
}

/** `fetch` yields the chunks of a statement made by withMarker. */
export function readMarked(columnCount: number, fetch: () => Promise<DuckDBDataChunk | null>): ResultReader {
  let ended = false;
  return {
    async next() {
      if (ended) return null;
      const chunk = await fetch();
      if (chunk === null || chunk.rowCount === 0) throw lostResult();
      const { rowCount } = chunk;
      ended = chunk.getColumnVector(columnCount).getItem(rowCount - 1) === true;
      if (!ended) return new StatementChunk(chunk, columnCount);
      if (rowCount === 1) return null;
      chunk.rowCount = rowCount - 1;
      return new StatementChunk(chunk, columnCount);
    },
  };
}

/** A chunk without the marker's column. */
class StatementChunk extends DuckDBDataChunk {
  readonly #columnCount: number;

  constructor(marked: DuckDBDataChunk, columnCount: number) {
    super(marked.chunk);
    this.#columnCount = columnCount;
  }

  override get columnCount(): number {
    return this.#columnCount;
  }
}

function lostResult(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.dataException,
    'The statement failed after its first rows, on a value that does not fit or for lack of memory.',
    {
      hint: 'Filter more, select fewer columns, or use TRY_CAST, which yields NULL where a value does not fit.',
    },
  );
}
