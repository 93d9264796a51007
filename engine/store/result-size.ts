/** How much memory a chunk's long values take: those of strings and blobs, which are all that can be long. */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';

/** A vector's slots of strings and blobs have 16 bytes, of which the first four are the length. */
const slotSize = 16;

export function textBytes(chunk: DuckDBDataChunk): number {
  const { rowCount } = chunk;
  let sum = 0;
  for (let column = 0; column < chunk.columnCount; column += 1) {
    const { vector, type } = vectorOf(chunk, column);
    if (type !== duckdb.Type.VARCHAR && type !== duckdb.Type.BLOB) continue;
    const slots = duckdb.vector_get_data(vector, rowCount * slotSize);
    const view = new DataView(slots.buffer, slots.byteOffset, slots.byteLength);
    const valid = duckdb.vector_get_validity(vector, Math.ceil(rowCount / 64) * 8);
    for (let row = 0; row < rowCount; row += 1) {
      const isNull = valid !== null && (((valid[row >> 3] ?? 0) >> (row & 7)) & 1) === 0;
      if (!isNull) sum += view.getUint32(row * slotSize, true);
    }
  }
  return sum;
}

function vectorOf(
  chunk: DuckDBDataChunk,
  column: number,
): { readonly vector: duckdb.Vector; readonly type: duckdb.Type } {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column);
  return { vector, type: duckdb.get_type_id(duckdb.vector_get_column_type(vector)) };
}
