import { DuckDBBlobValue, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typedConstant } from './parameter-constant.ts';

let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
});
afterAll(() => instance.closeSync());

async function valueOf(constant: string): Promise<unknown> {
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(`SELECT ${constant}`)).getRows()[0]?.[0];
  } finally {
    connection.closeSync();
  }
}

describe('the value of a parameter', () => {
  it.each([
    [String.raw`\x6162ff00`, [0x61, 0x62, 0xff, 0]],
    [String.raw`\x61 62`, [0x61, 0x62]],
    [String.raw`\x`, []],
    ['', []],
    ["it's", [0x69, 0x74, 0x27, 0x73]],
    [String.raw`a\\b\001\377`, [0x61, 0x5c, 0x62, 1, 0xff]],
    ['ü', [0xc3, 0xbc]],
  ])('%j of bytea keeps its bytes', async (text, bytes) => {
    const value = await valueOf(typedConstant(text, 'BLOB', 1));
    expect(value).toBeInstanceOf(DuckDBBlobValue);
    expect([...(value as DuckDBBlobValue).bytes]).toEqual(bytes);
  });

  it.each([String.raw`\x6`, String.raw`\xzz`, String.raw`a\9`])('%j is no bytea', (text) => {
    expect(() => typedConstant(text, 'BLOB', 2)).toThrow(
      expect.objectContaining({ sqlState: '22P02', message: expect.stringContaining('$2') as string }),
    );
  });

  it.each([
    ['1.23456789', '1.23456789'],
    ['1.5E+3', '1500'],
    ['1E+5', '100000'],
    ['-1.5e-3', '-0.0015'],
    ['123.45e1', '1234.5'],
    ['.5', '0.5'],
    ['12345678901234567890.5', '12345678901234567890.5'],
  ])('%s of numeric is exactly %s', async (text, exact) => {
    expect(String(await valueOf(typedConstant(text, 'NUMERIC', 1)))).toBe(exact);
  });

  it.each([
    ['NaN', 'NaN'],
    ['1e300', '1e+300'],
  ])('%s of numeric, which no decimal holds, is a double', async (text, shown) => {
    expect(String(await valueOf(typedConstant(text, 'NUMERIC', 1)))).toBe(shown);
  });
});
