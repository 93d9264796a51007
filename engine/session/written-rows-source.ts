/** A scan source for RETURNING: the table that was written holds the written rows, and nothing else is read. */
import type { CellValue } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { RowBatch, ScanRequest, ScanSource } from '../plan/scan-request.ts';

/** `rows` hold every column of the table in its order. */
export function writtenRows(rows: readonly (readonly CellValue[])[]): ScanSource {
  return {
    async *scan({ target, columns }: ScanRequest): AsyncGenerator<RowBatch> {
      const places = columns.map((name) => target.table.columns.findIndex((column) => column.name === name));
      yield await Promise.resolve({
        rowCount: rows.length,
        values: places.map((place) => rows.map((row) => row[place] ?? null)),
      });
    },
    explain() {
      throw new DrawbridgeError(SqlState.internalError, 'Written rows are not explained.');
    },
  };
}
