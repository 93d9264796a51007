import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue } from '../catalog/table.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { valueReader } from './row-decoder.ts';
import { type ScanFilter, scanFilter } from './scan-filter.ts';
import { members, predicates, things } from './test-support/filtered-table.ts';
import { both, compare, either, number, text, timestamp } from './test-support/predicates.ts';
import { tableNamed } from './test-support/sandbox-scan.ts';
import { readQ } from './test-support/q-evaluator.ts';
import { truth } from './test-support/sql-truth.ts';

/** Whether a server that heeds all that is sent could give the object. */
function admits(
  filter: ScanFilter,
  member: Record<string, unknown>,
  reading: { ignoreCase: boolean; andFirst: boolean; parametersBesideQ: boolean },
): boolean {
  if (filter.impossible) return false;
  const sent: [ReadonlyMap<string, readonly string[]>, string, unknown][] = [
    [filter.parameters, 'status', member['state']],
    [filter.parameters, 'kind', member['kind']],
    [filter.paths, 'ParentId', (member['parent'] as { id: unknown }).id],
  ];
  const heeded = filter.q === null || reading.parametersBesideQ ? sent : sent.slice(2);
  const bound = heeded.every(([values, name, value]) => values.get(name)?.includes(String(value)) ?? true);
  return bound && (filter.q === null || readQ(filter.q, reading)(member));
}

function cells(member: unknown): (column: string) => CellValue {
  return (column) => valueReader(things, column)(member);
}

const runs = { numRuns: 3000 };

describe('what is sent', () => {
  it('admits every row for which SQL says true, however loosely the server reads it', () => {
    let narrowed = 0;
    fc.assert(
      fc.property(
        predicates,
        fc.array(members, { minLength: 1, maxLength: 8 }),
        fc.record({ ignoreCase: fc.boolean(), andFirst: fc.boolean(), parametersBesideQ: fc.boolean() }),
        (predicate, rows, reading) => {
          const filter = scanFilter(things, predicate);
          for (const member of rows) {
            const admitted = admits(filter, member, reading);
            if (!admitted) narrowed += 1;
            if (truth(predicate, cells(member)) === true)
              expect(admitted, JSON.stringify({ q: filter.q })).toBe(true);
          }
        },
      ),
      runs,
    );
    // A filter that sends nothing would pass as well.
    expect(narrowed).toBeGreaterThan(1000);
  });

  it('admits no other rows when it says that it is exact', () => {
    let exact = 0;
    const rows = fc.array(
      members.filter(({ created_on: created }) => !/\.\d{7}/.test(created)),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(predicates, rows, fc.boolean(), (predicate, some, parametersBesideQ) => {
        const filter = scanFilter(things, predicate);
        if (!filter.exact) return;
        exact += 1;
        for (const member of some) {
          if (admits(filter, member, { ignoreCase: false, andFirst: true, parametersBesideQ })) {
            expect(truth(predicate, cells(member)), JSON.stringify({ q: filter.q })).toBe(true);
          }
        }
      }),
      runs,
    );
    expect(exact).toBeGreaterThan(150);
  });
});

const q = (predicate: Predicate) => scanFilter(things, predicate).q;

