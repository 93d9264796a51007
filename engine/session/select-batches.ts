/**
 * Micro-batches: a statement that treats each row on its own runs over each batch of arrived pages, in page order,
 * each time in a transaction of its own. So the first rows leave before the last page has arrived, and memory holds
 * a batch at a time. LIMIT is counted across batches.
 *
 * Pages are pulled as the client reads. While it works through one batch, a few more are read ahead, but not when a
 * limit is known, since each page costs a call.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { executionRequest, smallest } from '../plan/execution-request.ts';
import { BatchSize } from './select-batch-size.ts';
import { readAhead } from './select-read-ahead.ts';
import { loadTarget, type SelectRun } from './select-rows.ts';

export async function* batchRows(
  run: SelectRun,
  limit: number | null,
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  const [scan] = run.plan.scans;
  if (scan === undefined || limit === 0) return;
  const wanted = smallest(limit, run.rowsWanted === 0 ? null : run.rowsWanted);
  const request = executionRequest(run.plan, scan, run.rowsWanted);
  const pages = readAhead(run.scans.read(request), wanted === null);
  const target = loadTarget(scan);
  // What may fail late is what has functions, and those may make long values of short ones.
  const size = new BatchSize(run.plan.mayFailLate);
  let left = wanted ?? Number.POSITIVE_INFINITY;
  await run.connection.rollback();
  try {
    for await (const page of pages) {
      for (const batch of size.slices(page)) {
        const result = await resultOf(run, () => run.connection.append(target, batch));
        size.note(batch.rowCount, result);
        for (const chunk of result) {
          if (chunk.rowCount > left) chunk.rowCount = left;
          left -= chunk.rowCount;
          if (chunk.rowCount > 0) yield chunk;
        }
        if (left === 0) return;
      }
    }
  } finally {
    await pages.return();
  }
}

/** A batch has 2,048 rows at most, and fewer if they are long: its result may be read whole. */
async function resultOf(
  { connection, text, scans }: SelectRun,
  load: () => Promise<void>,
): Promise<readonly DuckDBDataChunk[]> {
  await connection.begin();
  await load();
  const result = await connection.run(text, scans.signal);
  const all: DuckDBDataChunk[] = [];
  for (let chunk = await result.next(); chunk !== null; chunk = await result.next()) all.push(chunk);
  await connection.rollback();
  return all;
}
