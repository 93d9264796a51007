import { describe, expect, it } from 'vitest';
import type { ColumnDef, ColumnType } from '../catalog/table.ts';
import { bodyOf, jsonOf, sentAgain } from './body.ts';

const column = (type: ColumnType): ColumnDef => ({
  name: 'X',
  type,
  nullable: true,
  description: 'A column.',
  path: 'x',
});

describe('a body', () => {
  it('nests members by their paths, the later ones winning', () => {
    expect(
      bodyOf([
        ['a.b', 1],
        ['a.c.d', null],
        ['e', 'x'],
        ['a.b', 2],
      ]),
    ).toEqual({ a: { b: 2, c: { d: null } }, e: 'x' });
  });

  it.each([
    ['TIMESTAMP', 1_767_225_600_123_456n, '2026-01-01T00:00:00.123456+00:00'],
    ['TIMESTAMP', -1n, '1969-12-31T23:59:59.999999+00:00'],
    ['DATE', 20_454, '2026-01-01'],
    ['BIGINT', 9_007_199_254_740_993n, 9_007_199_254_740_993n],
    ['BOOLEAN', false, false],
    ['VARCHAR', '', ''],
    ['JSON', '[{"a":null,"n":12345678901234567890}]', [{ a: null, n: 12_345_678_901_234_567_890n }]],
    ['JSON', null, null],
  ] as const)('has a %s as the API writes it', (type, cell, json) => {
    expect(jsonOf(column(type), cell)).toEqual(json);
  });

  it('refuses what is no JSON for a JSON column', () => {
    expect(() => jsonOf(column('JSON'), '{')).toThrow(/takes JSON/);
  });

  it('repeats what an object must be sent again, except what it has not', () => {
    const object = { title: 'x', gone: null, reviewers: [{ uuid: '{1}', links: {} }], a: { b: 1 } };
    const again = [
      { path: 'title' },
      { path: 'gone' },
      { path: 'missing' },
      { path: 'a.b' },
      { path: 'reviewers', members: ['uuid'] },
    ];
    expect(sentAgain(object, again)).toEqual([
      ['title', 'x'],
      ['a.b', 1],
      ['reviewers', [{ uuid: '{1}' }]],
    ]);
  });

  it('leave out who is gone, which Bitbucket would refuse', () => {
    const object = { reviewers: [{ uuid: '{a}', display_name: 'A' }, null, { display_name: 'Former user' }] };
    expect(sentAgain(object, [{ path: 'reviewers', members: ['uuid'] }])).toEqual([
      ['reviewers', [{ uuid: '{a}' }]],
    ]);
  });
});
