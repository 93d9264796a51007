/** The line between two panes: dragged or moved by arrow keys, it changes the width of the pane before it. */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';

const least = 140;
const most = 520;
const step = 16;

export interface PaneSplitterProps {
  /** In CSS pixels. */
  readonly width: number;
  readonly onResize: (width: number) => void;
  /** The last width, when it is let go of. */
  readonly onResized: (width: number) => void;
  readonly label: string;
}

export function PaneSplitter({ width, onResize, onResized, label }: PaneSplitterProps) {
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null);
  const within = (next: number) => Math.max(least, Math.min(most, next));
  const set = (next: number) => {
    onResize(within(next));
    onResized(within(next));
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { from: event.clientX, width };
  };
  const move = (event: PointerEvent) => {
    if (drag.current === null) return;
    onResize(within(drag.current.width + event.clientX - drag.current.from));
  };
  const end = () => {
    if (drag.current !== null && width !== drag.current.width) onResized(width);
    drag.current = null;
  };
  const press = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') set(width - step);
    if (key === 'ArrowRight') set(width + step);
    if (key === 'Home') set(least);
    if (key === 'End') set(most);
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className="pane-splitter"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={press}
    />
  );
}
