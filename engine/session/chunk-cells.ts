import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import { DuckDBDateValue, DuckDBTimestampValue } from '@duckdb/node-api';
import type { CellValue } from '../catalog/table.ts';
import type { Cursor } from './session.ts';

/** All rows of a cursor, as the model's tables store them; the columns must be of the model's types. */
export async function readCells(cursor: Cursor): Promise<readonly (readonly CellValue[])[]> {
  const rows: (readonly CellValue[])[] = [];
  try {
    for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next()) {
      rows.push(...cellsOf(chunk));
    }
    return rows;
  } finally {
    await cursor.close();
  }
}

function cellsOf(chunk: DuckDBDataChunk): readonly (readonly CellValue[])[] {
  return chunk.getRows().map((row) => row.map(cellOf));
}

function cellOf(value: DuckDBValue): CellValue {
  if (value instanceof DuckDBTimestampValue) return value.micros;
  if (value instanceof DuckDBDateValue) return value.days;
  if (value === null || typeof value !== 'object') return value;
  return String(value);
}
