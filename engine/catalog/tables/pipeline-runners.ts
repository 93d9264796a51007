import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { runnerColumns } from '../runner-columns.ts';

export const pipelineRunners = defineTable({
  name: 'PipelineRunners',
  scope: 'repository',
  description:
    "Machines of one's own that run the repository's pipelines. Those of all repositories are in WorkspacePipelineRunners.",
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/pipelines-config/runners'),
  columns: runnerColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['runner'],
});
