import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { variableColumns } from '../variable-columns.ts';

export const pipelineVariables = defineTable({
  name: 'PipelineVariables',
  scope: 'repository',
  description: "The variables of the repository's pipelines.",
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/pipelines_config/variables'),
  columns: variableColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
});
