/** One cell of the result grid. */
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';

/** A megabyte in one cell would stall the layout; copying takes the whole value. */
const longestShown = 400;

export interface GridCellViewProps {
  readonly column: number;
  readonly left: number;
  readonly width: number;
  readonly value: string | null;
  readonly align: ResultColumn['align'];
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (extend: boolean) => void;
}

export function GridCellView(props: GridCellViewProps) {
  const { column, left, width, value, align, isActive, isSelected, onSelect } = props;
  return (
    // The grid as a whole answers the keyboard; a listener on each cell would answer twice.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      className={`grid-column align-${align}${value === null ? ' grid-null' : ''}`}
      style={{ left, width }}
      onClick={(event) => onSelect(event.shiftKey)}
    >
      {value === null ? messages.preview.nullValue : shortened(value)}
    </div>
  );
}

function shortened(value: string): string {
  const beginning = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  // A row has one line; the rest of a longer text would be lost without a sign of it.
  return beginning.replaceAll(/\r\n|\r|\n/g, ' ↵ ').replaceAll('\t', ' ⇥ ');
}
