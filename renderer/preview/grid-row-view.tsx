/**
 * One row of the result grid. Scrolling draws a few rows and leaves the others as they are, which is why everything
 * that a row gets stays the same object until it changes.
 */
import type { VirtualItem } from '@tanstack/react-virtual';
import { memo } from 'react';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { GridCellView } from './grid-cell-view.tsx';
import type { ResultRow } from './run.ts';

export interface GridRowViewProps {
  readonly row: number;
  readonly top: number;
  /** Undefined only while a result is replaced by a shorter one. */
  readonly values: ResultRow | undefined;
  readonly columns: readonly ResultColumn[];
  readonly shownColumns: readonly VirtualItem[];
  /** The column of the cell in the tab order, or -1. */
  readonly active: number;
  /** The selected columns; from -1 to -1 when none are. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
  readonly onSelect: (row: number, column: number, extend: boolean) => void;
  readonly onShow: (row: number, column: number) => void;
}

export const GridRowView = memo((props: GridRowViewProps) => {
  const { row, top, values, columns, shownColumns, active, selectedFrom, selectedTo } = props;
  const { onSelect, onShow } = props;
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className="grid-row"
      style={{ transform: `translateY(${top}px)` }}
    >
      {shownColumns.map(({ index: column, start, size }) => (
        <GridCellView
          key={column}
          column={column}
          left={start}
          width={size}
          value={values?.[column] ?? null}
          align={columns[column]?.align ?? 'left'}
          isActive={column === active}
          isSelected={column >= selectedFrom && column <= selectedTo}
          onSelect={(extend) => onSelect(row, column, extend)}
          onShow={() => onShow(row, column)}
        />
      ))}
    </div>
  );
});
GridRowView.displayName = 'GridRowView';
