/** Tables that are read parent by parent, or out of lists in other objects, beside what the sandbox holds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ColumnDef } from '../catalog/table.ts';
import { type SandboxScan, sandboxScan, tableNamed } from '../scan/test-support/sandbox-scan.ts';
import { createMacros } from '../sql/macros.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { modelTables } from './table-resolver.ts';
import { type ChildCase, childCases, type TruthRow } from './test-support/child-cases.ts';
import { select } from './test-support/select-bench.ts';

let folder: string;
let scan: SandboxScan;
let store: Store;
let environment: SelectEnvironment;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'child-tables-'));
  scan = await sandboxScan();
  const macros = createMacros('main', '0');
  store = await openStore({ temporaryFolder: folder, memoryLimit: 512 * 1024 * 1024, threads: 2, macros });
  environment = {
    store,
    resolver: modelTables,
    source: scan.source(),
    searchPath: ['api', 'Information'],
    functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
  };
  // The list of schemas is kept from here on.
  await rows('SELECT COUNT(*) FROM Branches');
});
beforeEach(() => scan.reset());
afterAll(async () => {
  await store.close();
  await scan.close();
  await rm(folder, { recursive: true, force: true });
});

async function rows(statement: string): Promise<readonly TruthRow[]> {
  const { names, rows: found } = await select({ environment }, statement);
  return found.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? 'NULL'])));
}

const sorted = (list: readonly TruthRow[]): readonly string[] =>
  list.map((row) => JSON.stringify(row)).sort();

function only(list: readonly TruthRow[], names: readonly string[]): readonly TruthRow[] {
  return list.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? 'absent'])));
}

/** Paths below the repository that were asked for, with such a query. */
function asked(isMeant: (query: string) => boolean = () => true): readonly string[] {
  return scan.sandbox.requests
    .filter(({ query }) => isMeant(query))
    .map(({ path }) => path.replace('/2.0/repositories/lighthouse/api', ''));
}

