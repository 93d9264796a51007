import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CellValue } from '../catalog/table.ts';
import type { Constant, Predicate, ScanRequest } from '../plan/scan-request.ts';
import { modeValues, type SandboxModes } from '../sandbox/modes.ts';
import type { ApiScanSource } from './api-scan-source.ts';
import { both, compare, either } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';
import { truth } from './test-support/sql-truth.ts';

type Row = Readonly<Record<string, CellValue>>;

const pullRequests = tableNamed('PullRequests');
const columns = ['Id', 'Title', 'Description', 'State', 'AuthorUUID', 'CreatedOn', 'UpdatedOn'];
const schema = 'api';

let scan: SandboxScan;
let source: ApiScanSource;
let all: readonly Row[];
beforeAll(async () => {
  scan = await sandboxScan();
  source = scan.source({ pageSize: 7, includeDeleted: true });
  all = (await readScan(source, requestFor(schema, pullRequests, { columns }))).rows;
});
afterEach(() => {
  scan.reset();
});
afterAll(() => scan.close());

/** A constant that some row has, so that comparisons meet. */
function constantOf(row: Row, column: string): Constant {
  const value = row[column] ?? '';
  if (column === 'Id') return { kind: 'number', text: String(value) };
  if (typeof value !== 'bigint') return { kind: 'text', text: String(value) };
  const time = new Date(Number(value / 1000n)).toISOString().replace('Z', '');
  return { kind: 'timestamp', text: `${time}${String(value % 1000n).padStart(3, '0')}` };
}

const someConstant = (column: string) =>
  fc.nat(100_000).map((place) => constantOf(all[place % all.length] ?? {}, column));

/** A part of the text, for LIKE. */
function shortened({ kind, text }: Constant, operator: string): Constant {
  if (operator === 'contains') return { kind, text: text.slice(2, 5) };
  return { kind, text: operator === 'prefix' ? text.slice(0, 3) : text };
}

function comparisonsOf(column: string): fc.Arbitrary<Predicate> {
  const texts = !['Id', 'CreatedOn', 'UpdatedOn'].includes(column);
  const operators = texts
    ? (['=', '<>', 'contains', 'prefix'] as const)
    : (['=', '<>', '<', '<=', '>', '>='] as const);
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...operators), someConstant(column))
        .map(([operator, value]) => compare(column, operator, shortened(value, operator))),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(someConstant(column), { minLength: 1, maxLength: 4 })
        .map((values): Predicate => ({ kind: 'in', column, values })),
    },
    { weight: 1, arbitrary: fc.boolean().map((negated): Predicate => ({ kind: 'null', column, negated })) },
  );
}

const leaf = fc.constantFrom(...columns).chain(comparisonsOf);

const predicates = fc.oneof(
  leaf,
  fc.array(leaf, { minLength: 2, maxLength: 3 }).map((terms) => both(...terms)),
  fc.array(leaf, { minLength: 2, maxLength: 3 }).map((terms) => either(...terms)),
  fc.tuple(leaf, leaf, leaf).map(([a, b, c]) => both(a, either(b, c))),
);

/** Filters that do nothing at all are beyond what a table may declare `exact`. */
const modes: fc.Arbitrary<Partial<SandboxModes>> = fc.record(
  {
    filters: fc.constantFrom('strict' as const, 'unknown-ignored' as const),
    equality: fc.constantFrom(...modeValues.equality),
    inequalityOfNull: fc.constantFrom(...modeValues.inequalityOfNull),
    notNull: fc.constantFrom(...modeValues.notNull),
    precedence: fc.constantFrom(...modeValues.precedence),
    ties: fc.constantFrom('stable' as const, 'shuffled' as const),
    tieSeed: fc.nat(1000),
    nulls: fc.constantFrom(...modeValues.nulls),
    size: fc.constantFrom(...modeValues.size),
    stateBesideQuery: fc.constantFrom(...modeValues.stateBesideQuery),
  },
  { requiredKeys: [] },
);

