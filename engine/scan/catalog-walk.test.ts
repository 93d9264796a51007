/**
 * Walks the catalog. Each table joins by itself: it is read whole, counted, filtered by each filter that it declares
 * and sorted, against the sandbox, and compared with what plain HTTP calls bring; and the calls are those that
 * the table promises. What a table needs beside that stands in `exceptions`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellValue, TableDef } from '../catalog/table.ts';
import { apiTables } from '../catalog/tables.ts';
import type { ApiScanSource } from './api-scan-source.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { columnOf } from './row-decoder.ts';
import { constantOf, type FilterCase, filterCases } from './test-support/filter-cases.ts';
import {
  type PlainReader,
  plainParents,
  plainPath,
  plainRows,
  plainText,
} from './test-support/plain-rows.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { authorizationOf, type SandboxScan, sandboxScan } from './test-support/sandbox-scan.ts';
import { truth } from './test-support/sql-truth.ts';
import { schemaWithRows } from './test-support/table-place.ts';

interface Exception {
  /** Columns that are null in every row, and why. */
  readonly alwaysNull?: Readonly<Record<string, string>>;
  /** Columns whose values all have several lines, which cannot be written in a filter. */
  readonly lines?: readonly string[];
}

const open = 'the pull requests of this repository are open';

const toldWhenNamed = 'told only when a filter names it: told-when-named.test.ts';
const ownedByWorkspace = 'the owner is the workspace, which has none';

const toldOnce: Exception = {
  alwaysNull: { OAuthClientSecret: 'told once, to the INSERT that makes the runner' },
};

const exceptions: Readonly<Record<string, Exception>> = {
  PipelineRunners: toldOnce,
  WorkspacePipelineRunners: toldOnce,
  Repositories: { alwaysNull: { OwnerAccountId: ownedByWorkspace } },
  Forks: {
    alwaysNull: { OwnerAccountId: ownedByWorkspace, Website: 'the only fork has none' },
  },
  Users: { alwaysNull: { UserEmail: toldWhenNamed } },
  WorkspaceMembers: { alwaysNull: { UserEmail: toldWhenNamed } },
  Snippets: { alwaysNull: { OwnerAccountId: ownedByWorkspace } },
  CurrentUser: {
    alwaysNull: {
      Has2faEnabled: 'told to administrators only',
      Location: 'the profile is private',
      Website: 'the profile is private',
    },
  },
  GpgKeys: { alwaysNull: { ParentFingerprint: 'the list has subkeys inside their keys' } },
  PullRequests: {
    alwaysNull: {
      MergeCommitHash: open,
      ClosedByUUID: open,
      ClosedByDisplayName: open,
      ClosedByAccountId: open,
      ClosedOn: open,
    },
    lines: ['Description'],
  },
};

let scan: SandboxScan;
let source: ApiScanSource;
let authorization: string;
beforeAll(async () => {
  scan = await sandboxScan({ as: 'person' });
  authorization = authorizationOf(scan.sandbox, 'person');
  source = scan.source({ includeDeleted: true });
});
afterAll(() => scan.close());

function readerOf(table: TableDef): PlainReader {
  const schema = schemaWithRows(table);
  const { sandbox } = scan;
  const place = new Map([
    ['workspace', sandbox.workspace],
    ['repository', schema],
    ['project', schema.toUpperCase()],
  ]);
  return { sandbox, authorization, place };
}

type Row = Readonly<Record<string, CellValue>>;

function plain(table: TableDef, rows: readonly Row[]): readonly Readonly<Record<string, string | null>>[] {
  return rows.map((row) =>
    Object.fromEntries(
      table.columns.map((column) => [column.name, plainText(column, row[column.name] ?? null)]),
    ),
  );
}

/** A list that the table is made of: its path, and the values of the columns that stand there. */
interface Collection {
  readonly path: string;
  readonly bound: ReadonlyMap<string, string>;
}

async function collectionsOf(table: TableDef): Promise<readonly Collection[]> {
  const reader = readerOf(table);
  const parents = await plainParents(reader, table);
  return parents.map((bound) => ({ bound, path: `/2.0${plainPath(reader, table, bound)}` }));
}

/** With the calls to these collections alone, without those for parents or schemas. */
async function read(
  table: TableDef,
  collections: readonly Collection[],
  more: Parameters<typeof requestFor>[2] = {},
) {
  scan.reset();
  const result = await readScan(source, requestFor(schemaWithRows(table), table, more));
  const asked = scan.sandbox.requests.map(({ path, query }) => ({ path, query: new URLSearchParams(query) }));
  const paths = new Set(collections.map(({ path }) => path));
  return { ...result, calls: asked.filter(({ path }) => paths.has(path)) };
}

/** Rows in an order that is theirs alone: a filter says nothing of the order of parents. */
const sorted = (rows: readonly Readonly<Record<string, string | null>>[]) =>
  rows.map((row) => JSON.stringify(row)).sort();

const matches = (rows: readonly Row[], { predicate }: FilterCase): readonly Row[] =>
  rows.filter((row) => truth(predicate, (column) => row[column] ?? null) === true);