/** Where the files of a pull request are to be had. */
const redirected = (path: string): boolean => /^\/diffstat\/\w+\.\.\w+$/.test(path);

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What is written in another way is left to the statement, which other tests show. */
const isPlain = (text: string): boolean => text !== 'NULL' && text !== '' && !/["\\]/.test(text);

const operators = ['=', '<>', '<', '<=', '>', '>=', 'contains'] as const;
type Tried = (typeof operators)[number];

const order = ({ type }: ColumnDef, a: string, b: string): number =>
  type === 'BIGINT' ? Number(a) - Number(b) : a < b ? -1 : Number(a > b);

const holds: Readonly<Record<Tried, (column: ColumnDef, a: string, b: string) => boolean>> = {
  '=': (_, a, b) => a === b,
  '<>': (_, a, b) => a !== b,
  '<': (column, a, b) => order(column, a, b) < 0,
  '<=': (column, a, b) => order(column, a, b) <= 0,
  '>': (column, a, b) => order(column, a, b) > 0,
  '>=': (column, a, b) => order(column, a, b) >= 0,
  contains: (_, a, b) => a.includes(b),
};

function condition(column: string, operator: Tried, value: string): string {
  return operator === 'contains'
    ? `${column} LIKE ${literal(`%${value}%`)}`
    : `${column} ${operator} ${literal(value)}`;
}

describe.each(childCases)('$table', ({ table: name, parent, truth }: ChildCase) => {
  const table = tableNamed(name);
  const listPath = table.endpoint?.path.replace('/repositories/{workspace}/{repository}', '') ?? '';
  let all: readonly TruthRow[];
  let calls: readonly string[];
  let expected: readonly TruthRow[];
  beforeAll(async () => {
    scan.reset();
    all = await rows(`SELECT * FROM ${name}`);
    calls = asked((query) => !/(^|&)page=/.test(query));
    expected = await truth(scan.sandbox);
  });

  it('without a filter holds what the sandbox holds', () => {
    expect(expected.length).toBeGreaterThan(10);
    expect(sorted(only(all, Object.keys(expected[0] ?? {})))).toEqual(sorted(expected));
  });

  it('has a value in every column, in some row, and one key for each row', () => {
    const empty = table.columns.filter(({ name: column }) => all.every((row) => row[column] === 'NULL'));
    expect(empty.map(({ name: column }) => column)).toEqual([]);
    for (const column of table.columns.filter(({ nullable }) => !nullable)) {
      expect(all.filter((row) => row[column.name] === 'NULL')).toEqual([]);
    }
    expect(new Set(sorted(only(all, table.primaryKey))).size).toBe(all.length);
  });

  it('is read by one walk of a list, or by one walk for each parent', async () => {
    if (table.parent === undefined) {
      expect(calls).toEqual([listPath]);
      return;
    }
    const pattern = new RegExp(`^${listPath.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    const walks = calls.filter((path) => pattern.test(path));
    expect(new Set(walks).size).toBe(walks.length);
    const parents = await rows(`SELECT COUNT(*) AS n FROM ${table.parent.table}`);
    expect(parents).toEqual([{ n: String(walks.length) }]);
  });

  it('is counted', async () => {
    expect(await rows(`SELECT COUNT(*) AS n FROM ${name}`)).toEqual([{ n: String(all.length) }]);
  });

  it('is read for one parent, and for two, with a call for each', async () => {
    const keys = [...new Set(all.map((row) => row[parent] ?? ''))];
    const [one = '', two = ''] = [keys[1], keys.at(-2)];
    for (const wanted of [[one], [one, two]]) {
      scan.reset();
      const filter = `${parent} IN (${wanted.map(literal).join(', ')})`;
      const found = await rows(`SELECT * FROM ${name} WHERE ${filter}`);
      expect(sorted(found)).toEqual(sorted(all.filter((row) => wanted.includes(row[parent] ?? ''))));
      const keyed = wanted.map((key) => listPath.replace(`{${parent}}`, key));
      // What belongs to the report of a commit is asked for after the commit's reports.
      const nested = listPath.includes('/{ReportUUID}/');
      const lists = table.unfold === undefined ? keyed.map((path) => path.split('/{')[0] ?? '') : [listPath];
      const first = asked().filter((path) => !redirected(path) && !(nested && path.endsWith('/annotations')));
      expect(new Set(first)).toEqual(new Set(lists));
    }
  });

  const filtered = table.columns.flatMap((column) =>
    column.filter === undefined || column.filter.via === 'path' ? [] : [{ column, filter: column.filter }],
  );
  const comparisons = filtered.flatMap(({ column, filter }) =>
    operators
      .filter((operator) => filter.operators[operator] !== undefined)
      // Bitbucket may have more digits of a time than we do, so that this one is never sent.
      .filter((operator) => operator !== '<>' || column.type !== 'TIMESTAMP')
      .map((operator) => ({ column, filter, operator, what: `${column.name} ${operator}` })),
  );

  it.each(comparisons)('asks Bitbucket for $what', async ({ column, filter, operator }) => {
    // Of one parent, so that one call shows it; a list needs none.
    const someone = all.filter((row) => isPlain(row[column.name] ?? 'NULL'));
    const from = someone[Math.trunc(someone.length / 2)];
    const whole = from?.[column.name] ?? '';
    const value = operator === 'contains' ? whole.slice(1, 6) : whole;
    const place = table.unfold === undefined ? `${parent} = ${literal(from?.[parent] ?? '')} AND ` : '';
    const found = await rows(
      `SELECT * FROM ${name} WHERE ${place}${condition(column.name, operator, value)}`,
    );
    const within = table.unfold === undefined ? all.filter((row) => row[parent] === from?.[parent]) : all;
    const meant = ({ [column.name]: cell = 'NULL' }: TruthRow) =>
      cell !== 'NULL' && holds[operator](column, cell, value);
    expect(sorted(found)).toEqual(sorted(within.filter(meant)));
    const [first] = scan.queries();
    const sent = filter.via === 'q' ? (first?.get('q') ?? '') : [...(first?.keys() ?? [])].join(' ');
    expect(sent).toContain(filter.field);
    expect(new Set(asked()).size).toBe(1);
  });
});
