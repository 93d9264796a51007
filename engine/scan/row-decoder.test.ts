import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../bitbucket/json.ts';
import type { CellValue, ColumnDef, ColumnType, TableDef } from '../catalog/table.ts';
import type { DrawbridgeError } from '../error.ts';
import { formatMillis, parseTimestamp } from './iso-timestamp.ts';
import { memberKey, rowDecoder, unfolded } from './row-decoder.ts';

function tableOf(type: ColumnType, path = 'v', parent?: TableDef['parent']): TableDef {
  return {
    name: 'Things',
    scope: 'repository',
    description: 'Things.',
    columns: [
      { name: 'V', type, nullable: true, description: 'The value.', path },
      { name: 'ParentId', type: 'BIGINT', nullable: true, description: 'The parent.', path: 'parent.id' },
    ],
    primaryKey: parent === undefined ? ['V'] : ['ParentId', 'V'],
    foreignKeys: [],
    scopes: [],
    ...(parent === undefined ? {} : { parent }),
  };
}

function decode(type: ColumnType, json: string): CellValue | undefined {
  const batch = rowDecoder(tableOf(type), ['V']).decode([parseJson(json)], new Map());
  return batch.values[0]?.[0];
}

describe('a cell', () => {
  it.each<[ColumnType, string, CellValue]>([
    ['VARCHAR', '{"v":"Grüße"}', 'Grüße'],
    ['VARCHAR', '{"v":12}', '12'],
    ['VARCHAR', '{"v":{"a":[1,null]}}', '{"a":[1,null]}'],
    ['VARCHAR', '{"v":"a\\u0000b"}', 'a\uFFFDb'],
    ['JSON', '{"v":[{"id":9007199254740993}]}', '[{"id":9007199254740993}]'],
    ['JSON', '{"v":"text"}', '"text"'],
    ['BIGINT', '{"v":7}', 7n],
    ['BIGINT', '{"v":9007199254740993}', 9007199254740993n],
    ['BIGINT', '{"v":"-12"}', -12n],
    ['INTEGER', '{"v":-2147483648}', -2147483648],
    ['DOUBLE', '{"v":0.5}', 0.5],
    ['DOUBLE', '{"v":"1e3"}', 1000],
    ['BOOLEAN', '{"v":false}', false],
    ['BOOLEAN', '{"v":"true"}', true],
    ['DATE', '{"v":"1970-01-02"}', 1],
    ['TIMESTAMP', '{"v":"1970-01-01T00:00:01.5+00:00"}', 1_500_000n],
    ['TIMESTAMP', '{"v":"1970-01-01T02:00:00.123456789+02:00"}', 123_456n],
    ['TIMESTAMP', '{"v":"1970-01-01T00:00:00Z"}', 0n],
    ['TIMESTAMP', '{"v":"1969-12-31T23:59:59.999999-00:30"}', 1_799_999_999n],
    ['TIMESTAMP', '{"v":"0099-01-01T00:00:00Z"}', -59_042_995_200_000_000n],
    ['TIMESTAMP', '{"v":""}', null],
  ])('of type %s from %s', (type, json, expected) => {
    expect(decode(type, json)).toBe(expected);
  });

  it.each(['{}', '{"v":null}', 'null', '[]', '"text"'])('is NULL in %s', (json) => {
    for (const type of ['VARCHAR', 'BIGINT', 'BOOLEAN', 'TIMESTAMP', 'JSON'] as const) {
      expect(decode(type, json)).toBeNull();
    }
  });

  it.each<[ColumnType, string]>([
    ['BIGINT', '{"v":1.5}'],
    ['BIGINT', '{"v":9223372036854775808}'],
    ['BIGINT', '{"v":"twelve"}'],
    ['INTEGER', '{"v":2147483648}'],
    ['DOUBLE', '{"v":"much"}'],
    ['DOUBLE', '{"v":true}'],
    ['BOOLEAN', '{"v":1}'],
    ['TIMESTAMP', '{"v":"yesterday"}'],
    ['TIMESTAMP', '{"v":"2026-02-30T00:00:00Z"}'],
    ['TIMESTAMP', '{"v":12}'],
    ['DATE', '{"v":"2026-13-01"}'],
  ])('of type %s cannot be made from %s', (type, json) => {
    try {
      decode(type, json);
    } catch (error) {
      expect((error as DrawbridgeError).sqlState).toBe('58000');
      expect((error as DrawbridgeError).message).toContain('for V, which is no');
      return;
    }
    expect.unreachable();
  });
});

