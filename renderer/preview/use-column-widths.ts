/** The widths of the grid's columns: settled by the first rows, changed by hand afterwards. */
import { useEffect, useRef, useState } from 'react';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { columnWidths, fittingWidth, type MeasureText } from './column-widths.ts';
import type { ResultRow } from './run.ts';

export interface ColumnWidths {
  readonly widths: readonly number[];
  resize(this: void, column: number, width: number): void;
  /** As wide as the widest of the first rows. */
  fit(this: void, column: number): void;
}

export function useColumnWidths(
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
  rowCount: number,
  measure: MeasureText,
): ColumnWidths {
  // Columns that jump while rows arrive can't be read, so only the first page counts.
  const [widths, setWidths] = useState(() => columnWidths(columns, rows, measure));
  const measured = useRef(rowCount > 0);
  useEffect(() => {
    if (measured.current || rowCount === 0) return;
    measured.current = true;
    setWidths(columnWidths(columns, rows, measure));
  }, [columns, rows, rowCount, measure]);
  const resize = (column: number, width: number) =>
    setWidths((current) => current.map((old, index) => (index === column ? width : old)));
  return {
    widths,
    resize,
    fit: (column) => resize(column, fittingWidth(columns, rows, column, measure)),
  };
}
