/** The line between two panes: dragged or moved by arrow keys, it changes the width of the pane before it. */
import type { KeyboardEvent } from 'react';
import { useWidthDrag } from './use-width-drag.ts';

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
  const within = (next: number) => Math.max(least, Math.min(most, next));
  const set = (next: number) => {
    onResize(within(next));
    onResized(within(next));
  };
  const drag = useWidthDrag({
    width,
    onDrag: (next) => onResize(within(next)),
    onEnd: (from) => width !== from && onResized(width),
  });
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
      {...drag}
      onKeyDown={press}
    />
  );
}
