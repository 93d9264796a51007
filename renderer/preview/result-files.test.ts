import { describe, expect, it } from 'vitest';
import type { ResultColumn } from '../../engine/admin/contract.ts';
import { csvFile, distinctNames, jsonFile, type FileFormat } from './result-files.ts';
import type { ResultRow } from './run.ts';
import { resultBlob } from './save-result.ts';

const column = (name: string, type = 'text'): ResultColumn => ({ name, type, align: 'left' });
const whole = (file: FileFormat, rows: readonly ResultRow[]) => file.begin + file.rows(rows) + file.end;

describe('CSV', () => {
  it('quotes what RFC 4180 wants quoted, and tells NULL from an empty text', () => {
    const rows = [
      ['a,b', null, ''],
      ['say "hi"', 'two\r\nlines', 'plain'],
    ];
    expect(whole(csvFile([column('x'), column('y, z'), column('w')]), rows)).toBe(
      'x,"y, z",w\r\n"a,b",,""\r\n"say ""hi""","two\r\nlines",plain\r\n',
    );
  });
});

describe('JSON', () => {
  it('is an array of objects that keeps every digit, and knows booleans, NULL and NaN', () => {
    const columns = [column('id', 'bigint'), column('ok', 'boolean'), column('x', 'double precision')];
    const text = whole(jsonFile(columns), [
      ['9007199254740993', 'true', 'NaN'],
      ['-1', null, '1.5e-7'],
    ]);
    expect(text).toContain('"id":9007199254740993,');
    expect(JSON.parse(text)).toMatchObject([
      { ok: true, x: 'NaN' },
      { id: -1, ok: null, x: 1.5e-7 },
    ]);
  });

  it('gives columns of one name different ones, which no other column has', () => {
    expect(distinctNames(['Id', 'Id', 'Id_2', 'Id'])).toEqual(['Id', 'Id_3', 'Id_2', 'Id_4']);
    const text = whole(jsonFile([column('n'), column('n')]), [['a', 'b']]);
    expect(JSON.parse(text)).toEqual([{ n: 'a', n_2: 'b' }]);
  });

  it('without rows is an empty array', () => {
    expect(JSON.parse(whole(jsonFile([column('n')]), []))).toEqual([]);
  });
});

it('a saved result has all rows, however many pieces it is written in', async () => {
  const rows = Array.from({ length: 12_001 }, (_, index) => [String(index)]);
  const run = { columns: [column('n', 'integer')], rows, rowCount: rows.length };
  const json: unknown = JSON.parse(await (await resultBlob('json', run)).text());
  expect(json).toEqual(rows.map((_, n) => ({ n })));
  expect((await (await resultBlob('csv', run)).text()).split('\r\n')).toHaveLength(12_003);
});
