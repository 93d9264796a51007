import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawColumn } from './raw-column.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** Every row of every chunk, once as raw bytes and once as the binding's own value. */
async function bothWays(sql: string): Promise<{ raw: (string | null)[]; values: unknown[] }> {
  const result = await connection.stream(sql);
  const raw: (string | null)[] = [];
  const values: unknown[] = [];
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const column = new RawColumn(chunk, 0).stringWriter();
    const vector = chunk.getColumnVector(0);
    for (let row = 0; row < chunk.rowCount; row += 1) {
      const value = vector.getItem(row);
      values.push(value);
      raw.push(value === null ? null : Buffer.from(column.read(row)).toString('utf8'));
    }
  }
  return { raw, values };
}

it('copies no more of long strings than what is being written', async () => {
  const result = await connection.run("SELECT repeat('x', 50000 + CAST(range AS INTEGER)) FROM range(1000)");
  const chunk = await result.fetchChunk();
  if (chunk === null) throw new Error('no rows');
  const before = process.memoryUsage().arrayBuffers;
  const column = new RawColumn(chunk, 0).stringWriter();
  expect(column.read(999)).toHaveLength(50_999);
  expect(column.read(0)).toHaveLength(50_000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
});

describe('strings beyond their slot', () => {
  const cases = {
    'of many lengths, short ones and NULL among them':
      'SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE repeat(chr((97 + i % 26)::INTEGER), i % 300) END FROM range(5000) t(i)',
    'read from the end of their block to its beginning':
      "SELECT s FROM (SELECT i, 'a string that is long ' || i AS s FROM range(5000) t(i)) ORDER BY i DESC",
    'picked out of a larger vector':
      "SELECT 'a string that is long ' || i FROM range(50000) t(i) WHERE i % 11 = 3",
    'the same for every row': "SELECT 'one string that is long enough' FROM range(3000)",
    'of few values, many times':
      "SELECT ['first long string', 'second long string'][i % 2 + 1] FROM range(3000) t(i)",
    'too long for one run': "SELECT repeat('é', 400000) || i FROM range(5) t(i)",
    'not there at all': 'SELECT NULL::VARCHAR FROM range(10)',
  };
  for (const [name, sql] of Object.entries(cases)) {
    it(`are read whole: ${name}`, async () => {
      const { raw, values } = await bothWays(sql);
      expect(raw.length).toBeGreaterThan(0);
      expect(raw).toEqual(values);
    });
  }
});
