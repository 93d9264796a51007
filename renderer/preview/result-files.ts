/**
 * Results as files. CSV as RFC 4180 has it: lines end with CR LF, NULL is an empty field and an empty text is `""`.
 * JSON is an array of objects; of columns with one name the later ones get a number. Numbers keep all their digits:
 * their text is valid JSON as it is, except for NaN and Infinity, which are written as text.
 */
import type { ResultColumn } from '../../engine/admin/contract.ts';
import type { ResultRow } from './run.ts';

/** Called for the beginning, for pieces of the rows in order, and for the end; each returns the text to write. */
export interface FileFormat {
  readonly begin: string;
  rows(rows: readonly ResultRow[]): string;
  readonly end: string;
}

export function csvFile(columns: readonly ResultColumn[]): FileFormat {
  const line = (cells: ResultRow) =>
    `${cells.map((cell) => (cell === null ? '' : csvField(cell))).join(',')}\r\n`;
  return { begin: line(columns.map(({ name }) => name)), rows: (rows) => rows.map(line).join(''), end: '' };
}

function csvField(value: string): string {
  return value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const numeric = new Set(['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision']);

export function jsonFile(columns: readonly ResultColumn[]): FileFormat {
  const members = distinctNames(columns.map(({ name }) => name)).map((name, index) => ({
    key: JSON.stringify(name),
    type: columns[index]?.type ?? 'text',
  }));
  let isFirst = true;
  const object = (row: ResultRow) => {
    const comma = isFirst ? '\n' : ',\n';
    isFirst = false;
    const pairs = members.map(({ key, type }, index) => `${key}:${jsonValue(row[index] ?? null, type)}`);
    return `${comma}{${pairs.join(',')}}`;
  };
  return { begin: '[', rows: (rows) => rows.map(object).join(''), end: '\n]\n' };
}

/** The grid's rows say true and false. */
function jsonValue(value: string | null, type: string): string {
  if (value === null) return 'null';
  if (type === 'boolean') return value === 'true' ? 'true' : 'false';
  if (numeric.has(type) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return value;
  return JSON.stringify(value);
}

/** `Id, Id, Id_2` becomes `Id, Id_3, Id_2`: no name is given that another column has. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const used = new Set<string>();
  return names.map((name) => {
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
    let number = 2;
    while (taken.has(`${name}_${number}`)) number += 1;
    taken.add(`${name}_${number}`);
    return `${name}_${number}`;
  });
}
