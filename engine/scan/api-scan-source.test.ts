import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import { both, compare, text } from './test-support/predicates.ts';
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
describe('a whole table', () => {
  it('arrives in page order, each row once, in as few calls as there are pages', async () => {
    const { rows, batches, progress } = await readScan(
      scan.source(),
      requestFor('harbor-app', pullRequests, { columns: ['Id', 'Title'] }),
    );
    expect(new Set(rows.map((row) => row['Id'])).size).toBe(2000);
    expect(batches).toEqual(Array.from({ length: 40 }, () => 50));
    expect(progress).toMatchObject({ calls: 40, rows: 2000, pages: { done: 40, expected: 40 } });
  });

  it('is the same when pages can only be read one after the other', async () => {
    const request = requestFor('harbor-app', pullRequests, { columns: ['Id'] });
    const parallel = await readScan(scan.source(), request);
    scan.sandbox.modes.size = 'absent';
    const sequential = await readScan(scan.source(), request);
    expect(sequential.rows).toEqual(parallel.rows);
  });

  it('asks for no field that the statement does not read', async () => {
    await readScan(scan.source(), requestFor('api', pullRequests, { columns: ['Title'] }));
    expect(scan.queries().at(-1)?.get('fields')).toBe('values.id,values.title,next,size,page,pagelen');
  });

  it('makes its pages as short as PageSize says', async () => {
    await readScan(scan.source({ pageSize: 7 }), requestFor('Information', tableNamed('Users')));
    expect(scan.queries().map((query) => query.get('pagelen'))).toEqual(['7', '7', '7', '7']);
  });

  it('is found by any spelling of the schema', async () => {
    const { rows } = await readScan(scan.source(), requestFor('HARBOR-app', tableNamed('Tags')));
    expect(rows).toHaveLength(64);
  });

  it.each([
    ['information_repo', 'information'],
    ['temp_repo', 'temp'],
    ['API', 'api'],
    ['node_js-client', 'node.js-client'],
  ])('of the schema %s is that of the repository %s', async (schema, slug) => {
    await readScan(scan.source(), requestFor(schema, tableNamed('Tags')));
    expect(scan.sandbox.requests.at(-1)?.path).toBe(`/2.0/repositories/lighthouse/${slug}/refs/tags`);
  });

  it('is refused with 3F000 when the schema is unknown, naming near ones', async () => {
    const error = await failureOf(readScan(scan.source(), requestFor('harbour-app', pullRequests)));
    expect(error.sqlState).toBe('3F000');
    expect(error.hint).toContain('harbor-app');
  });

  it('is refused without a workspace, except for the list of workspaces', async () => {
    const source = scan.source({ workspace: '' });
    const error = await failureOf(readScan(source, requestFor('Information', tableNamed('Users'))));
    expect(error.sqlState).toBe('22023');
    expect(error.hint).toContain('Workspace');
    const { rows } = await readScan(source, requestFor('Information', tableNamed('Workspaces')));
    expect(rows).toHaveLength(1);
  });
});

describe('a filter', () => {
  it('is sent where the table declares it', async () => {
    const predicate = both(compare('State', '=', text('OPEN')), compare('Title', 'contains', text('the')));
    const { rows } = await readScan(scan.source(), requestFor('harbor-app', pullRequests, { predicate }));
    const last = scan.queries().at(-1);
    expect(last?.getAll('state')).toEqual(['OPEN']);
    expect(last?.get('q')).toBe('state IN ("OPEN") AND title ~ "the"');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(2000);
  });

  it('that nothing can pass makes no call', async () => {
    const predicate = both(compare('State', '=', text('OPEN')), compare('State', '=', text('MERGED')));
    const { rows } = await readScan(scan.source(), requestFor('harbor-app', pullRequests, { predicate }));
    expect(rows).toEqual([]);
    expect(scan.queries()).toEqual([]);
  });

  it('that Bitbucket refuses is left to the statement', async () => {
    scan.sandbox.faults.add({ match: { path: '/pullrequests' }, fault: { kind: 'status', status: 400 } });
    const predicate = compare('Title', 'contains', text('the'));
    const { rows } = await readScan(scan.source(), requestFor('harbor-app', pullRequests, { predicate }));
    expect(rows).toHaveLength(2000);
  });

  it('that Bitbucket refuses does not let a limit end the reading', async () => {
    scan.sandbox.faults.add({ match: { path: '/pullrequests' }, fault: { kind: 'status', status: 400 } });
    const predicate = compare('State', '=', text('DECLINED'));
    const { rows } = await readScan(
      scan.source(),
      requestFor('harbor-app', pullRequests, { predicate, limit: 20 }),
    );
    expect(rows.filter((row) => row['State'] === 'DECLINED').length).toBeGreaterThanOrEqual(20);
  });
});

describe('a retired table', () => {
  it('fails with the explanation, or is empty, as RetiredTables says', async () => {
    scan.sandbox.modes.issueTracker = 'removed';
    const request = requestFor('harbor-app', tableNamed('Issues'));
    const error = await failureOf(readScan(scan.source(), request));
    expect(error.sqlState).toBe('58000');
    expect(error.message).toContain('20 August 2026');
    expect((await readScan(scan.source({ retiredTables: 'empty' }), request)).rows).toEqual([]);
  });

  it('is read as long as it answers', async () => {
    const { rows } = await readScan(scan.source(), requestFor('harbor-app', tableNamed('Issues')));
    expect(rows).toHaveLength(180);
  });
});
