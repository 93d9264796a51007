import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { runnerColumns, runnerWrites } from '../runner-columns.ts';

const path = '/workspaces/{workspace}/pipelines-config/runners';

export const workspacePipelineRunners = defineTable({
  name: 'WorkspacePipelineRunners',
  scope: 'workspace',
  description: "Machines of one's own that run the pipelines of all repositories of the workspace.",
  endpoint: pipelinePages(path),
  columns: runnerColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['runner'],
  writes: runnerWrites(path),
});
