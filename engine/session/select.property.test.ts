/**
 * Pushdown is only an optimisation: whatever a source does within its contract, a statement yields what plain DuckDB
 * yields over all rows. `npm test` tries the same 500 queries each time, so that the share of each kind of pushdown is
 * certain; with DRAWBRIDGE_DEEP (or DRAWBRIDGE_PROPERTY_RUNS) they are many more and new ones.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Predicate, ScanRequest } from '../plan/scan-request.ts';
import { asDrawbridgeError, SqlState } from '../error.ts';
import { compareResults } from './test-support/compare-results.ts';
import type { Hostility } from './test-support/memory-scan-source.ts';
import { anyQuery, type GeneratedQuery } from './test-support/query-arbitrary.ts';
import { withLiterals, withParameters } from './test-support/query-values.ts';
import { openReference, type Reference } from './test-support/reference-run.ts';
import { people, peopleRows, ticketRows, tickets } from './test-support/sample-tables.ts';
import { openBench, select, type SelectBench } from './test-support/select-bench.ts';

const deep = process.env['DRAWBRIDGE_DEEP'] !== undefined;
const asked = process.env['DRAWBRIDGE_PROPERTY_RUNS'];
const runs = Number(asked ?? (deep ? 5000 : 500));
const fixedSeed = 20_261_123;
/** Each kind must be pushed in this part of all runs, or the property proves nothing about it. */
const leastShare = 0.05;

let bench: SelectBench;
let reference: Reference;

beforeAll(async () => {
  bench = await openBench();
  reference = await openReference([
    [tickets, ticketRows],
    [people, peopleRows],
  ]);
});

afterAll(async () => {
  reference.close();
  await bench.close();
});

const hostility: fc.Arbitrary<Hostility> = fc.record({
  superfluous: fc.constantFrom('none', 'some', 'all'),
  pageSize: fc.constantFrom(1, 4, 7, 100),
  counts: fc.boolean(),
  honoursLimit: fc.boolean(),
  seed: fc.nat({ max: 1_000_000 }),
});

test('a statement yields what it yields over all rows, whatever is pushed', async () => {
  const pushed = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      anyQuery,
      hostility,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
      async (query, hostile, parameterised) => {
        bench.source.hostility = hostile;
        bench.source.requests.length = 0;
        await check(query, parameterised);
        expect(bench.source.closed, 'scans left open').toBe(bench.source.opened);
        for (const kind of new Set(bench.source.requests.flatMap(kindsOf))) {
          pushed.set(kind, (pushed.get(kind) ?? 0) + 1);
        }
      },
    ),
    { numRuns: runs, ...(deep || asked !== undefined ? {} : { seed: fixedSeed }) },
  );
  const shares = kinds.map((kind) => ({ kind, share: (pushed.get(kind) ?? 0) / runs }));
  console.table(shares.map(({ kind, share }) => ({ kind, 'runs in %': Math.round(share * 1000) / 10 })));
  expect(shares.filter(({ share }) => share < leastShare)).toEqual([]);
}, 600_000);

async function check(query: GeneratedQuery, parameterised: readonly boolean[]): Promise<void> {
  const literal = withLiterals(query.template);
  const truth = await reference.run(literal).catch((thrown: unknown) => asDrawbridgeError(thrown));
  const written = withParameters(query.template, parameterised);
  const ours = await select(bench, written.text, written.parameters).catch((thrown: unknown) =>
    asDrawbridgeError(thrown),
  );
  if (ours instanceof Error) {
    expect(ours.sqlState).not.toBe(SqlState.internalError);
    if (truth instanceof Error) return;
    const fails = await reference.runWithoutStatistics(literal).then(
      () => false,
      () => true,
    );
    expect(fails, `only with pushdown: ${ours.message}`).toBe(true);
    return;
  }
  // A row that fails may have been filtered out by the source.
  if (truth instanceof Error) return;
  // Unnamed columns are named for their text, where literals and parameters differ.
  if (written.parameters.length === 0) {
    expect(ours.names).toEqual(truth.names);
  }
  expect(ours.typeOids).toEqual(truth.typeOids);
  await compareResults(query, ours.rows, truth.rows, reference);
}

const kinds = [
  'fewer columns',
  'equality',
  'range',
  'IN',
  'IS NULL',
  'LIKE part',
  'LIKE prefix',
  'AND',
  'OR',
  'LIMIT',
  'ORDER BY and LIMIT',
  'COUNT',
];

function kindsOf(request: ScanRequest): readonly string[] {
  const { columns, target, predicate, order, limit, countOnly } = request;
  const found = predicate === null ? [] : predicateKinds(predicate);
  if (columns.length < target.table.columns.length) found.push('fewer columns');
  if (order !== null) found.push('ORDER BY and LIMIT');
  else if (limit !== null) found.push('LIMIT');
  if (countOnly) found.push('COUNT');
  return found;
}

function predicateKinds(predicate: Predicate): string[] {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return [predicate.kind.toUpperCase(), ...predicate.terms.flatMap(predicateKinds)];
    case 'in':
      return ['IN'];
    case 'null':
      return ['IS NULL'];
    case 'compare':
      if (predicate.operator === 'contains') return ['LIKE part'];
      if (predicate.operator === 'prefix') return ['LIKE prefix'];
      return [predicate.operator === '=' ? 'equality' : 'range'];
  }
}
