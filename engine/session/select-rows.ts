/**
 * The rows of a SELECT, one way for each kind of execution (statement-plan.ts), on a connection of their own.
 *
 * Results are streamed with a marker, since a client that stops reading must cost no more than a little buffer
 * whatever the result. A stream loses its error, so a statement that may fail after its first rows goes through a
 * temporary table first, which spills to disk (store/result-reader.ts tells why).
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { executionRequest } from '../plan/execution-request.ts';
import type { PlannedScan, StatementPlan } from '../plan/statement-plan.ts';
import type { StoreConnection } from '../store/connection.ts';
import type { LoadTarget } from '../store/load.ts';
import type { ResultReader } from '../store/result-reader.ts';
import { storeCatalog } from '../store/store.ts';
import { batchRows } from './select-batches.ts';
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
      await Promise.all(run.plan.scans.map((scan) => load(run, scan)));
      return yield* statementRows(run);
  }
}

async function load({ connection, scans, plan, rowsWanted }: SelectRun, scan: PlannedScan): Promise<void> {
  const target = loadTarget(scan);
  const request = executionRequest(plan, scan, rowsWanted);
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

const stagedResult = 'temp.main.drawbridge_result';
/**
 * A longer result that fails after this many rows fails without saying why. Staging more would cost too much for a
 * client that has stopped reading: at the usual width these rows take about 20 MiB.
 */
const stagedRows = 20_000;

async function* statementRows(run: SelectRun): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  const { connection, text, plan, columnCount } = run;
  const { signal } = run.scans;
  const staged = plan.mayFailLate && (await stage(run));
  yield* chunks(await connection.stream(staged ? `FROM ${stagedResult}` : text, columnCount, signal));
}

/** Puts the result into a temporary table; false when it is too long for that. */
async function stage({ connection, text, scans }: SelectRun): Promise<boolean> {
  await connection.run(
    `CREATE TEMPORARY TABLE ${stagedResult} AS SELECT * FROM (\n${text}\n) LIMIT ${stagedRows}`,
    scans.signal,
  );
  const rows = await connection.value(`SELECT count(*) FROM ${stagedResult}`, [], scans.signal);
  if (Number(rows) < stagedRows) return true;
  await connection.run(`DROP TABLE ${stagedResult}`);
  return false;
}

async function* chunks(result: ResultReader): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  for (let chunk = await result.next(); chunk !== null; chunk = await result.next()) yield chunk;
}
