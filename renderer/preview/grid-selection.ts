/**
 * Which cells of the grid are selected, and how keys and clicks change that. Pure: the grid draws it, moves the
 * focus to `active`, and scrolls there.
 */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** A rectangle from the cell where the selection began to the one that has the focus. */
export interface GridSelection {
  readonly anchor: GridCell;
  readonly active: GridCell;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** How many rows a page key moves. */
  readonly pageRows: number;
}

export interface GridKey {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly control: boolean;
}

export const firstCell: GridSelection = Object.freeze({
  anchor: { row: 0, column: 0 },
  active: { row: 0, column: 0 },
});

export function selectCell(selection: GridSelection, cell: GridCell, extend: boolean): GridSelection {
  return { anchor: extend ? selection.anchor : cell, active: cell };
}

/** The selection after a key, or null when the key does not move in a grid. */
export function moveByKey(selection: GridSelection, key: GridKey, size: GridSize): GridSelection | null {
  if (key.control && key.key.toLowerCase() === 'a') {
    return {
      anchor: { row: 0, column: 0 },
      active: { row: Math.max(0, size.rows - 1), column: Math.max(0, size.columns - 1) },
    };
  }
  const target = targetOf(selection.active, key, size);
  if (target === null) return null;
  const cell = {
    row: clamp(target.row, size.rows),
    column: clamp(target.column, size.columns),
  };
  return selectCell(selection, cell, key.shift);
}

function targetOf({ row, column }: GridCell, { key, control }: GridKey, size: GridSize): GridCell | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  switch (key) {
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: control ? last.row : row + 1, column };
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: control ? last.column : column + 1 };
    case 'PageUp':
      return { row: row - size.pageRows, column };
    case 'PageDown':
      return { row: row + size.pageRows, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? last.row : row, column: last.column };
    default:
      return null;
  }
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}

export interface GridRectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function rectangleOf({ anchor, active }: GridSelection): GridRectangle {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}
