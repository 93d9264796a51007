import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import { compare, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
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
describe('a limit', () => {
  it('asks for no more rows than wanted and stops', async () => {
    const { rows } = await readScan(scan.source(), requestFor('harbor-app', pullRequests, { limit: 10 }));
    expect(rows).toHaveLength(10);
    expect(scan.queries().filter((query) => query.has('state'))).toHaveLength(1);
    expect(scan.queries().at(-1)?.get('pagelen')).toBe('10');
  });

  it('of several pages reads just these', async () => {
    await readScan(scan.source(), requestFor('harbor-app', pullRequests, { limit: 120 }));
    expect(scan.queries().filter((query) => query.has('state'))).toHaveLength(3);
  });

  it('does not end the reading while some filter is left to the statement', async () => {
    const predicate = compare('Title', 'prefix', text('a'));
    const request = requestFor('harbor-app', pullRequests, { predicate, limit: 1 });
    const limited = await readScan(scan.source(), request);
    const whole = await readScan(scan.source(), { ...request, limit: null });
    expect(limited.rows).toEqual(whole.rows);
  });

  it('with an order goes on until the value differs from the last wanted one', async () => {
    scan.sandbox.modes.ties = 'shuffled';
    const order = { column: 'CreatedOn', descending: true };
    const all = await readScan(scan.source(), requestFor('harbor-app', pullRequests));
    const times = all.rows
      .map((row) => row['CreatedOn'] as bigint)
      .sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
    const { rows } = await readScan(
      scan.source(),
      requestFor('harbor-app', pullRequests, { order, limit: 60 }),
    );
    const least = times[59] ?? 0n;
    const wanted = all.rows.filter((row) => (row['CreatedOn'] as bigint) >= least);
    expect(rows.length).toBeLessThan(300);
    expect(rows.map((row) => row['Id'])).toEqual(expect.arrayContaining(wanted.map((row) => row['Id'])));
  });

  it('with an order that fails on the server is met without it', async () => {
    scan.sandbox.modes.sortWithStates = 'fails';
    const order = { column: 'UpdatedOn', descending: false };
    const source = scan.source();
    const request = requestFor('harbor-app', pullRequests, { columns: ['Id'], order, limit: 5 });
    expect((await readScan(source, request)).rows).toHaveLength(2000);
    scan.reset();
    await readScan(source, request);
    expect(scan.queries().filter((query) => query.has('sort'))).toEqual([]);
  });

  it('with an order is sorted by the server again after an outage', async () => {
    scan.sandbox.faults.add({
      match: { path: '/pullrequests' },
      fault: { kind: 'status', status: 500 },
      times: 10,
    });
    const order = { column: 'UpdatedOn', descending: false };
    const source = scan.source();
    const request = requestFor('harbor-app', pullRequests, { columns: ['Id'], order, limit: 5 });
    expect((await failureOf(readScan(source, request))).sqlState).toBe('58000');
    await readScan(source, request);
    expect(scan.queries().at(-1)?.get('sort')).toBe('updated_on');
  });
});
