import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Predicate } from '../plan/scan-request.ts';
import { both, compare, number, text } from './test-support/predicates.ts';
import { type ReadResult, readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan();
});
afterEach(() => {
  scan.reset();
});
afterAll(() => scan.close());

const pullRequests = tableNamed('PullRequests');
const comments = tableNamed('PullRequestComments');
function countOf(predicate: Predicate | null, columns: readonly string[] = []): Promise<ReadResult> {
  const request = requestFor('harbor-app', pullRequests, { predicate, columns, countOnly: true });
  return readScan(scan.source(), request);
}

describe('counting', () => {
  it('costs one call when every filter is exact', async () => {
    const rows = await readScan(scan.source(), requestFor('harbor-app', pullRequests));
    const open = rows.rows.filter((row) => row['State'] === 'OPEN').length;
    scan.reset();
    const { count } = await countOf(compare('State', '=', text('OPEN')));
    expect(count).toBe(open);
    expect(scan.queries().filter((query) => query.has('state'))).toHaveLength(1);
    expect(scan.queries().at(-1)?.get('pagelen')).toBe('1');
  });

  it('reads the rows when a filter may let more through', async () => {
    const { count, rows } = await countOf(compare('Title', '=', text('nothing has this title')));
    expect(count).toBeNull();
    expect(rows).toEqual([]);
  });

  it('is right for a state beside q, which may switch the parameter off', async () => {
    const predicate = both(compare('State', '=', text('OPEN')), compare('Id', '<=', number(900)));
    const { rows } = await readScan(scan.source(), requestFor('harbor-app', pullRequests));
    const open = rows.filter((row) => row['State'] === 'OPEN' && Number(row['Id']) <= 900);
    for (const heeded of ['applied', 'ignored'] as const) {
      scan.sandbox.modes.stateBesideQuery = heeded;
      expect((await countOf(predicate)).count).toBe(open.length);
    }
  });

  it('reads the rows when Bitbucket does not say how many there are', async () => {
    scan.sandbox.modes.size = 'absent';
    const { count, rows } = await countOf(null);
    expect(count).toBeNull();
    expect(rows).toHaveLength(2000);
  });

  it('adds up what the parents have', async () => {
    const predicate: Predicate = {
      kind: 'in',
      column: 'PullRequestId',
      values: [number(1), number(2), number(3)],
    };
    const request = requestFor('harbor-app', comments, { predicate });
    const source = scan.source({ includeDeleted: true });
    const { rows } = await readScan(source, request);
    const { count } = await readScan(source, { ...request, countOnly: true });
    expect(count).toBe(rows.length);
  });

  it('tells of a parent that is left out once, though its rows are asked for after its count', async () => {
    scan.sandbox.modes.size = 'absent';
    scan.sandbox.faults.add({
      match: { path: '/pullrequests/1/comments' },
      fault: { kind: 'status', status: 403 },
      times: 'always',
    });
    const predicate: Predicate = { kind: 'in', column: 'PullRequestId', values: [number(1), number(2)] };
    const request = requestFor('harbor-app', comments, { predicate, countOnly: true });
    const { count, notices } = await readScan(scan.source({ includeDeleted: true }), request);
    expect(count).toBeNull();
    expect(notices).toHaveLength(1);
  });
});
