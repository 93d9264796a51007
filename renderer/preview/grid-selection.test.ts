import { describe, expect, test } from 'vitest';
import {
  firstCell,
  moveByKey,
  rectangleOf,
  selectCell,
  type GridKey,
  type GridSelection,
} from './grid-selection.ts';

const size = { rows: 100, columns: 5, pageRows: 10 };

const at = (row: number, column: number): GridSelection => ({
  anchor: { row, column },
  active: { row, column },
});

function activeAfter(start: GridSelection, key: string, modifiers: Partial<GridKey> = {}) {
  return moveByKey(start, { key, shift: false, control: false, ...modifiers }, size)?.active;
}

test.each([
  ['ArrowUp', { row: 49, column: 2 }],
  ['ArrowDown', { row: 51, column: 2 }],
  ['ArrowLeft', { row: 50, column: 1 }],
  ['ArrowRight', { row: 50, column: 3 }],
  ['PageUp', { row: 40, column: 2 }],
  ['PageDown', { row: 60, column: 2 }],
  ['Home', { row: 50, column: 0 }],
  ['End', { row: 50, column: 4 }],
])('%s moves the focus', (key, expected) => {
  expect(activeAfter(at(50, 2), key)).toEqual(expected);
});

test.each([
  ['ArrowUp', { row: 0, column: 2 }],
  ['ArrowDown', { row: 99, column: 2 }],
  ['ArrowLeft', { row: 50, column: 0 }],
  ['ArrowRight', { row: 50, column: 4 }],
  ['Home', { row: 0, column: 0 }],
  ['End', { row: 99, column: 4 }],
])('Ctrl+%s moves the focus to the edge', (key, expected) => {
  expect(activeAfter(at(50, 2), key, { control: true })).toEqual(expected);
});

test('the focus stays inside of the grid', () => {
  expect(activeAfter(at(0, 0), 'ArrowUp')).toEqual({ row: 0, column: 0 });
  expect(activeAfter(at(95, 4), 'PageDown')).toEqual({ row: 99, column: 4 });
});

test('other keys are not the grid’s', () => {
  expect(moveByKey(firstCell, { key: 'x', shift: false, control: false }, size)).toBeNull();
});

describe('the selection', () => {
  test('grows with Shift from where it began and shrinks again', () => {
    const grown = moveByKey(at(5, 3), { key: 'ArrowUp', shift: true, control: false }, size);
    expect(rectangleOf(grown ?? firstCell)).toEqual({ top: 4, bottom: 5, left: 3, right: 3 });
    const back = moveByKey(grown ?? firstCell, { key: 'ArrowDown', shift: true, control: false }, size);
    expect(back).toEqual(at(5, 3));
  });

  test('begins anew at a cell that is clicked', () => {
    expect(selectCell(at(1, 1), { row: 7, column: 2 }, false)).toEqual(at(7, 2));
  });

  test('reaches to a cell that is clicked with Shift', () => {
    const selection = selectCell(at(7, 4), { row: 2, column: 1 }, true);
    expect(rectangleOf(selection)).toEqual({ top: 2, bottom: 7, left: 1, right: 4 });
  });

  test('is everything after Ctrl+A', () => {
    const all = moveByKey(at(3, 3), { key: 'a', shift: false, control: true }, size);
    expect(rectangleOf(all ?? firstCell)).toEqual({ top: 0, bottom: 99, left: 0, right: 4 });
  });
});
