/**
 * DataRow messages from a chunk of DuckDB. One encoder serves one chunk; it can stop after any row, so that rows are
 * built only as fast as the client takes them.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ColumnDescription } from '../session/session.ts';
import { columnEncoder, styledColumn } from './column-encoder.ts';
import type { Format } from './frontend-message.ts';
import type { MessageWriter } from './message-writer.ts';

const dataRow = 'D'.charCodeAt(0);

interface RowMessage {
  readonly type: number;
  /** Ahead of the first row of the chunk. */
  readonly lead: Uint8Array | null;
}

export interface ChunkEncoder {
  readonly rowCount: number;
  /**
   * Writes the rows `from` up to (not including) `to`, stopping early once `out` holds `enough` bytes; at least one
   * row is written. Returns the row to go on with.
   */
  encode(out: MessageWriter, from: number, to: number, enough: number): number;
}

/** `formats` has one entry for each column. COPY's rows have the content of DataRow; its first has something ahead. */
export function encodeChunk(
  chunk: DuckDBDataChunk,
  columns: readonly ColumnDescription[],
  formats: readonly Format[],
  { type, lead }: RowMessage = { type: dataRow, lead: null },
): ChunkEncoder {
  const { rowCount } = chunk;
  if (chunk.columnCount !== columns.length) {
    throw new DrawbridgeError(
      SqlState.internalError,
      `The result has ${chunk.columnCount} columns where ${columns.length} were described`,
    );
  }
  const encoders = columns.map((column, index) =>
    column.style !== undefined && (formats[index] ?? 0) === 0
      ? styledColumn(chunk, index)
      : columnEncoder(chunk, index, column.typeOid, formats[index] ?? 0),
  );
  return {
    rowCount,
    encode(out, from, to, enough) {
      let row = from;
      try {
        while (row < to) {
          out.begin(type);
          if (lead !== null && row === 0) out.raw(lead);
          out.int16(encoders.length);
          for (const encode of encoders) encode(row, out);
          out.end();
          row += 1;
          if (out.position >= enough) break;
        }
      } catch (thrown) {
        out.abandon();
        throw thrown;
      }
      return row;
    },
  };
}
