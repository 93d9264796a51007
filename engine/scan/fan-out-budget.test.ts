import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import { rolledUp } from '../catalog/roll-up.ts';
import { findTable, allTables } from '../catalog/tables.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { RollUpScanSource } from './roll-up-scan-source.ts';
import { SchemaDirectory } from './schema-directory.ts';
import { compare, number, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan();
});
beforeEach(() => scan.reset());
afterAll(() => scan.close());

const comments = tableNamed('PullRequestComments');
/** The pull requests of the repository `api`, as one page has them all. */
const parents = 24;
const calls = (what: string): number =>
  scan.sandbox.requests.filter(({ path }) => path.endsWith(what)).length;

describe('a fan-out that is beyond the budget', () => {
  it('is refused before it starts, with what it needs, what is left and when it fits', async () => {
    // Two calls list the schemas, one the parents.
    const source = scan.source({ hourlyBudget: parents + 2 });
    const error = await failureOf(readScan(source, requestFor('api', comments)));
    expect(error).toMatchObject({ sqlState: '53400' });
    expect(error.message).toBe(
      `PullRequestComments for ${parents} rows of PullRequests would take at least ${parents} API calls, ` +
        `and of the hourly budget of ${parents + 2} there are ${parents - 1} left; so many fit in 60 min`,
    );
    expect(error.hint).toContain('AllowOverBudget=true');
    expect(calls('/comments')).toBe(0);
    expect(calls('/pullrequests')).toBe(1);
  });

  it('goes on where the budget may be exceeded', async () => {
    const source = scan.source({ hourlyBudget: 5, allowOverBudget: true });
    await readScan(source, requestFor('api', comments));
    expect(calls('/comments')).toBeGreaterThanOrEqual(parents);
  });

  it('is refused for named parents without any call for them', async () => {
    const values = Array.from({ length: 10 }, (_, index) => number(index + 1));
    const predicate: Predicate = { kind: 'in', column: 'PullRequestId', values };
    const source = scan.source({ hourlyBudget: 8 });
    const error = await failureOf(readScan(source, requestFor('api', comments, { predicate })));
    expect(error.sqlState).toBe('53400');
    expect(calls('/pullrequests')).toBe(0);
    expect(calls('/comments')).toBe(0);
  });
});

describe('two fan-outs at once', () => {
  const read = (source: ReturnType<SandboxScan['source']>, name: string) =>
    readScan(source, requestFor('api', tableNamed(name)));

  it('are judged together, though each would fit', async () => {
    const source = scan.source({ hourlyBudget: parents + 20 });
    const results = await Promise.allSettled([
      read(source, 'PullRequestStatuses'),
      read(source, 'PullRequestCommits'),
    ]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toMatchObject([{ sqlState: '53400' }]);
    expect(String(refused[0])).toMatch(/left beside the \d+ of what is being read already/);
  });

  it('leave nothing promised when they have ended', async () => {
    const source = scan.source({ hourlyBudget: 1000 });
    await read(source, 'PullRequestStatuses');
    await read(source, 'PullRequestCommits');
    await expect(read(source, 'PullRequestTasks')).resolves.toBeDefined();
  });
});

describe('a fan-out that may fit', () => {
  it('is made where the budget is just enough', async () => {
    const pages = calls('/comments');
    await readScan(scan.source(), requestFor('api', comments));
    const needed = scan.sandbox.requests.length;
    expect(pages).toBe(0);
    scan.reset();
    await readScan(scan.source({ hourlyBudget: needed }), requestFor('api', comments));
    expect(calls('/comments')).toBeGreaterThanOrEqual(parents);
  });

  it('is not judged by all parents where a few rows are wanted', async () => {
    const source = scan.source({ hourlyBudget: parents, includeDeleted: true });
    const { rows } = await readScan(source, requestFor('api', comments, { limit: 2 }));
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });

  it('is judged by the parents that the filter admits', async () => {
    const predicate = compare('PullRequestId', '<', number(4));
    await readScan(scan.source({ hourlyBudget: parents }), requestFor('api', comments, { predicate }));
    expect(calls('/comments')).toBeLessThan(parents - 3);
    expect(calls('/4/comments')).toBe(0);
  });
});

describe('over all repositories', () => {
  const repositories = 12;
  const rollUp = (hourlyBudget: number): RollUpScanSource => {
    const { workspace } = scan.sandbox;
    const client = scan.client({ hourlyBudget });
    return new RollUpScanSource({
      client,
      findTable,
      options: { workspace, pageSize: 0, includeDeleted: false, retiredTables: 'error' },
      schemas: new SchemaDirectory(client, { workspace, cacheTtlMs: 300_000, browsableSchemas: '' }),
    });
  };
  const over = (name: string) => rolledUp(tableNamed(name), allTables);

  it('more repositories than calls are refused before the first of them is asked', async () => {
    const error = await failureOf(
      readScan(rollUp(repositories), requestFor('AllRepositories', over('Branches'))),
    );
    expect(error.sqlState).toBe('53400');
    expect(error.message).toContain(`Branches for ${repositories} repositories`);
    expect(calls('/refs/branches')).toBe(0);
  });

  it('the parents of all repositories are counted before the first child is read', async () => {
    const predicate = compare('ProjectKey', '=', text('OPS'));
    const request = requestFor('AllRepositories', over('PullRequestComments'), { predicate });
    const error = await failureOf(readScan(rollUp(60), request));
    expect(error.sqlState).toBe('53400');
    expect(error.message).toContain(`PullRequestComments for ${4 * parents} rows of PullRequests`);
    expect(calls('/comments')).toBe(0);
    scan.reset();
    const { rows, progress } = await readScan(rollUp(1000), request);
    expect(calls('/comments')).toBeGreaterThanOrEqual(4 * parents);
    expect(new Set(rows.map((row) => row['RepositorySlug'])).size).toBe(4);
    expect(progress).toMatchObject({ rows: rows.length, calls: scan.sandbox.requests.length - 2 });
  });
});
