import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { runnerColumns, runnerWrites } from '../runner-columns.ts';

const path = '/repositories/{workspace}/{repository}/pipelines-config/runners';

export const pipelineRunners = defineTable({
  name: 'PipelineRunners',
  scope: 'repository',
  description:
    "Machines of one's own that run the repository's pipelines. Those of all repositories are in WorkspacePipelineRunners.",
  endpoint: pipelinePages(path),
  columns: runnerColumns,
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['runner'],
  writes: runnerWrites(path),
});
