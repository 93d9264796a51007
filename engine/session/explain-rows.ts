/** EXPLAIN as a result: one row for each scan, with a column for each thing there is to say. */
import type { ExplainRow } from '../plan/explain.ts';
import type { TextRow } from './command-cursor.ts';

export const explainColumns: readonly string[] = [
  'Schema',
  'Table',
  'Endpoint',
  'Pushed',
  'Local',
  'EstimatedCalls',
  'Execution',
];

const executions: Readonly<Record<ExplainRow['execution'], string>> = {
  counted: 'counted by Bitbucket',
  batches: 'page by page as they arrive',
  loaded: 'after all rows have arrived',
};

export function explainRow(row: ExplainRow): TextRow {
  return [
    row.schema,
    row.table,
    row.endpoint,
    row.pushed.join('\n'),
    row.local.map(({ what, why }) => `${what}: ${why}`).join('\n'),
    row.estimatedCalls === null ? (row.callsDependOn ?? null) : String(row.estimatedCalls),
    executions[row.execution],
  ];
}
