/**
 * Tables whose rows are not the objects of one list, beside what the sandbox holds in truth. The walk of the catalog
 * tries everything else of them, but knows how they are made from the model alone.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SandboxScan, sandboxScan } from '../scan/test-support/sandbox-scan.ts';
import { createMacros } from '../sql/macros.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { modelTables } from './table-resolver.ts';
import { childCases, type TruthRow } from './test-support/child-cases.ts';
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
});
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

it.each(childCases)('$table holds what the sandbox holds', async ({ table, truth }) => {
  const expected = await truth(scan.sandbox);
  expect(expected.length).toBeGreaterThan(10);
  const all = await rows(`SELECT * FROM ${table}`);
  expect(sorted(only(all, Object.keys(expected[0] ?? {})))).toEqual(sorted(expected));
});
