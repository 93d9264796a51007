import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { runnerColumns } from '../runner-columns.ts';

export const workspacePipelineRunners = defineTable({
  name: 'WorkspacePipelineRunners',
  scope: 'workspace',
  description: "Machines of one's own that run the pipelines of all repositories of the workspace.",
  endpoint: pipelinePages('/workspaces/{workspace}/pipelines-config/runners'),
  columns: runnerColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['runner'],
});
