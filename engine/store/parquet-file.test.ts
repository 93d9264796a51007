import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openParquetFile, type ParquetColumn } from './parquet-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Names, types and rows of a file with such rows. */
async function written(columns: readonly ParquetColumn[], rows: readonly (readonly (string | null)[])[]) {
  const path = join(folder, "it's.parquet");
  const file = await openParquetFile(columns, folder);
  try {
    file.append(rows);
    await file.write(path);
  } finally {
    file.close();
  }
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const from = `FROM read_parquet('${path.replaceAll("'", "''")}')`;
  const shape = await connection.runAndReadAll(`DESCRIBE SELECT * ${from}`);
  const result = await connection.runAndReadAll(`SELECT * ${from}`);
  const found = {
    shape: shape.getRows().map(([name, type]) => `${String(name)} ${String(type)}`),
    rows: result.getRows().map((row) => row.map((value) => (value === null ? null : String(value)))),
  };
  connection.closeSync();
  instance.closeSync();
  return found;
}

it('has the types of the result, and NULLs', async () => {
  const cases: readonly (readonly [type: string, text: string, duckType: string, shown: string])[] = [
    ['boolean', 't', 'BOOLEAN', 'true'],
    ['smallint', '-3', 'SMALLINT', '-3'],
    ['integer', '7', 'INTEGER', '7'],
    ['bigint', '9007199254740993', 'BIGINT', '9007199254740993'],
    ['real', '1.5', 'FLOAT', '1.5'],
    ['double precision', '0.1', 'DOUBLE', '0.1'],
    ['date', '2026-02-03', 'DATE', '2026-02-03'],
    ['time', '01:02:03.5', 'TIME', '01:02:03.5'],
    ['timestamp', '2026-02-03 04:05:06.000007', 'TIMESTAMP', '2026-02-03 04:05:06.000007'],
    ['uuid', '12345678-1234-1234-1234-123456789012', 'UUID', '12345678-1234-1234-1234-123456789012'],
    ['json', '{"a": [1]}', 'JSON', '{"a": [1]}'],
    ['bytea', String.raw`\x00ff41`, 'BLOB', String.raw`\x00\xFFA`],
    ['numeric', '12.50', 'DECIMAL(38,2)', '12.50'],
    ['character varying', 'ü, "🚀"\n', 'VARCHAR', 'ü, "🚀"\n'],
    ['text', '', 'VARCHAR', ''],
  ];
  const columns = cases.map(([type], index) => ({ name: `c${index}`, type }));
  const found = await written(columns, [cases.map(([, text]) => text), cases.map(() => null)]);
  expect(found.shape).toEqual(cases.map(([, , type], index) => `c${index} ${type}`));
  expect(found.rows).toEqual([cases.map(([, , , shown]) => shown), cases.map(() => null)]);
});

it('has the columns of a result without rows', async () => {
  const found = await written([{ name: 'a "b"', type: 'numeric' }], []);
  expect(found).toEqual({ shape: ['a "b" DECIMAL(38,0)'], rows: [] });
});

it('keeps columns of one name apart', async () => {
  const columns = ['n', 'N', 'n_2', 'n'].map((name) => ({ name, type: 'integer' }));
  const { shape } = await written(columns, [['1', '2', '3', '4']]);
  expect(shape).toEqual(['n INTEGER', 'N_2 INTEGER', 'n_2_2 INTEGER', 'n_3 INTEGER']);
});

it('keeps the order of many rows', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => [String(index)]);
  const found = await written([{ name: 'n', type: 'bigint' }], rows);
  expect(found.rows).toEqual(rows);
});

it('says why a file cannot be written', async () => {
  const file = await openParquetFile([{ name: 'n', type: 'bigint' }], folder);
  await expect(file.write(join(folder, 'missing', 'x.parquet'))).rejects.toMatchObject({
    name: 'DrawbridgeError',
  });
  file.close();
});
