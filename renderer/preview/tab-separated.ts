/**
 * Cells as tab-separated text, as spreadsheets read it from the clipboard: a value with a tab, a line break or a
 * quotation mark stands in quotation marks, NULL is an empty cell.
 */
import type { GridRectangle } from './grid-selection.ts';
import type { ResultRow } from './run.ts';

export function tabSeparated(
  rows: readonly ResultRow[],
  { top, bottom, left, right }: GridRectangle,
): string {
  return rows
    .slice(top, bottom + 1)
    .map((row) =>
      row
        .slice(left, right + 1)
        .map(cellText)
        .join('\t'),
    )
    .join('\n');
}

function cellText(value: string | null): string {
  if (value === null) return '';
  return /[\t\r\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
