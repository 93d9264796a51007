import { describe, expect, it } from 'vitest';
import type { ResultColumn } from '../admin/contract.ts';
import { resultFormat, type FormatName, type ResultRow } from './result-format.ts';

const columns: readonly ResultColumn[] = [
  { name: 'Id', type: 'bigint', align: 'right' },
  { name: 'Title', type: 'character varying', align: 'left' },
  { name: 'Draft', type: 'boolean', align: 'left' },
];

function written(name: FormatName, ...pages: readonly (readonly ResultRow[])[]): string {
  const format = resultFormat(name);
  return format.start(columns) + pages.map((page) => format.rows(page)).join('') + format.end();
}

describe('results as text', () => {
  it('aligns a table, numbers to the right', () => {
    expect(
      written('table', [
        ['9', 'Füße', 't'],
        ['10', null, 'f'],
      ]),
    ).toBe(['Id  Title  Draft', '--  -----  -----', ' 9  Füße   t', '10  NULL   f', ''].join('\n'));
  });

  it('shows the columns of an empty table', () => {
    expect(written('table')).toBe('Id  Title  Draft\n--  -----  -----\n');
  });

  it('quotes CSV where it must, and tells NULL from an empty text', () => {
    expect(
      written('csv', [
        ['1', 'a "b", c', 't'],
        ['2', '', null],
      ]),
    ).toBe('Id,Title,Draft\r\n1,"a ""b"", c",t\r\n2,"",\r\n');
  });

  it('keeps every digit of a number in JSON', () => {
    const text = written('json', [['9007199254740993', 'x', 't']], [['-1', null, 'f']]);
    expect(text).toContain('"Id":9007199254740993');
    expect(JSON.parse(text)).toEqual([
      { Id: 9007199254740992, Title: 'x', Draft: true },
      { Id: -1, Title: null, Draft: false },
    ]);
  });

  it('keeps every value of columns that have one name in JSON', () => {
    const format = resultFormat('ndjson');
    format.start(['?column?', 'n', '?column?'].map((name) => ({ name, type: 'bigint', align: 'right' })));
    expect(JSON.parse(format.rows([['1', '2', '3']]))).toEqual({ '?column?': 1, n: 2, '?column?_2': 3 });
  });

  it('writes an empty JSON list for no rows', () => {
    expect(JSON.parse(written('json'))).toEqual([]);
  });

  it('writes one object a line as NDJSON', () => {
    const lines = written('ndjson', [
      ['1', 'a\nb', 't'],
      ['2', 'c', 'f'],
    ])
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { Title: string }).Title)).toEqual(['a\nb', 'c']);
  });
});
