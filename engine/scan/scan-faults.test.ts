import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import type { CountResult, RowBatch, ScanRequest } from '../plan/scan-request.ts';
import { contextFor, readScan, requestFor } from './test-support/read-scan.ts';
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

function iterate(request: ScanRequest, signal?: AbortSignal): AsyncIterator<RowBatch | CountResult> {
  return scan.source().scan(request, contextFor(signal))[Symbol.asyncIterator]();
}

describe('pages that go wrong', () => {
  it('do not hold back those before them', async () => {
    const hold = scan.sandbox.faults.hold({ path: '/pullrequests', page: 3 });
    const iterator = iterate(requestFor('harbor-app', pullRequests, { columns: ['Id'] }));
    expect((await iterator.next()).value).toMatchObject({ rowCount: 50 });
    expect((await iterator.next()).value).toMatchObject({ rowCount: 50 });
    await hold.reached;
    hold.release();
    let rows = 100;
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) {
      rows += (step.value as { rowCount: number }).rowCount;
    }
    expect(rows).toBe(2000);
  });

  it('fail the scan when they are JSON of another kind', async () => {
    scan.sandbox.faults.add({ match: { page: 4 }, fault: { kind: 'wrong-json' }, times: 'always' });
    const error = await failureOf(readScan(scan.source(), requestFor('harbor-app', pullRequests)));
    expect(error.sqlState).toBe('58000');
  });

  it('fail the scan after rows when they stay broken', async () => {
    scan.sandbox.faults.add({
      match: { page: 5 },
      fault: { kind: 'cut', when: 'mid-body' },
      times: 'always',
    });
    const batches: number[] = [];
    const read = async () => {
      const pages = scan.source().scan(requestFor('harbor-app', pullRequests), contextFor());
      for await (const page of pages) batches.push('rowCount' in page ? page.rowCount : 0);
    };
    expect((await failureOf(read())).sqlState).toBe('08006');
    expect(batches).toEqual([50, 50, 50, 50]);
  });

  it('are asked for again when it was only once', async () => {
    for (const [page, kind] of [
      [2, 'html'],
      [3, 'truncated'],
      [4, 'wrong-json'],
    ] as const) {
      scan.sandbox.faults.add({ match: { page }, fault: { kind } });
    }
    const { rows } = await readScan(
      scan.source(),
      requestFor('harbor-app', pullRequests, { columns: ['Id'] }),
    );
    expect(rows).toHaveLength(2000);
  });
});

describe('stopping', () => {
  it('leaves no call under way and makes no more', async () => {
    const hold = scan.sandbox.faults.hold({ path: '/pullrequests', page: 4 });
    const pages = iterate(requestFor('harbor-app', pullRequests));
    await pages.next();
    await pages.next();
    await hold.reached;
    await pages.return?.();
    const calls = scan.sandbox.requests.length;
    expect(await pages.next()).toMatchObject({ done: true });
    expect(scan.sandbox.requests).toHaveLength(calls);
    expect(calls).toBeLessThan(15);
  });

  it('ends a read that waits for its page', async () => {
    const hold = scan.sandbox.faults.hold({ path: '/pullrequests', page: 1 });
    const pages = iterate(requestFor('harbor-app', pullRequests));
    const first = failureOf(pages.next());
    await hold.reached;
    await pages.return?.();
    expect((await first).sqlState).toBe('57014');
  });

  it("by the statement's signal rejects with 57014", async () => {
    const hold = scan.sandbox.faults.hold({ path: '/pullrequests', page: 3 });
    const controller = new AbortController();
    const pages = iterate(requestFor('harbor-app', pullRequests), controller.signal);
    await pages.next();
    await pages.next();
    const third = failureOf(pages.next());
    await hold.reached;
    controller.abort();
    expect((await third).sqlState).toBe('57014');
  });
});
