/**
 * The result as an ARIA grid that draws only the cells in view. One cell is in the tab order; arrow, Page, Home
 * and End keys move it, Shift extends the selection, Ctrl+C copies it as tab-separated text. The cell that has
 * the focus stays drawn when it is scrolled out of view, so that the focus is never lost. Enter, F2 and a double click
 * show a value as a whole; Alt with an arrow key makes the column narrower or wider.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { ColumnResizer } from './column-resizer.tsx';
import { narrowestColumn, type MeasureText } from './column-widths.ts';
import { GridRowView } from './grid-row-view.tsx';
import { firstCell, moveByKey, rectangleOf, selectCell } from './grid-selection.ts';
import type { ResultRow } from './run.ts';
import { tabSeparated } from './tab-separated.ts';
import { useColumnWidths } from './use-column-widths.ts';
import { usePaintMark } from './use-paint-mark.ts';
import './result-grid.css';

const rowHeight = 24;
const headerHeight = 26;
const widthStep = 16;

export interface ResultGridProps {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly ResultRow[];
  /** Rows grow in place; the count says how many there are now. */
  readonly rowCount: number;
  /** Whether the last row is there. */
  readonly isComplete: boolean;
  readonly measure: MeasureText;
  readonly onCopied: (cells: number) => void;
  readonly onShowValue: (row: number, column: number) => void;
}

export function ResultGrid(props: ResultGridProps) {
  const { columns, rows, rowCount, isComplete, measure, onCopied, onShowValue } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState(firstCell);
  const { widths, resize, fit } = useColumnWidths(columns, rows, rowCount, measure);

  usePaintMark(isComplete);

  const { active } = selection;
  const vertical = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headerHeight,
    rangeExtractor: (range) => withIndex(range, active.row),
  });
  const horizontal = useVirtualizer({
    count: columns.length,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 0,
    overscan: 3,
    rangeExtractor: (range) => withIndex(range, active.column),
  });
  useEffect(() => horizontal.measure(), [horizontal, widths]);

  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true });
  }, [active]);

  const choose = useCallback((row: number, column: number, extend: boolean) => {
    moved.current = true;
    setSelection((current) => selectCell(current, { row, column }, extend));
  }, []);

  const showValue = useCallback((row: number, column: number) => onShowValue(row, column), [onShowValue]);

  /** Keys that act on the cell in the tab order instead of leaving it. */
  const pressActionKey = ({ key, altKey }: KeyboardEvent): boolean => {
    const width = widths[active.column] ?? 0;
    if (key === 'F2' || key === 'Enter') onShowValue(active.row, active.column);
    else if (altKey && key === 'ArrowLeft')
      resize(active.column, Math.max(narrowestColumn, width - widthStep));
    else if (altKey && key === 'ArrowRight') resize(active.column, width + widthStep);
    else if (altKey && key === 'ArrowUp') fit(active.column);
    else return false;
    return true;
  };

  const pressKey = (event: KeyboardEvent) => {
    if (rowCount === 0) return;
    if (pressActionKey(event)) {
      event.preventDefault();
      return;
    }
    const control = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(
      1,
      Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight),
    );
    const size = { rows: rowCount, columns: columns.length, pageRows };
    const next = moveByKey(selection, { key: event.key, shift: event.shiftKey, control }, size);
    if (next === null) return;
    event.preventDefault();
    moved.current = true;
    setSelection(next);
    vertical.scrollToIndex(next.active.row);
    horizontal.scrollToIndex(next.active.column);
  };

  // The browser's own copy event needs no permission for the clipboard, and the menu's Copy raises it too.
  const copy = (event: ClipboardEvent) => {
    const rectangle = rectangleOf(selection);
    event.clipboardData.setData('text/plain', tabSeparated(rows, rectangle));
    event.preventDefault();
    onCopied((rectangle.bottom - rectangle.top + 1) * (rectangle.right - rectangle.left + 1));
  };

  const shownColumns = horizontal.getVirtualItems();
  const selected = rectangleOf(selection);
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={messages.preview.grid}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      // Without a cell that takes the focus, the grid itself does, so that it can be scrolled.
      tabIndex={rowCount === 0 ? 0 : -1}
      onKeyDown={pressKey}
      onCopy={copy}
    >
      <div
        className="grid-size"
        role="presentation"
        style={{ width: horizontal.getTotalSize(), height: vertical.getTotalSize() + headerHeight }}
      >
        <div role="row" aria-rowindex={1} className="grid-header">
          {shownColumns.map(({ index, start, size }) => (
            <div
              key={index}
              role="columnheader"
              aria-colindex={index + 1}
              className={`grid-column align-${columns[index]?.align}`}
              style={{ left: start, width: size }}
              title={`${columns[index]?.name} · ${columns[index]?.type}`}
            >
              {columns[index]?.name}
              <ColumnResizer
                width={size}
                onResize={(width) => resize(index, width)}
                onFit={() => fit(index)}
              />
            </div>
          ))}
        </div>
        {vertical.getVirtualItems().map(({ index: row, start: top }) => {
          const isSelected = row >= selected.top && row <= selected.bottom;
          return (
            <GridRowView
              key={row}
              row={row}
              top={top + headerHeight}
              values={rows[row]}
              columns={columns}
              shownColumns={shownColumns}
              active={row === active.row ? active.column : -1}
              selectedFrom={isSelected ? selected.left : -1}
              selectedTo={isSelected ? selected.right : -1}
              onSelect={choose}
              onShow={showValue}
            />
          );
        })}
      </div>
    </div>
  );
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (index >= range.count || indexes.includes(index)) return indexes;
  return [...indexes, index].sort((a, b) => a - b);
}
