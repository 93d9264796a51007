/**
 * How many rows a micro-batch takes.
 *
 * The result of a batch is held whole until the client has taken it, so that a client which stops reading costs as
 * much. Few rows are taken where they turn out long, and to begin with where an expression may make them so.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { RowBatch } from '../plan/scan-request.ts';
import { chunkRows } from '../store/load.ts';
import { textBytes } from '../store/result-size.ts';

const wantedBytes = 2 * 1024 * 1024;
const firstRows = 16;

export class BatchSize {
  #rows: number;

  constructor(mayBeLong: boolean) {
    this.#rows = mayBeLong ? firstRows : chunkRows;
  }

  *slices(batch: RowBatch): Generator<RowBatch, void, undefined> {
    let from = 0;
    while (from < batch.rowCount) {
      const to = Math.min(batch.rowCount, from + this.#rows);
      yield from === 0 && to === batch.rowCount ? batch : slice(batch, from, to);
      from = to;
    }
  }

  /** `rows` were read for the result. */
  note(rows: number, result: readonly DuckDBDataChunk[]): void {
    const bytes = result.reduce((sum, chunk) => sum + textBytes(chunk), 0);
    const fitting = Math.floor((wantedBytes * rows) / Math.max(1, bytes));
    this.#rows = Math.max(1, Math.min(chunkRows, fitting));
  }
}

function slice({ values }: RowBatch, from: number, to: number): RowBatch {
  return { rowCount: to - from, values: values.map((column) => column.slice(from, to)) };
}
