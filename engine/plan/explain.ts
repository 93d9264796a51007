/** What executing a statement would ask of Bitbucket, for EXPLAIN. */
import { executionRequest } from './execution-request.ts';
import type { LocalFilter } from './offer.ts';
import type { ScanSource, SentPart } from './scan-request.ts';
import type { StatementPlan } from './statement-plan.ts';

/** One row for each scan. */
export interface ExplainRow {
  readonly schema: string;
  readonly table: string;
  readonly endpoint: string;
  readonly sent: readonly SentPart[];
  /** The same in the endpoint's own words. */
  readonly pushed: readonly string[];
  readonly local: readonly LocalFilter[];
  /** null: not known before the first page; `callsDependOn` then says what it depends on. */
  readonly estimatedCalls: number | null;
  readonly callsDependOn?: string;
  /** `counted`: a number answers; `batches`: rows leave as pages arrive; `loaded`: all rows first. */
  readonly execution: 'counted' | 'batches' | 'loaded';
}

/** `rowsWanted` as in executionRequest. */
export function explainPlan(
  plan: StatementPlan,
  source: ScanSource,
  rowsWanted: number,
): readonly ExplainRow[] {
  return plan.scans.map((scan) => {
    const request = executionRequest(plan, scan, rowsWanted);
    const { local: unsent, counts = true, ...explained } = source.explain(request);
    return {
      schema: request.target.schema,
      table: request.target.table.name,
      ...explained,
      // With Max Rows an order may be asked for that the statement alone would not need.
      local: [...scan.local, ...(request.order === null ? scan.unsorted : []), ...unsent],
      execution: wayOf(plan.execution.kind, counts),
    };
  });
}

function wayOf(kind: StatementPlan['execution']['kind'], counts: boolean): ExplainRow['execution'] {
  if ((kind === 'count' || kind === 'blanks') && counts) return 'counted';
  return kind === 'batches' ? 'batches' : 'loaded';
}
