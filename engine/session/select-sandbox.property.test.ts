/**
 * The same over the whole way: whatever Bitbucket is like where its documents are silent, a statement yields what
 * plain DuckDB yields over rows that plain HTTP calls brought. `npm test` tries the same queries each time;
 * with DRAWBRIDGE_DEEP they are more and new ones.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asDrawbridgeError, SqlState } from '../error.ts';
import { modeValues, type SandboxModes } from '../sandbox/modes.ts';
import { type SandboxScan, sandboxScan, tableNamed } from '../scan/test-support/sandbox-scan.ts';
import { createMacros } from '../sql/macros.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { modelTables } from './table-resolver.ts';
import { type KnownValues, queriesOver } from './test-support/api-query-arbitrary.ts';
import { childColumns } from './test-support/child-query-arbitrary.ts';
import { openApiReference } from './test-support/api-reference.ts';
import { compareResults } from './test-support/compare-results.ts';
import type { GeneratedQuery } from './test-support/query-arbitrary.ts';
import type { Reference } from './test-support/reference-run.ts';
import { select } from './test-support/select-bench.ts';

const deep = process.env['DRAWBRIDGE_DEEP'] !== undefined;
const asked = process.env['DRAWBRIDGE_PROPERTY_RUNS'];
const runs = Number(asked ?? (deep ? 2000 : 120));
const fixedSeed = 20_261_126;
const schema = 'api';
const sourceOptions = { pageSize: 7, includeDeleted: true };
/** What must be asked of the sandbox in this part of all runs, or the property proves nothing about it. */
const leastShare = 0.15;

let folder: string;
let scan: SandboxScan;
let store: Store;
let environment: SelectEnvironment;
let reference: Reference;
let known: KnownValues;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'select-sandbox-'));
  scan = await sandboxScan();
  const macros = createMacros('main', '0');
  store = await openStore({ temporaryFolder: folder, memoryLimit: 512 * 1024 * 1024, threads: 2, macros });
  const searchPath = [schema, 'Information'];
  environment = {
    store,
    resolver: modelTables,
    source: scan.source(sourceOptions),
    searchPath,
    functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
  };
  reference = await openApiReference(scan.sandbox, tablesOf(scan.sandbox.workspace), searchPath);
  known = new Map([
    ...(await Promise.all(
      columns.map(async (name) => [name, await valuesOf('PullRequests', name)] as const),
    )),
    ...(await Promise.all(
      childColumns.map(
        async ({ table, column }) => [`${table}.${column}`, await valuesOf(table, column)] as const,
      ),
    )),
  ]);
});

afterAll(async () => {
  reference.close();
  await store.close();
  await scan.close();
  await rm(folder, { recursive: true, force: true });
});

function tablesOf(workspace: string): Parameters<typeof openApiReference>[1] {
  const repository = `/repositories/${workspace}/${schema}`;
  const states = 'state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED';
  const lists = 'fields=%2Bvalues.reviewers,%2Bvalues.participants';
  const numbers = Array.from({ length: 24 }, (_, index) => index + 1);
  const pulls = [{ target: `${repository}/pullrequests?pagelen=50&${states}&${lists}` }];
  const children = (name: string) =>
    numbers.map((number) => ({
      target: `${repository}/pullrequests/${number}/${name}?pagelen=100`,
      bound: { PullRequestId: String(number) },
    }));
  return [
    { table: tableNamed('PullRequests'), schema, collections: pulls },
    { table: tableNamed('PullRequestReviewers'), schema, collections: pulls },
    { table: tableNamed('PullRequestParticipants'), schema, collections: pulls },
    { table: tableNamed('PullRequestComments'), schema, collections: children('comments') },
    { table: tableNamed('PullRequestTasks'), schema, collections: children('tasks') },
    { table: tableNamed('PullRequestStatuses'), schema, collections: children('statuses') },
    {
      table: tableNamed('Users'),
      schema: 'Information',
      collections: [{ target: `/workspaces/${workspace}/members?pagelen=100` }],
    },
  ];
}

const columns = [
  'Id',
  'Title',
  'Description',
  'State',
  'AuthorUUID',
  'SourceBranchName',
  'CreatedOn',
  'UpdatedOn',
];

async function valuesOf(table: string, column: string): Promise<readonly string[]> {
  const { rows } = await reference.run(
    `SELECT DISTINCT CAST("${column}" AS VARCHAR) FROM ${table} WHERE "${column}" IS NOT NULL ORDER BY 1`,
  );
  return rows.map(([value = '']) => value);
}

/** Filters that do nothing at all are beyond what a table may declare `exact`. */
const modes: fc.Arbitrary<Partial<SandboxModes>> = fc.record(
  {
    filters: fc.constantFrom('strict' as const, 'unknown-ignored' as const),
    equality: fc.constantFrom(...modeValues.equality),
    inequalityOfNull: fc.constantFrom(...modeValues.inequalityOfNull),
    notNull: fc.constantFrom(...modeValues.notNull),
    precedence: fc.constantFrom(...modeValues.precedence),
    ties: fc.constantFrom(...modeValues.ties),
    tieSeed: fc.nat(1000),
    nulls: fc.constantFrom(...modeValues.nulls),
    size: fc.constantFrom(...modeValues.size),
    stateBesideQuery: fc.constantFrom(...modeValues.stateBesideQuery),
    sortWithStates: fc.constantFrom(...modeValues.sortWithStates),
  },
  { requiredKeys: [] },
);

test('a statement over the API yields what it yields over all rows, whatever Bitbucket is like', async () => {
  const sent = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constant(null).chain(() => queriesOver(known)),
      modes,
      async (query, behaviour) => {
        scan.reset();
        Object.assign(scan.sandbox.modes, behaviour);
        await check(query, behaviour);
        for (const name of new Set(scan.queries().flatMap((call) => [...call.keys()]))) {
          sent.set(name, (sent.get(name) ?? 0) + 1);
        }
      },
    ),
    { numRuns: runs, ...(deep || asked !== undefined ? {} : { seed: fixedSeed }) },
  );
  const shares = ['q', 'sort', 'state', 'fields'].map(
    (name) => [name, (sent.get(name) ?? 0) / runs] as const,
  );
  expect(shares.filter(([, share]) => share < leastShare)).toEqual([]);
}, 1_200_000);

async function check(query: GeneratedQuery, { ties, sortWithStates }: Partial<SandboxModes>): Promise<void> {
  const truth = await reference.run(query.template);
  // A client that has seen sorting fail does not ask for it again.
  const source = sortWithStates === 'fails' ? scan.source(sourceOptions) : environment.source;
  const ours = await select({ environment: { ...environment, source } }, query.template).catch(
    (thrown: unknown) => asDrawbridgeError(thrown),
  );
  if (ours instanceof Error) {
    // A list that is in another order with every call may be told to be unreadable.
    expect({ ties, state: ours.sqlState, message: ours.message }).toMatchObject({
      ties: 'unstable',
      state: SqlState.sourceFailed,
    });
    return;
  }
  expect(ours.typeOids).toEqual(truth.typeOids);
  await compareResults(query, ours.rows, truth.rows, reference);
}
