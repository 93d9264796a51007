/** Pipelines that are started and stopped. */
import type { ProcedureDef } from '../procedure.ts';
import type { ColumnDef } from '../table.ts';
import { pipelines } from '../tables/pipelines.ts';

// The scope of the document of the API is `pipeline`; the list of scopes says that running and stopping takes this one.
const scopes = ['pipeline:write'];

const shown: ReadonlySet<string> = new Set([
  'UUID',
  'BuildNumber',
  'StateName',
  'StateResultName',
  'TargetRefType',
  'TargetRefName',
  'TargetCommitHash',
  'CreatedOn',
  'CompletedOn',
]);

const result: readonly ColumnDef[] = pipelines.columns.filter(({ name }) => shown.has(name));

export const runPipeline: ProcedureDef = {
  name: 'RunPipeline',
  description: 'Starts a pipeline on a branch or a tag.',
  parameters: [
    {
      name: 'RefName',
      type: 'VARCHAR',
      length: 255,
      required: true,
      description: 'The branch or tag.',
      path: 'target.ref_name',
    },
    {
      name: 'RefType',
      type: 'VARCHAR',
      length: 20,
      required: false,
      description: 'branch (where nothing is said) or tag.',
      path: 'target.ref_type',
      otherwise: 'branch',
      values: ['branch', 'tag', 'named_branch', 'bookmark'],
    },
    {
      name: 'CommitHash',
      type: 'VARCHAR',
      length: 40,
      required: false,
      description: 'The commit of it that is built; its head where nothing is said.',
      path: 'target.commit.hash',
    },
    {
      name: 'CustomPipeline',
      type: 'VARCHAR',
      length: 255,
      required: false,
      description: 'The name of the custom pipeline in bitbucket-pipelines.yml that runs.',
      path: 'target.selector.pattern',
    },
    {
      name: 'Variables',
      type: 'JSON',
      required: false,
      description: 'Variables of this run, as a JSON list of objects with key, value and secured.',
      path: 'variables',
      secret: true,
    },
  ],
  call: { method: 'POST', path: '/repositories/{workspace}/{repository}/pipelines/', scopes },
  always: { 'target.type': 'pipeline_ref_target' },
  beside: {
    'target.commit.hash': [['target.commit.type', 'commit']],
    'target.selector.pattern': [['target.selector.type', 'custom']],
  },
  result,
};

export const stopPipeline: ProcedureDef = {
  name: 'StopPipeline',
  description: 'Stops a pipeline that runs.',
  parameters: [
    {
      name: 'PipelineUUID',
      type: 'VARCHAR',
      length: 38,
      required: true,
      description: 'The identifier of the pipeline, in braces.',
    },
  ],
  call: {
    method: 'POST',
    path: '/repositories/{workspace}/{repository}/pipelines/{PipelineUUID}/stopPipeline',
    scopes,
  },
  read: '/repositories/{workspace}/{repository}/pipelines/{PipelineUUID}',
  result,
};
