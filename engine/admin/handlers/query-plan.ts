/** One scan of a statement's plan, as the window shows it. */
import type { ExplainRow } from '../../plan/explain.ts';
import type { PlanScan } from '../contract.ts';

export function queryPlan(row: ExplainRow): PlanScan {
  const { schema, table, endpoint, execution, estimatedCalls, callsDependOn } = row;
  return {
    schema,
    table,
    endpoint,
    sent: row.sent.map((part) => ({ ...part })),
    local: row.local.map((filter) => ({ ...filter })),
    execution,
    estimatedCalls,
    ...(callsDependOn === undefined ? {} : { callsDependOn }),
  };
}