describe('timestamps', () => {
  it('come back from their text, in whatever offset it is written', () => {
    const times = fc.date({
      min: new Date('0001-01-02T00:00:00Z'),
      max: new Date('9999-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const shifted = new Date(date.getTime() + offset * 60_000).toISOString().replace('Z', '');
        const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
        const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
        const text = `${shifted}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
        expect(parseTimestamp(text)).toBe(BigInt(date.getTime()) * 1000n);
        const written = formatMillis(BigInt(date.getTime())) ?? '';
        expect(parseTimestamp(written)).toBe(BigInt(date.getTime()) * 1000n);
      }),
    );
  });
});

describe('rows', () => {
  it('read nested paths, and take a missing parent from the path of the call', () => {
    const decoder = rowDecoder(tableOf('VARCHAR', 'a.b'), ['ParentId', 'V']);
    const members = [{ a: { b: 'x' }, parent: { id: 1 } }, { a: null }];
    expect(decoder.decode(members, new Map([['ParentId', '5']]))).toEqual({
      rowCount: 2,
      values: [
        [1n, 5n],
        ['x', null],
      ],
    });
  });

  it('are counted even when no column is read', () => {
    expect(rowDecoder(tableOf('VARCHAR'), []).decode([{}, {}], new Map())).toEqual({
      rowCount: 2,
      values: [],
    });
  });
});

describe('a column of objects of several kinds', () => {
  const read = (more: Partial<ColumnDef>, member: unknown, bound = new Map<string, string>()) => {
    const [first] = tableOf('VARCHAR', 'comment.id').columns;
    const table = { ...tableOf('VARCHAR'), columns: first === undefined ? [] : [{ ...first, ...more }] };
    return rowDecoder(table, ['V']).decode([member], bound).values[0]?.[0];
  };
  const otherPaths = ['approval.date', 'update.date'];

  it('reads the first place that holds something', () => {
    expect(read({ otherPaths }, { update: { date: 'u' } })).toBe('u');
    expect(
      read({ otherPaths }, { comment: { id: '' }, approval: { date: 'a' }, update: { date: 'u' } }),
    ).toBe('a');
    expect(read({ otherPaths }, { rename: { date: 'r' } })).toBeNull();
  });

  it('may be the name of that kind', () => {
    expect(read({ otherPaths, derived: 'kind' }, { update: { date: 'u' } })).toBe('update');
    expect(read({ otherPaths, derived: 'kind' }, { comment: { id: 0 } })).toBe('comment');
    expect(read({ otherPaths, derived: 'kind' }, { rename: { date: 'r' } })).toBeNull();
  });

  it('may be a digest that is the same for the same values alone', () => {
    const digest = (member: unknown) => read({ otherPaths, derived: 'digest' }, member);
    expect(digest({ update: { date: 'u' } })).toMatch(/^[0-9a-f]{40}$/);
    expect(digest({ update: { date: 'u' } })).toBe(digest({ update: { date: 'u', title: 't' } }));
    expect(digest({ update: { date: 'u' } })).not.toBe(digest({ approval: { date: 'u' } }));
    expect(digest({ comment: { id: 9_007_199_254_740_993n } })).not.toBe(
      digest({ comment: { id: 9_007_199_254_740_995n } }),
    );
  });

  it('may stand in the path of the call alone, whatever the object holds', () => {
    const path = '{V}';
    expect(read({ path }, { '{V}': 'no', V: 'no' }, new Map([['V', 'yes']]))).toBe('yes');
  });
});

describe('a list inside the objects', () => {
  const table: TableDef = {
    ...tableOf('VARCHAR', 'list.name'),
    primaryKey: ['ParentId', 'V'],
    unfold: 'list',
  };

  it('gives a row for each item, with what stands around it', () => {
    const members = [
      { parent: { id: 1 }, list: [{ name: 'a' }, { name: 'b' }] },
      { parent: { id: 2 }, list: [] },
      { parent: { id: 3 }, list: null },
      { parent: { id: 4 } },
      { parent: { id: 5 }, list: [{ name: 'a' }] },
    ];
    const { values } = rowDecoder(table, ['ParentId', 'V']).decode(unfolded(table, members), new Map());
    expect(values).toEqual([
      [1n, 1n, 5n],
      ['a', 'b', 'a'],
    ]);
  });

  it('does not tell two objects apart', () => {
    const key = memberKey(table);
    expect(key({ parent: { id: 1 }, list: [] })).toBe(key({ parent: { id: 1 }, list: [{ name: 'a' }] }));
    expect(key({ parent: { id: 1 }, list: [] })).not.toBe(key({ parent: { id: 2 }, list: [] }));
  });
});

describe('keys of members', () => {
  it('are none where they would be made of the content, so that no member is taken for another', () => {
    const [first, ...others] = tableOf('VARCHAR').columns;
    const made = first === undefined ? [] : [{ ...first, derived: 'digest' as const }];
    const key = memberKey({ ...tableOf('VARCHAR'), columns: [...made, ...others] });
    expect(key({ v: 'a', other: 1 })).toBeNull();
  });

  it('tell values apart that look alike', () => {
    const key = memberKey(tableOf('VARCHAR'));
    expect(key({ v: '1' })).not.toBe(key({ v: 1 }));
    expect(key({ v: 'a' })).toBe(key({ v: 'a', other: 2 }));
  });

  it('leave out what is the same for the whole collection', () => {
    const key = memberKey(tableOf('BIGINT', 'v', { table: 'Parents', columns: { ParentId: 'Id' } }));
    expect(key({ v: 1 })).toBe(key({ v: 1, parent: { id: 2 } }));
  });

  it('are none where the key is missing', () => {
    expect(memberKey(tableOf('VARCHAR'))({ other: 1 })).toBeNull();
  });
});
