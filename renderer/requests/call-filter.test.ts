import { describe, expect, it } from 'vitest';
import type { ApiCall, StatementInfo } from '../../engine/admin/contract.ts';
import { addressParts, readableAddress } from './call-address.ts';
import { everything, filteredCalls, isProblem, type CallFilter } from './call-filter.ts';
import { listRows } from './call-rows.ts';
import { callsAsText } from './calls-as-text.ts';
import { rowByKey } from './row-by-key.ts';

const call: ApiCall = {
  id: 1,
  startedAt: '2026-02-03T04:05:06.789Z',
  method: 'GET',
  target: '/2.0/repositories/acme/pier/pullrequests?q=state+%3D+%22OPEN%22&page=2',
  status: 200,
  milliseconds: 12,
  bytes: 2048,
  attempt: 1,
  cancelled: false,
  problem: null,
  dataSource: 'Harbor',
  purpose: 'statement',
  statementId: 7,
};
const statement: StatementInfo = {
  id: 7,
  dataSource: 'Harbor',
  sql: 'SELECT *\n\tFROM PullRequests',
  startedAt: '2026-02-03T04:05:06Z',
  state: 'done',
  rows: 3,
  milliseconds: 40,
};
const statements = new Map([[7, statement]]);
const limited: ApiCall = { ...call, id: 2, status: 429, problem: 'Too many calls.', attempt: 2 };
const lost: ApiCall = { ...call, id: 3, status: null, problem: 'No route.', statementId: 8 };
const cancelled: ApiCall = { ...call, id: 4, status: null, cancelled: true, statementId: 8 };
const tested: ApiCall = {
  ...call,
  id: 5,
  target: '/2.0/user',
  purpose: 'test',
  statementId: null,
  dataSource: 'Pier',
};
const all = [call, limited, lost, cancelled, tested];

describe('the filter of calls', () => {
  it.each<[string, Partial<CallFilter>, number[]]>([
    ['everything', {}, [1, 2, 3, 4, 5]],
    ['a text of the decoded address', { text: ' STATE = "open"' }, [1, 2, 3, 4]],
    ['a text of the statement', { text: 'from pullrequests' }, [1, 2]],
    ['a text of the problem', { text: 'no route' }, [3]],
    ['problems', { status: 'problems' }, [2, 3]],
    ['the rate limit', { status: 'limited' }, [2]],
    ['what was tried again', { status: 'retried' }, [2]],
    ['a data source', { dataSource: 'Pier' }, [5]],
    ['a statement', { statementId: 8 }, [3, 4]],
    ['all at once', { statementId: 7, status: 'problems', dataSource: 'Harbor', text: 'q=' }, [2]],
  ])('finds %s', (_what, filter, ids) => {
    const found = filteredCalls(all, statements, { ...everything, ...filter });
    expect(found.map(({ id }) => id)).toEqual(ids);
  });

  it('takes no call that was given up for a problem', () => {
    expect(all.filter(isProblem).map(({ id }) => id)).toEqual([2, 3]);
  });
});

describe('an address', () => {
  it('is read without percent signs', () => {
    expect(readableAddress(call.target)).toBe('/repositories/acme/pier/pullrequests?q=state = "OPEN"&page=2');
    expect(readableAddress('/2.0/a?fields=x&state=OPEN&page=3&pagelen=50&q=id')).toBe(
      '/a?q=id&page=3&state=OPEN&pagelen=50&fields=x',
    );
    expect(addressParts('/a%20b?state=OPEN&state=MERGED')).toEqual({
      path: '/a b',
      parameters: [
        ['state', 'OPEN'],
        ['state', 'MERGED'],
      ],
    });
  });

  it('that is not encoded well stays as it is', () => {
    expect(readableAddress('/a%zz?b=%')).toBe('/a%zz?b=%');
  });
});

describe('the rows', () => {
  it('are grouped by statement, in the order of their first calls', () => {
    const rows = listRows([call, tested, limited, lost, cancelled], true);
    expect(
      rows.map((row) => (row.kind === 'call' ? row.call.id : [row.statementId, row.calls, row.bytes])),
    ).toEqual([[7, 2, 4096], 1, 2, [null, 1, 2048], 5, [8, 2, 4096], 3, 4]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('go to a spreadsheet one line each', () => {
    const lines = callsAsText(all, statements).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[1]?.split('\t')).toEqual([
      '2026-02-03T04:05:06.789Z',
      'GET',
      '/repositories/acme/pier/pullrequests?q=state = "OPEN"&page=2',
      '200',
      '12',
      '2048',
      '1',
      'Harbor',
      'SELECT * FROM PullRequests',
    ]);
  });

  it.each<[string, number | null, number | null]>([
    ['ArrowDown', null, 0],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 15],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', null, 99],
    ['a', 5, null],
  ])('are walked with %s from %s to %s', (key, from, to) => {
    expect(rowByKey(key, from, 100, 10)).toBe(to);
    expect(rowByKey(key, null, 0, 10)).toBeNull();
  });
});
