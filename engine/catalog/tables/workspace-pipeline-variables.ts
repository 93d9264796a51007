import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { variableColumns, variableWrites } from '../variable-columns.ts';

const path = '/workspaces/{workspace}/pipelines-config/variables';

export const workspacePipelineVariables = defineTable({
  name: 'WorkspacePipelineVariables',
  scope: 'workspace',
  description: 'The variables that the pipelines of all repositories of the workspace see.',
  endpoint: pipelinePages(path),
  columns: variableColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
  writes: variableWrites(path),
});