describe('a filter in q', () => {
  it.each(['say "hi"', 'C:\\temp', 'line\nbreak', 'nul\0', ''])('never holds the text %j', (value) => {
    expect(q(compare('Title', '=', text(value)))).toBeNull();
    expect(q({ kind: 'in', column: 'Title', values: [text('fine'), text(value)] })).toBeNull();
  });

  it('puts each group in parentheses', () => {
    const predicate = both(
      either(
        compare('Id', '=', number(1)),
        both(compare('Id', '>', number(5)), compare('Id', '<', number(9))),
      ),
      compare('Title', 'contains', text('x')),
    );
    expect(q(predicate)).toBe('(id = 1 OR (id > 5 AND id < 9)) AND text.title ~ "x"');
  });

  it('sends nothing of an OR with an arm that cannot be sent, and the rest of an AND', () => {
    const local = compare('Local', '=', text('x'));
    const sendable = compare('Id', '=', number(1));
    expect(q(either(sendable, local))).toBeNull();
    expect(q(both(sendable, local))).toBe('id = 1');
  });

  it('rounds timestamps outwards to milliseconds', () => {
    const at = timestamp('2026-03-01T10:00:00.123456');
    expect(q(compare('CreatedOn', '>=', at))).toBe('created_on > 2026-03-01T10:00:00.123+00:00');
    expect(q(compare('CreatedOn', '<', at))).toBe('created_on < 2026-03-01T10:00:00.124+00:00');
    expect(scanFilter(things, compare('CreatedOn', '<', at)).exact).toBe(false);
  });

  it('keeps numbers beyond 2^53', () => {
    expect(q(compare('Id', '=', { kind: 'number', text: '9007199254740993' }))).toBe('id = 9007199254740993');
  });

  it('leaves its longest terms out when it would be too long', () => {
    const long: Predicate = {
      kind: 'in',
      column: 'Id',
      values: Array.from({ length: 600 }, (_, index) => number(index)),
    };
    const filter = scanFilter(things, both(long, compare('Title', 'contains', text('x'))));
    expect(filter.q).toBe('text.title ~ "x"');
    expect(filter.exact).toBe(false);
    expect(filter.local.map(({ why }) => why)).toContain('the filter would be too long for an address');
  });
});

const range = (most: number) =>
  both(compare('ParentId', '>=', number(7)), compare('ParentId', '<=', number(most)));

describe('a filter by parameter or path', () => {
  it('takes the values that all arms of an OR have together', () => {
    const predicate = either(both(compare('State', '=', text('OPEN')), compare('Local', '=', text('x'))), {
      kind: 'in',
      column: 'State',
      values: [text('MERGED'), text('OPEN')],
    });
    const filter = scanFilter(things, predicate);
    expect(filter.parameters.get('status')).toEqual(['OPEN', 'MERGED']);
    expect(filter.exact).toBe(false);
  });

  it('is repeated in q where Bitbucket may not heed it beside q', () => {
    const open = compare('State', '=', text('OPEN'));
    expect(scanFilter(things, both(open, compare('Id', '>', number(5))))).toMatchObject({
      q: 'state IN ("OPEN") AND id > 5',
      exact: true,
    });
    expect(scanFilter(things, open).q).toBeNull();
  });

  it('takes a short range of integers for its members', () => {
    const filter = scanFilter(things, range(9));
    expect(filter.paths.get('ParentId')).toEqual(['7', '8', '9']);
    expect(filter.exact).toBe(true);
    expect(scanFilter(things, range(6)).impossible).toBe(true);
    expect(scanFilter(things, range(7000))).toMatchObject({ exact: false, paths: new Map() });
  });

  it('is exact for an OR of equalities', () => {
    const predicate = either(compare('State', '=', text('OPEN')), compare('State', '=', text('MERGED')));
    expect(scanFilter(things, predicate)).toMatchObject({ exact: true, q: null });
  });

  it('is impossible when two equalities exclude each other', () => {
    const predicate = both(compare('ParentId', '=', number(1)), compare('ParentId', '=', number(2)));
    expect(scanFilter(things, predicate).impossible).toBe(true);
  });

  it('sends no value that Bitbucket does not know', () => {
    expect(scanFilter(things, compare('State', '=', text('open'))).parameters.size).toBe(0);
  });

  it('leaves out values that no row has, since the table is those that are always asked for', () => {
    const pullRequests = tableNamed('PullRequests');
    const some: Predicate = { kind: 'in', column: 'State', values: [text('open'), text('MERGED')] };
    const { parameters, exact } = scanFilter(pullRequests, some);
    expect([parameters.get('state'), exact]).toEqual([['MERGED'], true]);
    expect(scanFilter(pullRequests, compare('State', '=', text('open'))).impossible).toBe(true);
  });

  it('sends one value only where the parameter takes one', () => {
    const kinds: Predicate = { kind: 'in', column: 'Kind', values: [text('k1'), text('k2')] };
    expect(scanFilter(things, kinds).parameters.size).toBe(0);
    expect(scanFilter(things, compare('Kind', '=', text('k1'))).parameters.get('kind')).toEqual(['k1']);
  });
});
