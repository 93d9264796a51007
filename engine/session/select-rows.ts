/**
 * The rows of a SELECT, one way for each kind of execution (statement-plan.ts), on a connection of their own.
 *
 * Results are streamed with a marker, since a client that stops reading must cost no more than a little buffer
 * whatever the result. A stream loses its error (store/result-reader.ts tells why), so a statement that may fail after
 * its first rows is tried out first, without keeping what it yields: a table of it would cost that memory.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { executionRequest } from '../plan/execution-request.ts';
import type { Predicate } from '../plan/scan-request.ts';
import type { PlannedScan, StatementPlan } from '../plan/statement-plan.ts';
import type { StoreConnection } from '../store/connection.ts';
import type { LoadTarget } from '../store/load.ts';
import type { ResultReader } from '../store/result-reader.ts';
import { storeCatalog } from '../store/store.ts';
import { batchRows } from './select-batches.ts';
import { drivenKeys, drivingScans, withKeys } from './select-driven.ts';
import { rowsOf, type ScanRunner } from './select-scan.ts';

export interface SelectRun {
  readonly connection: StoreConnection;
  readonly scans: ScanRunner;
  /** As DuckDB runs it, without parameters. */
  readonly text: string;
  readonly plan: StatementPlan;
  readonly columnCount: number;
  /** No more rows than these will be read; 0: all may be. */
  readonly rowsWanted: number;
}

/** Within the transaction that was begun for planning. */
export async function* selectRows(run: SelectRun): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  switch (run.plan.execution.kind) {
    case 'none':
      return yield* statementRows(run);
    case 'count':
      return yield* countedRows(run);
    case 'blanks':
      for (const scan of run.plan.scans) await loadBlanks(run, scan);
      return yield* statementRows(run);
    case 'batches':
      return yield* batchRows(run, run.plan.execution.limit);
    case 'loaded':
      await loadAll(run);
      return yield* statementRows(run);
  }
}

/** All side by side, but what is driven after what drives it. */
async function loadAll(run: SelectRun): Promise<void> {
  const begun = new Map<PlannedScan, Promise<void>>();
  const loaded = (scan: PlannedScan): Promise<void> => {
    const running = begun.get(scan) ?? begin(scan);
    begun.set(scan, running);
    return running;
  };
  const begin = async (scan: PlannedScan): Promise<void> => {
    if (scan.driver === null) return load(run, scan, null);
    await Promise.all(drivingScans(scan.driver, run.plan.scans).map(loaded));
    return load(run, scan, await drivenKeys(run.connection, scan.driver, scan.request, run.scans.signal));
  };
  await Promise.all(run.plan.scans.map(loaded));
}

async function load(run: SelectRun, scan: PlannedScan, keys: Predicate | null): Promise<void> {
  const { connection, scans, plan, rowsWanted } = run;
  const target = loadTarget(scan);
  const request = withKeys(executionRequest(plan, scan, rowsWanted), keys);
  for await (const batch of scans.read(request)) await connection.append(target, rowsOf(batch));
}

/** A source may count, or return the rows, or count one part and return the rows of another. */
async function loadBlanks({ connection, scans }: SelectRun, scan: PlannedScan): Promise<void> {
  const target = loadTarget(scan);
  for await (const batch of scans.read(scan.request)) {
    if ('count' in batch) await connection.appendBlanks(target, batch.count);
    else await connection.append(target, batch);
  }
}

export function loadTarget({ storedSchema, request }: PlannedScan): LoadTarget {
  return {
    catalog: storeCatalog,
    schema: storedSchema,
    table: request.target.table,
    columns: request.columns,
  };
}

async function* countedRows(run: SelectRun): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  let counted: bigint | null = null;
  for (const scan of run.plan.scans) {
    for await (const batch of run.scans.read(scan.request)) {
      if ('count' in batch) counted = (counted ?? 0n) + BigInt(batch.count);
      else await run.connection.append(loadTarget(scan), batch);
    }
  }
  if (counted === null) return yield* statementRows(run);
  const rows = BigInt(await run.connection.value(run.text, [], run.scans.signal));
  const result = await run.connection.run(`SELECT CAST(${counted + rows} AS BIGINT)`);
  yield* chunks(result);
}

/** A longer result that fails after this many rows fails without saying why. */
const triedRows = 1_000_000;

async function* statementRows(run: SelectRun): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  const { connection, text, rowsWanted, plan, columnCount, scans } = run;
  // DuckDB works on many rows at a time, and one that nobody wants must not fail the statement.
  const wanted = rowsWanted === 0 ? text : `SELECT * FROM (\n${text}\n) LIMIT ${rowsWanted}`;
  if (plan.mayFailLate) await tryOut(run, wanted);
  yield* chunks(await connection.stream(wanted, columnCount, scans.signal));
}

/**
 * Makes every value that will be read once, for its errors, and keeps none of them. bit_xor is what makes them: an
 * aggregate that could do without its argument would be given none.
 */
async function tryOut({ connection, columnCount, scans }: SelectRun, text: string): Promise<void> {
  const names = Array.from({ length: columnCount }, (_, index) => `c${index}`).join(', ');
  const tried = `SELECT * FROM (\n${text}\n) AS r(${names}) LIMIT ${triedRows}`;
  await connection.value(`SELECT bit_xor(hash(${names})) FROM (${tried})`, [], scans.signal);
}

async function* chunks(result: ResultReader): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  for (let chunk = await result.next(); chunk !== null; chunk = await result.next()) yield chunk;
}
