/** What executing a statement would ask of Bitbucket, for EXPLAIN. */
import type { LocalFilter } from './filter-expression.ts';
import type { ScanSource } from './scan-request.ts';
import type { Execution, StatementPlan } from './statement-plan.ts';

/** One row for each scan. */
export interface ExplainRow {
  readonly schema: string;
  readonly table: string;
  readonly endpoint: string;
  /** In the endpoint's own words. */
  readonly pushed: readonly string[];
  readonly local: readonly LocalFilter[];
  /** null: not known before the first page. */
  readonly estimatedCalls: number | null;
  /** `counted`: a number answers; `batches`: rows leave as pages arrive; `loaded`: all rows first. */
  readonly execution: 'counted' | 'batches' | 'loaded';
}

const words: Readonly<Record<Execution['kind'], ExplainRow['execution']>> = {
  none: 'loaded',
  count: 'counted',
  blanks: 'counted',
  batches: 'batches',
  loaded: 'loaded',
};

export function explainPlan({ scans, execution }: StatementPlan, source: ScanSource): readonly ExplainRow[] {
  return scans.map(({ request, local }) => {
    const { endpoint, pushed, local: unsent, estimatedCalls } = source.explain(request);
    return {
      schema: request.target.schema,
      table: request.target.table.name,
      endpoint,
      pushed,
      local: [...local, ...unsent],
      estimatedCalls,
      execution: words[execution.kind],
    };
  });
}
