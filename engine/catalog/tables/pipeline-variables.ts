import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { variableColumns, variableWrites } from '../variable-columns.ts';

const path = '/repositories/{workspace}/{repository}/pipelines_config/variables';

export const pipelineVariables = defineTable({
  name: 'PipelineVariables',
  scope: 'repository',
  description: "The variables of the repository's pipelines.",
  endpoint: pipelinePages(path),
  columns: variableColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
  writes: variableWrites(path),
});
