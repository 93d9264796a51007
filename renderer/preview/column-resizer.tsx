/** The right edge of a column's header: dragged, it makes the column wider or narrower; a double click fits it. */
import { useRef, type PointerEvent } from 'react';
import { narrowestColumn } from './column-widths.ts';

export interface ColumnResizerProps {
  readonly width: number;
  readonly onResize: (width: number) => void;
  readonly onFit: () => void;
}

export function ColumnResizer({ width, onResize, onFit }: ColumnResizerProps) {
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null);
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width };
  };
  const move = (event: PointerEvent) => {
    if (drag.current === null) return;
    onResize(Math.max(narrowestColumn, drag.current.width + event.clientX - drag.current.from));
  };
  const end = () => {
    drag.current = null;
  };
  return (
    <span
      aria-hidden
      className="grid-resizer"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={onFit}
    />
  );
}
