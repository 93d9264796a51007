/** Results as text: an aligned table, CSV (RFC 4180), JSON, or one JSON object a line. */
import type { ResultColumn } from '../admin/contract.ts';
import { distinctNames } from '../store/distinct-names.ts';

export type ResultRow = readonly (string | null)[];

export const formats = ['table', 'csv', 'json', 'ndjson'] as const;
export type FormatName = (typeof formats)[number];

/** Called with pages of rows in order; each call returns the text to write. */
export interface ResultFormat {
  start(columns: readonly ResultColumn[]): string;
  rows(rows: readonly ResultRow[]): string;
  end(): string;
}

export function resultFormat(name: FormatName): ResultFormat {
  switch (name) {
    case 'table':
      return tableFormat();
    case 'csv':
      return csvFormat();
    case 'json':
      return jsonFormat('[', ',', ']\n');
    case 'ndjson':
      return jsonFormat('', '', '');
  }
}

const widest = 60;

/** Widths come from the first page; later cells that are wider push their line out. */
function tableFormat(): ResultFormat {
  let columns: readonly ResultColumn[] = [];
  let widths: number[] | null = null;
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((cell, i) => {
        const width = widths?.[i] ?? 0;
        return columns[i]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd()}\n`;
  const shown = (cell: string | null): string => {
    const text = (cell ?? 'NULL').replaceAll('\n', '⏎').replaceAll('\r', '');
    return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
  };
  const header = (rows: readonly (readonly string[])[]): string => {
    widths = columns.map(({ name }, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
    return line(columns.map(({ name }) => name)) + line(widths.map((width) => '-'.repeat(width)));
  };
  return {
    start(all) {
      columns = all;
      return '';
    },
    rows(rows) {
      const cells = rows.map((row) => row.map(shown));
      return (widths === null ? header(cells) : '') + cells.map(line).join('');
    },
    end: () => (widths === null && columns.length > 0 ? header([]) : ''),
  };
}

function csvFormat(): ResultFormat {
  const quoted = (text: string): string =>
    text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (cells: ResultRow): string =>
    `${cells.map((cell) => (cell === null ? '' : quoted(cell))).join(',')}\r\n`;
  return {
    start: (columns) => line(columns.map(({ name }) => name)),
    rows: (rows) => rows.map(line).join(''),
    end: () => '',
  };
}

const numeric = new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']);

/** Numbers keep all their digits: their text is valid JSON as it is, except for NaN and Infinity. */
function jsonValue(cell: string | null, type: string): string {
  if (cell === null) return 'null';
  if (type === 'boolean') return cell === 't' ? 'true' : 'false';
  if (numeric.has(type) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell)) return cell;
  return JSON.stringify(cell);
}

function jsonFormat(opening: string, separator: string, closing: string): ResultFormat {
  let columns: readonly ResultColumn[] = [];
  let names: readonly string[] = [];
  let first = true;
  const object = (row: ResultRow): string => {
    const members = columns.map(
      ({ type }, i) => `${JSON.stringify(names[i])}:${jsonValue(row[i] ?? null, type)}`,
    );
    const prefix = first ? '' : separator;
    first = false;
    return `${prefix}{${members.join(',')}}\n`;
  };
  return {
    start(all) {
      columns = all;
      names = distinctNames(all.map(({ name }) => name));
      return opening;
    },
    rows: (rows) => rows.map(object).join(''),
    end: () => closing,
  };
}
