import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Predicate } from '../plan/scan-request.ts';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import { both, compare, either, number, text } from './test-support/predicates.ts';
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
const comments = tableNamed('PullRequestComments');
async function deletedRows(includeDeleted: boolean, named: readonly string[]): Promise<number> {
  const { rows } = await readScan(scan.source({ includeDeleted }), requestFor('api', comments, { named }));
  return rows.filter((row) => row['Deleted'] === true).length;
}

describe('a child table', () => {
  it("is read parent by parent, in the parents' order", async () => {
    const parents = await readScan(scan.source(), requestFor('api', pullRequests, { columns: ['Id'] }));
    const { rows } = await readScan(scan.source(), requestFor('api', comments));
    const order = parents.rows.map((row) => row['Id']);
    const places = rows.map((row) => order.indexOf(row['PullRequestId'] ?? null));
    expect(rows.length).toBeGreaterThan(100);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is read for the named parents only', async () => {
    const predicate = compare('PullRequestId', '=', number(3));
    const { rows } = await readScan(scan.source(), requestFor('api', comments, { predicate }));
    expect(new Set(rows.map((row) => row['PullRequestId']))).toEqual(new Set([3n]));
    expect(scan.sandbox.requests.filter(({ path }) => path.includes('/pullrequests'))).toHaveLength(1);
  });

  it('is read for the parents that a range admits only', async () => {
    const few = compare('PullRequestId', '<', number(4));
    const { rows } = await readScan(scan.source(), requestFor('api', comments, { predicate: few }));
    const asked = scan.sandbox.requests.filter(({ path }) => path.endsWith('/comments'));
    expect(new Set(asked.map(({ path }) => path.split('/').at(-2)))).toEqual(new Set(['1', '2', '3']));
    expect(rows.length).toBeGreaterThan(0);

    const explained = scan.source().explain(requestFor('api', comments, { predicate: few }));
    expect(explained.pushed).toContain('only for PullRequests with Id < 4');
  });

  it('is read for all parents where one arm of an OR says nothing of them', async () => {
    const predicate = either(compare('PullRequestId', '<', number(4)), compare('Id', '<', number(0)));
    await readScan(scan.source(), requestFor('api', comments, { predicate }));
    expect(scan.sandbox.requests.filter(({ path }) => path.endsWith('/comments')).length).toBeGreaterThan(3);
  });

  it.each([403, 404])('leaves out a parent that answers %i, with a notice', async (status) => {
    scan.sandbox.faults.add({
      match: { path: '/pullrequests/3/comments' },
      fault: { kind: 'status', status },
    });
    const { rows, notices } = await readScan(scan.source(), requestFor('api', comments));
    expect(rows.some((row) => row['PullRequestId'] === 2n || row['PullRequestId'] === 4n)).toBe(true);
    expect(rows.some((row) => row['PullRequestId'] === 3n)).toBe(false);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ sqlState: '01000' });
    expect(notices[0]?.message).toContain('PullRequestId 3');
  });

  it('fails when access is denied to all of its parents', async () => {
    scan.sandbox.faults.add({
      match: { path: '/comments' },
      fault: { kind: 'status', status: 403 },
      times: 'always',
    });
    for (const predicate of [null, compare('PullRequestId', '=', number(3))]) {
      const error = await failureOf(readScan(scan.source(), requestFor('api', comments, { predicate })));
      expect(error.sqlState).toBe('42501');
    }
  });

  it('names ten parents that it leaves out, and counts the others', async () => {
    const parents = await readScan(scan.source(), requestFor('api', pullRequests, { columns: ['Id'] }));
    scan.sandbox.faults.add({
      match: { path: '/comments' },
      fault: { kind: 'status', status: 404 },
      times: 'always',
    });
    const { rows, notices } = await readScan(scan.source(), requestFor('api', comments));
    expect(rows).toEqual([]);
    expect(notices).toHaveLength(11);
    expect(notices[10]?.message).toBe(`${parents.rows.length - 10} more were left out for such reasons.`);
  });

  it('fails when a later page of a parent is refused', async () => {
    scan.sandbox.faults.add({
      match: { path: '/comments', page: 2 },
      fault: { kind: 'status', status: 403 },
    });
    const error = await failureOf(readScan(scan.source({ pageSize: 2 }), requestFor('api', comments)));
    expect(error.sqlState).toBe('42501');
  });

  it('stops asking when the wanted rows are there', async () => {
    const { rows } = await readScan(
      scan.source({ includeDeleted: true }),
      requestFor('api', comments, { limit: 3 }),
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(scan.sandbox.requests.filter(({ path }) => path.endsWith('/comments')).length).toBeLessThan(12);
  });
});

