/** EXPLAIN beside the log of what was asked: the same path, the same parameters, the same number of calls. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ScanRequest } from '../plan/scan-request.ts';
import { both, compare, number, text, timestamp } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { sandboxScan, tableNamed, type SandboxScan } from './test-support/sandbox-scan.ts';

let bench: SandboxScan;
beforeAll(async () => {
  bench = await sandboxScan();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const newest = { column: 'UpdatedOn', descending: true } as const;
const since = compare('CreatedOn', '>=', timestamp('2025-01-01T00:00:00.000000'));

interface Case {
  readonly what: string;
  readonly schema?: string;
  readonly table?: string;
  readonly more?: Partial<ScanRequest>;
}

const cases: readonly Case[] = [
  { what: 'a whole list', more: { columns: ['Id'] } },
  { what: 'a list with cursors', schema: 'api', table: 'Commits' },
  { what: 'a filter of its own', more: { predicate: compare('State', '=', text('OPEN')) } },
  { what: 'a filter in q', more: { predicate: compare('Title', 'contains', text('tide')) } },
  { what: 'both', more: { predicate: both(compare('State', '=', text('OPEN')), since) } },
  { what: 'a count', more: { predicate: since, countOnly: true } },
  { what: 'an order with a limit', more: { order: newest, limit: 10 } },
  { what: 'an order whose limit fills a page', more: { order: newest, limit: 50 } },
  { what: 'a limit', more: { limit: 60 } },
  { what: 'a repository whose name is reserved', schema: 'information_repo', more: { countOnly: true } },
  { what: 'a repository that shares its schema', schema: 'API', table: 'Branches' },
  { what: 'a repository with a dot, by its other name', schema: 'LIGHTHOUSE_IO', table: 'Tags' },
  {
    what: 'a list with a slash at its end',
    schema: 'api',
    table: 'Pipelines',
    more: { predicate: compare('TargetRefName', '=', text('main')) },
  },
  {
    what: 'a parent that is named',
    table: 'PullRequestComments',
    more: { predicate: compare('PullRequestId', '=', number(7)) },
  },
  { what: 'every parent', schema: 'api', table: 'PullRequestComments' },
  { what: 'a list in the objects', schema: 'api', table: 'PullRequestReviewers' },
  {
    what: 'a list behind a redirect, counted',
    table: 'PullRequestDiffStat',
    more: { predicate: compare('PullRequestId', '=', number(3)), countOnly: true },
  },
  {
    what: 'a list behind a redirect',
    table: 'PullRequestDiffStat',
    more: { predicate: compare('PullRequestId', '=', number(3)) },
  },
  { what: 'parents of parents', schema: 'api', table: 'ReportAnnotations' },
  {
    what: 'the workspace',
    schema: 'Information',
    table: 'Repositories',
    more: { predicate: compare('ProjectKey', '=', text('API')) },
  },
  {
    what: 'a count of what has a few known parents',
    schema: 'Information',
    table: 'WebhookEventTypes',
    more: { countOnly: true },
  },
  { what: 'one object', schema: 'Information', table: 'CurrentUser' },
  { what: 'the children of one object', schema: 'Information', table: 'SshKeys' },
  { what: 'the account', schema: 'Information', table: 'Workspaces' },
];

it.each(cases)('$what', async ({ schema = 'harbor-app', table = 'PullRequests', more = {} }) => {
  const source = bench.source();
  const request = requestFor(schema, tableNamed(table), more);
  // The list of schemas is kept from here on, as it is after any statement; it is no part of the scan.
  await readScan(source, requestFor('api', tableNamed('Branches'), { countOnly: true }));
  const { endpoint, pushed, estimatedCalls } = source.explain(request);
  bench.sandbox.clearRequests();
  await readScan(source, request);
  const { requests } = bench.sandbox;

  const asked = requests.filter(({ method, path }) => fits(endpoint, `${method} ${path}`));
  const first = new URLSearchParams(asked.find(({ query }) => !/(^|&)page=/.test(query))?.query ?? '');
  expect(pushed.filter((item) => /^[\w.]+=/.test(item) && !item.endsWith('(in the path)'))).toEqual(
    [...first].map(([name, value]) => `${name}=${value}`),
  );
  if (estimatedCalls !== null) expect(estimatedCalls).toBe(requests.length);
  expect(source.explain(request).estimatedCalls).toBe(requests.length);
});

/** EXPLAIN leaves the names of parents open that it doesn't know. */
function fits(endpoint: string, call: string): boolean {
  const [word, ...rest] = endpoint.replace(' ', ' /2.0').split(/\{\w+\}/);
  const pattern = [word ?? '', ...rest].map((part) => part.replaceAll('.', '\\.')).join('[^/]+');
  return new RegExp(`^${pattern}$`).test(call);
}
