/** Rows as the lines of `COPY … TO STDOUT`, in PostgreSQL's text format or as CSV: a CopyData message each. */
import { Buffer } from 'node:buffer';
import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { ColumnDescription, CopyFormat } from '../session/session.ts';
import { encodeChunk, type ChunkEncoder } from './encode-chunk.ts';
import type { MessageWriter } from './message-writer.ts';
import { cellText } from './value-text.ts';

const code = (letter: string): number => letter.charCodeAt(0);

/** Ahead of the rows; with the names of the columns as the first line where they are asked for. */
export function sendCopyOutResponse(
  out: MessageWriter,
  columns: readonly ColumnDescription[],
  format: CopyFormat,
): void {
  out.begin(code('H'));
  const code16 = format.binary === true ? 1 : 0;
  out.int8(code16);
  out.int16(columns.length);
  for (const _ of columns) out.int16(code16);
  out.end();
  if (format.header)
    sendLine(
      out,
      lineOf(
        columns.map(({ name }) => name),
        format,
      ),
    );
}

export function sendCopyDone(out: MessageWriter, format: CopyFormat, rows: number): void {
  if (format.binary) {
    out.begin(code('d'));
    if (rows === 0) out.raw(binaryHeader);
    out.int16(-1);
    out.end();
  }
  out.begin(code('c'));
  out.end();
}

/**
 * The signature, no flags, and no extension of the header. PostgreSQL sends it in one message with the first row, and
 * clients count on that. https://www.postgresql.org/docs/15/sql-copy.html#id-1.9.3.55.9.4
 */
const binaryHeader = Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)]);

/** `isFirst`: there was no row before those of the chunk. */
export function encodeCopy(
  chunk: DuckDBDataChunk,
  columns: readonly ColumnDescription[],
  format: CopyFormat,
  isFirst: boolean,
): ChunkEncoder {
  if (format.binary) {
    const formats = columns.map(() => 1 as const);
    return encodeChunk(chunk, columns, formats, { type: code('d'), lead: isFirst ? binaryHeader : null });
  }
  const { rowCount } = chunk;
  const vectors = Array.from({ length: chunk.columnCount }, (_, index) => chunk.getColumnVector(index));
  return {
    rowCount,
    encode(out, from, to, enough) {
      let row = from;
      while (row < to) {
        const texts = vectors.map((vector) => cellText(vector, row));
        sendLine(out, lineOf(texts, format));
        row += 1;
        if (out.position >= enough) break;
      }
      return row;
    },
  };
}

function sendLine(out: MessageWriter, line: string): void {
  out.begin(code('d'));
  out.utf8(`${line}\n`);
  out.end();
}

function lineOf(texts: readonly (string | null)[], format: CopyFormat): string {
  const written = texts.map((text) => {
    if (text === null) return format.null;
    return format.csv ? csvText(text, format, texts.length === 1) : escaped(text, format.delimiter);
  });
  return written.join(format.delimiter);
}

const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\b': String.raw`\b`,
  '\f': String.raw`\f`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '\v': String.raw`\v`,
};

function escaped(text: string, delimiter: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = text.replaceAll(/[\\\b\f\n\r\t\v]/g, (character) => escapes[character] ?? character);
  return delimiter === '\t' ? plain : plain.replaceAll(delimiter, `\\${delimiter}`);
}

/** What could be taken for NULL is quoted, and so is what could be taken for the end of the data. */
function csvText(text: string, format: CopyFormat, alone: boolean): string {
  const { delimiter, quote, escape } = format;
  const special = [delimiter, quote, '\n', '\r'].some((character) => text.includes(character));
  if (!special && text !== format.null && !(alone && text === String.raw`\.`)) return text;
  const inner = text
    .replaceAll(escape, escape + escape)
    .replaceAll(quote, (sign) => (sign === escape ? sign : escape + sign));
  return quote + inner + quote;
}