describe('the files of a pull request', () => {
  const files = tableNamed('PullRequestDiffStat');

  it('are read through a redirect, page by page where there are many', async () => {
    const { rows } = await readScan(scan.source(), requestFor('api', files, { columns: ['PullRequestId'] }));
    const ids = rows.map((row) => row['PullRequestId']);
    const counts = [...new Set(ids)].map((id) => ids.filter((other) => other === id).length);
    expect(Math.max(...counts)).toBe(520);
    const second = scan.sandbox.requests.filter(
      ({ path, query }) => path.includes('/diffstat/') && query.includes('page=2'),
    );
    expect(second.length).toBeGreaterThan(0);
    const redirects = scan.sandbox.requests.filter(({ path }) => path.endsWith('/diffstat'));
    expect(new Set(redirects.map(({ status }) => status))).toEqual(new Set([302, 400]));
  });

  it('are none, with a notice, where both branches have no history in common', async () => {
    const predicate = compare('PullRequestId', '=', number(17));
    const { rows, notices } = await readScan(scan.source(), requestFor('api', files, { predicate }));
    expect(rows).toEqual([]);
    expect(notices.map(({ message }) => message)).toEqual([expect.stringContaining('No common ancestor')]);
  });

  it('fail the statement when the request is refused for another reason', async () => {
    scan.sandbox.faults.add({
      match: { path: '/pullrequests/3/diffstat' },
      fault: { kind: 'status', status: 400 },
    });
    const error = await failureOf(readScan(scan.source(), requestFor('api', files)));
    expect(error.sqlState).toBe('58000');
  });
});

describe('what belongs to a commit', () => {
  const statuses = tableNamed('CommitStatuses');

  it('is not asked for by anything but a whole hash, which alone the rows have', async () => {
    const commits = await readScan(scan.source(), requestFor('api', tableNamed('Commits'), { limit: 1 }));
    const hash = String(commits.rows[0]?.['Hash']);
    for (const name of [hash.slice(0, 12), hash.toUpperCase(), 'main']) {
      scan.reset();
      const predicate = compare('CommitHash', '=', text(name));
      const { rows } = await readScan(scan.source(), requestFor('api', statuses, { predicate }));
      expect(rows).toEqual([]);
      expect(scan.sandbox.requests).toEqual([]);
    }
    const predicate = compare('CommitHash', '=', text(hash));
    await readScan(scan.source(), requestFor('api', statuses, { predicate }));
    expect(scan.sandbox.requests.at(-1)?.path).toContain(`/commit/${hash}/statuses`);
  });
});

describe('what belongs to a report on a commit', () => {
  const annotations = tableNamed('ReportAnnotations');
  const read = async (...terms: readonly Predicate[]) => {
    scan.sandbox.clearRequests();
    const { rows } = await readScan(
      scan.source(),
      requestFor('api', annotations, { predicate: both(...terms) }),
    );
    const calls = scan.sandbox.requests.map(({ path }) => path.split('/api/')[1] ?? '');
    return { rows, calls: calls.filter((path) => path.startsWith('commit')) };
  };

  it('is read by one call where both are named, and through the reports where one is', async () => {
    const all = await readScan(scan.source(), requestFor('api', annotations));
    const { CommitHash, ReportUUID } = all.rows[0] ?? {};
    const [hash, id] = [String(CommitHash), String(ReportUUID)];
    const ofCommit = compare('CommitHash', '=', text(hash));
    const ofReport = compare('ReportUUID', '=', text(id));
    const expected = all.rows.filter((row) => row['ReportUUID'] === id);

    const direct = await read(ofCommit, ofReport);
    expect(direct.rows).toEqual(expected);
    // By the report's number of rows, one page or several.
    expect(new Set(direct.calls)).toEqual(
      new Set([`commit/${hash}/reports/${encodeURIComponent(id)}/annotations`]),
    );

    const byReport = await read(ofReport);
    expect(byReport.rows).toEqual(expected);
    expect(byReport.calls.filter((path) => path.endsWith('/annotations'))).toEqual(direct.calls);
  });

  it('has no other name than the UUID, although the address takes one', async () => {
    const reports = await readScan(scan.source(), requestFor('api', tableNamed('CommitReports')));
    const { CommitHash, ExternalId } = reports.rows[0] ?? {};
    const { rows, calls } = await read(
      compare('CommitHash', '=', text(String(CommitHash))),
      compare('ReportUUID', '=', text(String(ExternalId))),
    );
    expect(rows.filter((row) => row['ReportUUID'] === ExternalId)).toEqual([]);
    expect(calls).toContain(`commit/${String(CommitHash)}/reports`);
    expect(calls.filter((path) => path.includes(String(ExternalId)))).toEqual([]);
  });
});

describe('the files that differ between two branches', () => {
  it('are asked for by their names', async () => {
    const predicate = compare('Spec', '=', text('develop..main'));
    const { rows } = await readScan(scan.source(), requestFor('api', tableNamed('DiffStat'), { predicate }));
    expect(scan.sandbox.requests.at(-1)?.path).toMatch(/\/diffstat\/develop\.\.main$/);
    expect(new Set(rows.map((row) => row['Spec']))).toEqual(new Set(['develop..main']));
  });
});

describe('deleted comments', () => {
  it.each(['CommitComments', 'PullRequestActivity'])('are hidden in %s as well', async (name) => {
    const table = tableNamed(name);
    const read = async (named: readonly string[]) => {
      const { rows } = await readScan(scan.source(), requestFor('api', table, { named }));
      return rows;
    };
    const [hidden, all] = [await read([]), await read(['Deleted'])];
    expect(hidden.filter((row) => row['Deleted'] === true)).toEqual([]);
    expect(all.filter((row) => row['Deleted'] === true).length).toBe(all.length - hidden.length);
    expect(all.length).toBeGreaterThan(hidden.length);
  });

  it('are hidden unless the statement mentions Deleted', async () => {
    const all = await deletedRows(true, []);
    expect(all).toBeGreaterThan(0);
    expect(await deletedRows(false, [])).toBe(0);
    expect(await deletedRows(false, ['Deleted'])).toBe(all);
  });
});
