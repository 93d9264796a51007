import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import type { ResultColumn } from '../admin/contract.ts';
import { SqlState } from '../error.ts';
import { formatOfFile, resultSink } from './result-sink.ts';

const columns: readonly ResultColumn[] = [{ name: 'n', type: 'bigint', align: 'right' }];

function collector(): { readonly output: Writable; readonly bytes: () => Buffer } {
  const pieces: Buffer[] = [];
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  return { output, bytes: () => Buffer.concat(pieces) };
}

it.each([
  ['a.csv', 'csv'],
  ['/x.y/A.JSON', 'json'],
  ['a.ndjson', 'ndjson'],
  ['a.jsonl', 'ndjson'],
  ['a.b.parquet', 'parquet'],
  ['csv', undefined],
  ['/dev/full', undefined],
  ['a.txt', undefined],
])('the name %s asks for %s', (file, format) => {
  expect(formatOfFile(file)).toBe(format);
});

it('writes text as it comes', async () => {
  const { output, bytes } = collector();
  const sink = resultSink('csv', output);
  await sink.start(columns);
  await sink.rows([['1']]);
  expect(bytes().toString()).toBe('n\r\n1\r\n');
  await sink.end();
  await sink.close();
});

it('writes Parquet when all rows have come, and leaves nothing behind', async () => {
  const { output, bytes } = collector();
  const folder = await mkdtemp(join(tmpdir(), 'sink-'));
  vi.stubEnv('TMPDIR', folder);
  try {
    const sink = resultSink('parquet', output);
    await sink.start(columns);
    expect(await readdir(folder)).toHaveLength(1);
    await sink.rows([['1'], ['2']]);
    expect(bytes()).toHaveLength(0);
    await sink.end();
    await sink.close();
    expect(await readdir(folder)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  }
  // The format's own sign stands at both ends.
  expect([bytes().subarray(0, 4).toString(), bytes().subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
});

it('says that a statement without columns was run', async () => {
  const { output, bytes } = collector();
  const sink = resultSink('parquet', output);
  await sink.start([]);
  await expect(sink.end()).rejects.toMatchObject({ sqlState: SqlState.featureNotSupported });
  await sink.close();
  expect(bytes()).toHaveLength(0);
});
