/** Every table of the catalog, by a statement: DuckDB takes the rows that a scan brings, column by column. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiTables } from '../catalog/tables.ts';
import { readScan, requestFor } from '../scan/test-support/read-scan.ts';
import { type SandboxScan, sandboxScan } from '../scan/test-support/sandbox-scan.ts';
import { takesLong, schemaWithRows } from '../scan/test-support/table-place.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { modelTables } from './table-resolver.ts';
import { select } from './test-support/select-bench.ts';

let folder: string;
let scan: SandboxScan;
let store: Store;
let environment: SelectEnvironment;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalog-select-'));
  scan = await sandboxScan({ as: 'person' });
  store = await openStore({
    temporaryFolder: folder,
    memoryLimit: 256 * 1024 * 1024,
    threads: 1,
    macros: [],
  });
  environment = {
    store,
    resolver: modelTables,
    source: scan.source(),
    searchPath: ['Information'],
    functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
  };
});

afterAll(async () => {
  await store.close();
  await scan.close();
  await rm(folder, { recursive: true, force: true });
});

/** So many rows stand for a table that takes long: the walk of the catalog reads it whole. */
const some = 10;

it.each(apiTables)('SELECT * FROM $name', async (table) => {
  const schema = schemaWithRows(table);
  const limit = takesLong(table) ? some : null;
  const { rows: read } = await readScan(environment.source, requestFor(schema, table, { limit }));
  const rows = limit === null ? read : read.slice(0, limit);
  const end = limit === null ? '' : ` LIMIT ${limit}`;
  const result = await select({ environment }, `SELECT * FROM "${schema}"."${table.name}"${end}`);
  expect(result.names).toEqual(table.columns.map(({ name }) => name));
  expect(result.rows).toHaveLength(rows.length);
  const texts = table.columns.filter(({ type }) => type === 'VARCHAR');
  const [first] = result.rows;
  for (const { name } of texts) {
    expect(first?.[result.names.indexOf(name)]).toBe(rows[0]?.[name] ?? 'NULL');
  }
});
