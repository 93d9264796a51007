/** `IntervalStyle = iso_8601`, which Active Record sets when it connects: results whose intervals are written so. */
import type { Cursor } from './session.ts';

const intervalOid = 1186;

export function withIsoIntervals(cursor: Cursor): Cursor {
  if (!cursor.columns.some(({ typeOid }) => typeOid === intervalOid)) return cursor;
  return {
    columns: cursor.columns.map((column) =>
      column.typeOid === intervalOid ? { ...column, isoInterval: true as const } : column,
    ),
    get commandTag() {
      return cursor.commandTag;
    },
    get cut() {
      return cursor.cut;
    },
    next: () => cursor.next(),
    close: () => cursor.close(),
  };
}
