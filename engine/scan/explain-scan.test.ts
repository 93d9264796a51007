import { describe, expect, it } from 'vitest';
import type { ScanRequest } from '../plan/scan-request.ts';
import { explainScan } from './explain-scan.ts';
import type { SchemaResolver } from './schema-place.ts';
import { both, compare, number, text, timestamp } from './test-support/predicates.ts';
import { requestFor } from './test-support/read-scan.ts';
import { tableNamed } from './test-support/sandbox-scan.ts';

const options = { workspace: 'acme', pageSize: 0, includeDeleted: false, retiredTables: 'error' } as const;
const schemas: SchemaResolver = {
  resolve: () => Promise.reject(new Error('EXPLAIN makes no call')),
  known: () => null,
};
const noMemory = {
  sortable: (request: ScanRequest) => request,
  pageLength: (_: unknown, wanted: number | null) => wanted,
  callsOf: () => null,
};
const explain = (name: string, more: Partial<ScanRequest> = {}) =>
  explainScan(
    requestFor('shop', tableNamed(name), { columns: ['Id'], ...more }),
    { options, schemas },
    noMemory,
  );

describe('EXPLAIN', () => {
  it('shows the endpoint, what is sent and what stays, with the reason', () => {
    const predicate = both(
      compare('State', '=', text('OPEN')),
      compare('Title', 'prefix', text('Fix')),
      compare('SourceBranchName', '<>', text('main')),
      compare('CreatedOn', '>=', timestamp('2026-01-01T00:00:00.000000')),
    );
    const { endpoint, pushed, local, estimatedCalls } = explain('PullRequests', { predicate });
    expect(endpoint).toBe('GET /repositories/acme/shop/pullrequests');
    expect(pushed).toEqual([
      'state=OPEN',
      'q=state IN ("OPEN") AND title ~ "Fix" AND created_on >= 2026-01-01T00:00:00.000+00:00',
      'fields=values.id,next,size,page,pagelen',
      'pagelen=50',
    ]);
    expect(local.map(({ what }) => what)).toEqual(["SourceBranchName <> 'main'", "Title LIKE 'Fix%'"]);
    expect(local[0]?.why).toContain('cannot filter SourceBranchName by <>');
    expect(estimatedCalls).toBeNull();
  });

  it('says of each part which condition it comes from', () => {
    const predicate = both(compare('State', '=', text('OPEN')), compare('Title', 'contains', text("it's")));
    const order = { column: 'CreatedOn', descending: true };
    const { sent } = explain('PullRequests', { predicate, order, limit: 10 });
    expect(sent.map(({ kind, name, from }) => [kind, name, from])).toEqual([
      ['parameter', 'state', "State = 'OPEN'"],
      ['filter', 'q', "State = 'OPEN' AND Title LIKE '%it''s%'"],
      ['fields', 'fields', 'the columns that the statement reads, and the keys'],
      ['length', 'pagelen', expect.any(String)],
    ]);
    const exact = explain('PullRequests', { predicate: compare('Id', '>', number(5)), order, limit: 10 });
    expect(exact.sent.map(({ kind, from }) => [kind, from])).toEqual(
      expect.arrayContaining([
        ['filter', 'Id > 5'],
        ['sort', 'ORDER BY CreatedOn DESC'],
        ['stop', 'no more rows are wanted'],
      ]),
    );
  });

  it('knows the calls of a limit, of a count and of parents that are named', () => {
    const order = { column: 'CreatedOn', descending: true };
    expect(explain('PullRequests', { limit: 120 }).estimatedCalls).toBe(3);
    expect(explain('PullRequests', { limit: 10, order }).pushed).toContain('sort=-created_on');
    expect(explain('PullRequests', { limit: 50, order }).estimatedCalls).toBe(2);
    expect(explain('PullRequests', { countOnly: true })).toMatchObject({
      estimatedCalls: 1,
      pushed: expect.arrayContaining(['fields=size', 'pagelen=1']) as unknown,
    });
    const three = { kind: 'in', column: 'PullRequestId', values: [1, 2, 3].map(number) } as const;
    const counted = explainScan(
      requestFor('shop', tableNamed('PullRequestComments'), { predicate: three, countOnly: true }),
      { options: { ...options, includeDeleted: true }, schemas },
      noMemory,
    );
    expect(counted.estimatedCalls).toBe(3);
    expect(counted.pushed).toContain('PullRequestId=1,2,3 (in the path)');
  });

  it('shows the page length that the endpoint is known to take', () => {
    const memory = {
      ...noMemory,
      pageLength: (_: unknown, wanted: number | null) => (wanted === 1 ? 10 : 25),
    };
    const shown = (more: Partial<ScanRequest>) =>
      explainScan(requestFor('shop', tableNamed('PullRequests'), more), { options, schemas }, memory);
    expect(shown({ limit: 50 })).toMatchObject({
      pushed: expect.arrayContaining(['pagelen=25']) as unknown,
      estimatedCalls: 2,
    });
    expect(shown({ countOnly: true }).pushed).toContain('pagelen=10');
    expect(shown({}).callsDependOn).toContain('25 rows');
  });

  it('says why an order or a limit stays local', () => {
    const order = { column: 'CreatedOn', descending: true };
    const predicate = compare('Title', '=', text('x'));
    expect(explain('PullRequests', { order, predicate, limit: 5 }).local.at(-1)).toEqual({
      what: 'ORDER BY CreatedOn LIMIT 5',
      why: 'some filter stays local',
    });
  });

  it('says that deleted comments are left out', () => {
    const { local, endpoint } = explain('PullRequestComments');
    expect(local.map(({ what }) => what)).toEqual(['Deleted = false']);
    expect(endpoint).toBe('GET /repositories/acme/shop/pullrequests/{PullRequestId}/comments');
  });

  it('says what the calls depend on where their number is not known', () => {
    expect(explain('PullRequests')).toMatchObject({
      estimatedCalls: null,
      callsDependOn: '1 for each page of up to 50 rows',
    });
    expect(explain('PullRequestComments').callsDependOn).toBe(
      'those for PullRequests, then 1 for each page of up to 100 rows, at least 1 for each row of PullRequests',
    );
  });

  it('expects no call for a filter that nothing can pass', () => {
    const predicate = both(compare('State', '=', text('OPEN')), compare('State', '=', text('MERGED')));
    expect(explain('PullRequests', { predicate }).estimatedCalls).toBe(0);
  });
});
