/**
 * Tables whose rows are not the objects of one list, beside what the sandbox holds in truth. The walk of the catalog
 * tries everything else of them, but knows how they are made from the model alone.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SandboxScan } from '../scan/test-support/sandbox-scan.ts';
import { createMacros } from '../sql/macros.ts';
import type { SelectEnvironment } from './select.ts';
import { childCases, type TruthRow } from './test-support/child-cases.ts';
import { scanSession, type ScanSession } from './test-support/scan-session.ts';
import { select } from './test-support/select-bench.ts';

let session: ScanSession;
let environment: SelectEnvironment;
let scan: SandboxScan;

beforeAll(async () => {
  session = await scanSession(['api', 'Information'], { macros: createMacros('main', '0') });
  ({ environment, scan } = session);
});
afterAll(() => session.close());

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