function matching(predicate: Predicate | null): readonly Row[] {
  if (predicate === null) return all;
  return all.filter((row) => truth(predicate, (column) => row[column] ?? null) === true);
}

const ids = (rows: readonly Row[]) => rows.map((row) => Number(row['Id']));

async function scanUnder(behaviour: Partial<SandboxModes>, more: Partial<ScanRequest>) {
  scan.sandbox.resetModes();
  Object.assign(scan.sandbox.modes, behaviour);
  return readScan(source, requestFor(schema, pullRequests, { columns, ...more }));
}

describe('whatever the server is like', () => {
  it('a scan brings every row that satisfies the predicate', async () => {
    await fc.assert(
      fc.asyncProperty(predicates, modes, async (predicate, behaviour) => {
        const { rows } = await scanUnder(behaviour, { predicate });
        expect(ids(rows)).toEqual(expect.arrayContaining(ids(matching(predicate))));
        expect(new Set(ids(rows)).size).toBe(rows.length);
      }),
      { numRuns: 60 },
    );
  });

  it('a count is that of the rows', async () => {
    let counted = 0;
    const often = fc.oneof(fc.constant(null), comparisonsOf('Id'), comparisonsOf('State'), predicates);
    await fc.assert(
      fc.asyncProperty(often, modes, async (predicate, behaviour) => {
        const { count, rows } = await scanUnder(behaviour, { predicate, countOnly: true });
        if (count === null) {
          expect(ids(rows)).toEqual(expect.arrayContaining(ids(matching(predicate))));
          return;
        }
        counted += 1;
        expect(count).toBe(matching(predicate).length);
      }),
      { numRuns: 60 },
    );
    expect(counted).toBeGreaterThan(5);
  });

  it('a limit keeps enough rows, and with an order the first ones with all their equals', async () => {
    const orders = fc.option(
      fc.record({ column: fc.constantFrom('Id', 'CreatedOn', 'UpdatedOn'), descending: fc.boolean() }),
      { nil: null },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.option(predicates, { nil: null }),
        modes,
        orders,
        fc.integer({ min: 1, max: 30 }),
        async (predicate, behaviour, order, limit) => {
          const { rows } = await scanUnder(behaviour, { predicate, order, limit });
          const wanted = matching(predicate);
          const found = rows.filter((row) => wanted.some((each) => each['Id'] === row['Id']));
          expect(found.length).toBeGreaterThanOrEqual(Math.min(limit, wanted.length));
          if (order === null) return;
          const by = (row: Row) => row[order.column] as bigint;
          const sorted = wanted.toSorted((a, b) =>
            by(a) === by(b) ? 0 : by(a) < by(b) === order.descending ? 1 : -1,
          );
          const last = sorted[Math.min(limit, sorted.length) - 1];
          if (last === undefined) return;
          const first = sorted.filter((row) =>
            order.descending ? by(row) >= by(last) : by(row) <= by(last),
          );
          expect(ids(found)).toEqual(expect.arrayContaining(ids(first)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('rows that change places with every call are found or missed aloud', async () => {
    scan.sandbox.modes.ties = 'unstable';
    const { rows } = await readScan(source, requestFor(schema, pullRequests, { columns }));
    expect(ids(rows).toSorted((a, b) => a - b)).toEqual(ids(all).toSorted((a, b) => a - b));
    const order = { column: 'CreatedOn', descending: true };
    const newest = await readScan(source, requestFor(schema, pullRequests, { columns, order, limit: 10 }));
    const times = all
      .map((row) => row['CreatedOn'] as bigint)
      .toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
    const wanted = all.filter((row) => (row['CreatedOn'] as bigint) >= (times[9] ?? 0n));
    expect(ids(newest.rows)).toEqual(expect.arrayContaining(ids(wanted)));
  });
});
