/** One cell of the result grid. */
import type { PointerEvent } from 'react';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { titleWhenCut } from '../controls/title-when-cut.ts';
import { messages } from '../messages.ts';
import { cellText } from './cell-text.ts';

const leftButton = 1;

export interface GridCellViewProps {
  readonly column: number;
  readonly left: number;
  readonly width: number;
  readonly value: string | null;
  readonly align: ResultColumn['align'];
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (extend: boolean) => void;
  readonly onShow: () => void;
}

export function GridCellView(props: GridCellViewProps) {
  const { column, left, width, value, align, isActive, isSelected, onSelect, onShow } = props;
  const press = (event: PointerEvent) => {
    if (event.button === 0) onSelect(event.shiftKey);
  };
  const enter = (event: PointerEvent<HTMLElement>) => {
    titleWhenCut(event);
    if (event.buttons === leftButton && event.pointerType === 'mouse') onSelect(true);
  };
  return (
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      className={`grid-column align-${align}${value === null ? ' grid-null' : ''}`}
      style={{ left, width }}
      onPointerDown={press}
      onPointerEnter={enter}
      onDoubleClick={onShow}
    >
      {value === null ? messages.preview.nullValue : cellText(value)}
    </div>
  );
}
