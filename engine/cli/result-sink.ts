/** Where the rows of a result go: text as they come, Parquet when all have come. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { ResultColumn } from '../admin/contract.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { openParquetFile, type ParquetFile } from '../store/parquet-file.ts';
import { formats as textFormats, resultFormat, type FormatName, type ResultRow } from './result-format.ts';

export const outputFormats = [...textFormats, 'parquet'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Each call resolves when the receiver is ready for more. */
export interface ResultSink {
  start(columns: readonly ResultColumn[]): Promise<void>;
  rows(rows: readonly ResultRow[]): Promise<void>;
  end(): Promise<void>;
  /** Frees what is held, after the end or instead of it. */
  close(): Promise<void>;
}

const byEnding: Readonly<Record<string, OutputFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
};

/** The format that a file's name asks for; undefined where it asks for none. */
export function formatOfFile(file: string): OutputFormat | undefined {
  return byEnding[extname(file).toLowerCase()];
}

export function resultSink(format: OutputFormat, output: Writable): ResultSink {
  return format === 'parquet' ? parquetSink(output) : textSink(format, output);
}

/** Waiting for each page: a reader that is slow holds up Bitbucket's pages, too, and one that is gone ends this. */
function written(output: Writable, piece: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

function textSink(name: FormatName, output: Writable): ResultSink {
  const format = resultFormat(name);
  return {
    start: (columns) => written(output, format.start(columns)),
    rows: (rows) => written(output, format.rows(rows)),
    end: () => written(output, format.end()),
    close: () => Promise.resolve(),
  };
}

function parquetSink(output: Writable): ResultSink {
  let folder: string | undefined;
  let file: ParquetFile | undefined;
  return {
    async start(columns) {
      if (columns.length === 0) return;
      folder = await mkdtemp(join(tmpdir(), 'drawbridge-'));
      file = await openParquetFile(columns, folder);
    },
    rows(rows) {
      file?.append(rows);
      return Promise.resolve();
    },
    async end() {
      if (folder === undefined || file === undefined) throw noColumns();
      const whole = join(folder, 'result.parquet');
      await file.write(whole);
      for await (const piece of createReadStream(whole)) await written(output, piece as Buffer);
    },
    async close() {
      file?.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Such as an INSERT without RETURNING, which is done by then: the file that was there stays. */
function noColumns(): DrawbridgeError {
  const message = 'The statement was run, but a result without columns cannot be a Parquet file.';
  return new DrawbridgeError(SqlState.featureNotSupported, message, {
    hint: 'Add RETURNING, or leave --output out.',
  });
}
