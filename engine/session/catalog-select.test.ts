/** Every table of the catalog, by a statement: DuckDB takes the rows that a scan brings, column by column. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiTables } from '../catalog/tables.ts';
import { readScan, requestFor } from '../scan/test-support/read-scan.ts';
import { takesLong, schemaWithRows } from '../scan/test-support/table-place.ts';
import type { SelectEnvironment } from './select.ts';
import { scanSession, type ScanSession } from './test-support/scan-session.ts';
import { select } from './test-support/select-bench.ts';

let session: ScanSession;
let environment: SelectEnvironment;

beforeAll(async () => {
  session = await scanSession(['Information'], { as: 'person' });
  ({ environment } = session);
});

afterAll(() => session.close());

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