/** Of one parent, where there are any, so that not all are asked again for each filter. */
function narrowed(table: TableDef, rows: readonly Row[], filterCase: FilterCase): FilterCase {
  const { column, predicate } = filterCase;
  const from = matches(rows, filterCase)[0];
  if (table.parent === undefined || column.filter?.via === 'path' || from === undefined) return filterCase;
  const places = Object.keys(table.parent.columns).map((name): Predicate => {
    const { type } = columnOf(table, name);
    return { kind: 'compare', column: name, operator: '=', value: constantOf(type, String(from[name])) };
  });
  return { ...filterCase, predicate: { kind: 'and', terms: [...places, predicate] } };
}

/** Where the path has something of its own without a filter, the values of the filter stand in its place. */
function named(
  table: TableDef,
  collections: readonly Collection[],
  { column, values }: FilterCase,
): readonly Collection[] {
  if (column.filter?.unnamed === undefined) return collections;
  return collections.flatMap(({ bound }) =>
    values.map((value) => {
      const other = new Map([...bound, [column.name, value]]);
      return { bound: other, path: `/2.0${plainPath(readerOf(table), table, other)}` };
    }),
  );
}

describe.each(apiTables)('$name', (table) => {
  let collections: readonly Collection[];
  let whole: Awaited<ReturnType<typeof read>>;
  let found: ReturnType<typeof plain>;
  const paths = (): readonly string[] => collections.map(({ path }) => path).sort();
  beforeAll(async () => {
    collections = await collectionsOf(table);
    whole = await read(table, collections);
    found = plain(table, whole.rows);
  });

  it('yields every row that plain calls bring, with a value in each column', async () => {
    const { calls } = whole;
    expect(found).toEqual(await plainRows(readerOf(table), table));
    expect(found.length).toBeGreaterThan(0);
    // One walk for each parent: never one call less or a second walk.
    const firstPages = calls.filter(({ query }) => !query.has('page') || query.get('page') === '1');
    expect(firstPages.map(({ path }) => path).sort()).toEqual(paths());
    expect(calls.filter(({ query }) => query.has('q'))).toEqual([]);

    const { alwaysNull = {} } = exceptions[table.name] ?? {};
    const empty = table.columns.filter(({ name }) => found.every((row) => row[name] === null));
    const untold = table.columns.filter(({ writeOnly }) => writeOnly === true).map(({ name }) => name);
    expect(empty.map(({ name }) => name).toSorted()).toEqual(
      [...Object.keys(alwaysNull), ...untold].toSorted(),
    );
    const broken = table.columns.filter(
      ({ name, nullable }) => !nullable && found.some((row) => row[name] === null),
    );
    expect(broken.map(({ name }) => name)).toEqual([]);
    const keys = found.map((row) => JSON.stringify(table.primaryKey.map((name) => row[name])));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is counted by one short call for each parent where Bitbucket tells the number', async () => {
    const { count, calls } = await read(table, collections, { countOnly: true, columns: [] });
    // How many items the lists in the objects have is not told.
    if (table.endpoint?.hasSize !== true || table.unfold !== undefined) {
      expect(count).toBeNull();
      return;
    }
    expect(count).toBe(whole.rows.length);
    expect(calls.map(({ path }) => path).sort()).toEqual(paths());
    const shortest = table.endpoint.pageLength === undefined ? null : '1';
    expect(new Set(calls.map(({ query }) => query.get('pagelen')))).toEqual(new Set([shortest]));
  });

  it('sends each filter that it declares, and loses no row by it', async () => {
    const { rows } = whole;
    const { lines = [] } = exceptions[table.name] ?? {};
    for (const wide of filterCases(table, found, lines)) {
      const filterCase = narrowed(table, rows, wide);
      const { column, operator, predicate, values } = filterCase;
      const what = `${column.name} ${operator} ${values.join()}`;
      const asked = named(table, collections, filterCase);
      const { rows: filtered, calls } = await read(table, asked, { predicate });
      const wanted = matches(rows, filterCase);
      expect(sorted(plain(table, matches(filtered, filterCase))), what).toEqual(sorted(plain(table, wanted)));
      expect(calls.length, what).toBeGreaterThan(0);
      const { via = 'q', field = '' } = column.filter ?? {};
      for (const { path, query } of calls) {
        if (via === 'q') expect(query.get('q'), what).toContain(field);
        if (via === 'parameter') expect(query.getAll(field), what).toEqual(values);
        if (via === 'path' && operator === '=') expect(decodeURIComponent(path), what).toContain(values[0]);
      }
      if (via === 'path' && (operator === '=' || operator === 'in')) {
        const theirs = asked.filter(({ bound }) => values.includes(bound.get(column.name) ?? ''));
        expect(new Set(calls.map(({ path }) => path)), what).toEqual(new Set(theirs.map(({ path }) => path)));
      }

      const { count } = await read(table, asked, { predicate, countOnly: true, columns: [] });
      if (count !== null) expect(count, what).toBe(wanted.length);
    }
  });

  it('sends each order that it declares, and ends early by it', async () => {
    const { rows } = whole;
    for (const { name, sort } of table.columns) {
      if (sort === undefined) continue;
      for (const descending of [false, true]) {
        const wanted = 3;
        const { rows: first, calls } = await read(table, collections, {
          order: { column: name, descending },
          limit: wanted,
        });
        expect(calls[0]?.query.get('sort')).toBe(`${descending ? '-' : ''}${sort}`);
        const best = (some: readonly Row[]) =>
          some
            .map((row) => BigInt(String(row[name])))
            .sort((a, b) => (a < b === descending ? 1 : a === b ? 0 : -1))
            .slice(0, wanted);
        expect(best(first)).toEqual(best(rows));
      }
    }
  });
});
