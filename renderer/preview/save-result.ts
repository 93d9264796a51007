/** Saves the rows of a result that were fetched, piece by piece, so that the window stays alive meanwhile. */
import { csvFile, jsonFile } from './result-files.ts';
import type { Run } from './run.ts';

export const saveFormats = ['csv', 'json'] as const;
export type SaveFormat = (typeof saveFormats)[number];

const formats = {
  csv: { type: 'text/csv;charset=utf-8', file: csvFile },
  json: { type: 'application/json', file: jsonFile },
} as const;

const rowsAtOnce = 5000;

/** Rows that arrive meanwhile are not in it. */
export async function resultBlob(
  format: SaveFormat,
  { columns, rows, rowCount }: Pick<Run, 'columns' | 'rows' | 'rowCount'>,
): Promise<Blob> {
  const { type, file } = formats[format];
  const { begin, end, ...text } = file(columns);
  // A blob of blobs: the browser may move what is finished out of the page's memory.
  const parts: Blob[] = [new Blob([begin])];
  for (let from = 0; from < rowCount; from += rowsAtOnce) {
    parts.push(new Blob([text.rows(rows.slice(from, Math.min(rowCount, from + rowsAtOnce)))]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob([...parts, end], { type });
}

export async function saveResult(format: SaveFormat, run: Run): Promise<void> {
  const address = URL.createObjectURL(await resultBlob(format, run));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${fileName(run.dsn)}.${format}`;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function fileName(dsn: string): string {
  const name = dsn.replaceAll(/[^\p{L}\p{N} ._-]+/gu, ' ').trim();
  return `${name === '' ? 'Drawbridge' : name} result`;
}
