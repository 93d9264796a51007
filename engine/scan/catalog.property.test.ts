/**
 * What a scan of any table brings, whatever Bitbucket is like where its documents are silent, holds every row for which
 * SQL says true. `npm test` tries the same few predicates for each table; with DRAWBRIDGE_DEEP they are more and new ones.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CellValue, TableDef } from '../catalog/table.ts';
import { apiTables } from '../catalog/tables.ts';
import { modeValues, type SandboxModes } from '../sandbox/modes.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { plainText } from './test-support/plain-rows.ts';
import { predicatesOver } from './test-support/predicate-arbitrary.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan } from './test-support/sandbox-scan.ts';
import { truth } from './test-support/sql-truth.ts';
import { takesLong, schemaWithRows } from './test-support/table-place.ts';

const deep = process.env['DRAWBRIDGE_DEEP'] !== undefined;
const runs = deep ? 200 : 5;
const fixedSeed = 20_261_127;

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan({ as: 'person' });
});
afterAll(() => scan.close());

/** Filters that do nothing at all are beyond what a table may declare `exact`. */
const modes: fc.Arbitrary<Partial<SandboxModes>> = fc.record(
  {
    filters: fc.constantFrom('strict' as const, 'unknown-ignored' as const),
    equality: fc.constantFrom(...modeValues.equality),
    inequalityOfNull: fc.constantFrom(...modeValues.inequalityOfNull),
    notNull: fc.constantFrom(...modeValues.notNull),
    precedence: fc.constantFrom(...modeValues.precedence),
    size: fc.constantFrom(...modeValues.size),
    stateBesideQuery: fc.constantFrom(...modeValues.stateBesideQuery),
  },
  { requiredKeys: [] },
);

type Row = Readonly<Record<string, CellValue>>;

const plain = (table: TableDef, rows: readonly Row[]) =>
  rows.map((row) =>
    Object.fromEntries(
      table.columns.map((column) => [column.name, plainText(column, row[column.name] ?? null)]),
    ),
  );

const sorted = (table: TableDef, rows: readonly Row[]) =>
  plain(table, rows)
    .map((row) => JSON.stringify(row))
    .sort();

const where = (rows: readonly Row[], predicate: Predicate) =>
  rows.filter((row) => truth(predicate, (column) => row[column] ?? null) === true);

/** Some hundred calls for each predicate are too many for `npm test`: of these it has the walk of the catalog. */
const tried = deep ? apiTables : apiTables.filter((table) => !takesLong(table));

describe.each(tried)('$name', (table) => {
  // Two hundred predicates over thousands of rows take minutes.
  it('loses no row by a filter, and counts right', { timeout: deep ? 1_800_000 : 30_000 }, async () => {
    scan.reset();
    const source = scan.source({ includeDeleted: true });
    const schema = schemaWithRows(table);
    const { rows: all } = await readScan(source, requestFor(schema, table));
    await fc.assert(
      fc.asyncProperty(predicatesOver(table, plain(table, all)), modes, async (predicate, behaviour) => {
        scan.reset();
        Object.assign(scan.sandbox.modes, behaviour);
        const wanted = where(all, predicate);
        const { rows } = await readScan(source, requestFor(schema, table, { predicate }));
        expect(sorted(table, where(rows, predicate))).toEqual(sorted(table, wanted));
        const request = requestFor(schema, table, { predicate, countOnly: true, columns: [] });
        const { count } = await readScan(source, request);
        if (count !== null) expect(count).toBe(wanted.length);
      }),
      { numRuns: runs, ...(deep ? {} : { seed: fixedSeed }) },
    );
  });
});
