/** The right edge of a column's header: dragged, it makes the column wider or narrower; a double click fits it. */
import { narrowestColumn } from './column-widths.ts';
import { useWidthDrag } from './use-width-drag.ts';

export interface ColumnResizerProps {
  readonly width: number;
  readonly onResize: (width: number) => void;
  readonly onFit: () => void;
}

export function ColumnResizer({ width, onResize, onFit }: ColumnResizerProps) {
  const drag = useWidthDrag({ width, onDrag: (next) => onResize(Math.max(narrowestColumn, next)) });
  return <span aria-hidden className="grid-resizer" {...drag} onDoubleClick={onFit} />;
}
