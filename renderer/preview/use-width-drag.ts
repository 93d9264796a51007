/** Dragging an edge with the first button of the pointer: what was pressed gives the width, each move a new one. */
import { useRef, type PointerEvent } from 'react';

export interface WidthDrag {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

export interface WidthDragParts {
  /** In CSS pixels. */
  readonly width: number;
  /** Not limited: the edge may be dragged anywhere. */
  readonly onDrag: (width: number) => void;
  /** The width that the drag began with, when it ends. */
  readonly onEnd?: (from: number) => void;
}

export function useWidthDrag({ width, onDrag, onEnd }: WidthDragParts): WidthDrag {
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null);
  const end = () => {
    if (drag.current !== null) onEnd?.(drag.current.width);
    drag.current = null;
  };
  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { from: event.clientX, width };
    },
    onPointerMove(event) {
      if (drag.current !== null) onDrag(drag.current.width + event.clientX - drag.current.from);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
