import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { variableColumns } from '../variable-columns.ts';

export const workspacePipelineVariables = defineTable({
  name: 'WorkspacePipelineVariables',
  scope: 'workspace',
  description: 'The variables that the pipelines of all repositories of the workspace see.',
  endpoint: pipelinePages('/workspaces/{workspace}/pipelines-config/variables'),
  columns: variableColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
});
