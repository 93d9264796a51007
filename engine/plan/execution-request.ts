/** What a scan is asked for when its statement is executed: the planned request, cut short where few rows are wanted. */
import type { ScanRequest } from './scan-request.ts';
import type { PlannedScan, StatementPlan } from './statement-plan.ts';

/** `rowsWanted`: no more rows of the result will be read, as with Max Rows; 0: all may be. */
export function executionRequest(
  { execution, order }: StatementPlan,
  { request, whole }: PlannedScan,
  rowsWanted: number,
): ScanRequest {
  if (execution.kind === 'batches') {
    const limit = smallest(execution.limit, rowsWanted === 0 ? null : rowsWanted);
    return { ...request, limit: whole ? limit : null };
  }
  if (execution.kind !== 'loaded' || order === null || rowsWanted === 0) return request;
  // Max Rows cuts the first rows of an ordered result; the scan may stop after them and their ties.
  return { ...request, order, limit: rowsWanted };
}

export function smallest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
