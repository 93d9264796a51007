/**
 * `IntervalStyle = iso_8601`, which Active Record sets when it connects, and `bytea_output = escape`, which Tcl's TDBC
 * does: results whose intervals and bytes are written so.
 */
import type { ColumnDescription, Cursor } from './session.ts';
import type { SessionSettings } from './settings.ts';

const byteaOid = 17;
const intervalOid = 1186;

export function withStyles(cursor: Cursor, settings: SessionSettings): Cursor {
  const isIso = settings.show('IntervalStyle') === 'iso_8601';
  const isEscaped = settings.show('bytea_output') === 'escape';
  const styleOf = ({ typeOid }: ColumnDescription): ColumnDescription['style'] => {
    if (isIso && typeOid === intervalOid) return 'iso_8601';
    return isEscaped && typeOid === byteaOid ? 'escape' : undefined;
  };
  if (!cursor.columns.some(styleOf)) return cursor;
  return {
    columns: cursor.columns.map((column) => {
      const style = styleOf(column);
      return style === undefined ? column : { ...column, style };
    }),
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
