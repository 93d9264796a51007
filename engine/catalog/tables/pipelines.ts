import { booleanColumn, integerColumn, named, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import type { ColumnFilter } from '../table.ts';
import { userColumns } from '../user-columns.ts';
import { repositoryUuid } from '../repository-columns.ts';

/** Pipelines know no `q`: each filter is a query parameter of its own and takes one value. */
function parameter(field: string): ColumnFilter {
  return { field, via: 'parameter', operators: { '=': 'superset' } };
}

/** The path ends in a slash: without it Bitbucket answers 404. Partial responses are unreliable here. */
export const pipelines = defineTable({
  name: 'Pipelines',
  scope: 'repository',
  description: 'The runs of Bitbucket Pipelines in the repository.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pipelines/',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: false,
  },
  columns: [
    {
      name: 'UUID',
      type: 'VARCHAR',
      length: 38,
      nullable: false,
      description: 'The immutable identifier of the run, in braces.',
      path: 'uuid',
    },
    {
      name: 'BuildNumber',
      type: 'BIGINT',
      nullable: false,
      description: 'The number of the run, counted in its repository.',
      path: 'build_number',
    },
    {
      name: 'StateName',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'PENDING, IN_PROGRESS, PAUSED, HALTED or COMPLETED.',
      path: 'state.name',
    },
    {
      name: 'StateResultName',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'How a completed run ended: SUCCESSFUL, FAILED, ERROR, STOPPED or EXPIRED.',
      path: 'state.result.name',
    },
    {
      name: 'StateStageName',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'What a run in progress is doing, such as RUNNING or PAUSED.',
      path: 'state.stage.name',
    },
    {
      name: 'TargetType',
      type: 'VARCHAR',
      length: 64,
      nullable: true,
      description:
        'What the run built: pipeline_ref_target, pipeline_commit_target or pipeline_pullrequest_target.',
      path: 'target.type',
    },
    {
      name: 'TargetRefType',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'branch or tag, when a branch or a tag was built.',
      path: 'target.ref_type',
      filter: parameter('target.ref_type'),
    },
    {
      name: 'TargetRefName',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The branch or tag that was built.',
      path: 'target.ref_name',
      filter: parameter('target.ref_name'),
    },
    {
      name: 'TargetCommitHash',
      type: 'VARCHAR',
      length: 40,
      nullable: true,
      description: 'The hash of the commit that was built.',
      path: 'target.commit.hash',
      filter: parameter('target.commit.hash'),
    },
    {
      name: 'TargetSelectorType',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'Which section of the pipelines file was run, such as branches, custom or default.',
      path: 'target.selector.type',
      filter: parameter('target.selector.type'),
    },
    {
      name: 'TargetSelectorPattern',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The name or pattern in that section.',
      path: 'target.selector.pattern',
      filter: parameter('target.selector.pattern'),
    },
    {
      name: 'TargetPullRequestId',
      type: 'BIGINT',
      nullable: true,
      description: 'The pull request that was built.',
      path: 'target.pullrequest.id',
    },
    textColumn('TargetSource', 'target.source', 'The branch that the pull request comes from.', named),
    textColumn(
      'TargetDestination',
      'target.destination',
      'The branch that the pull request is to go to.',
      named,
    ),
    textColumn('TargetDestinationCommitHash', 'target.destination_commit.hash', 'The commit at its end.', {
      length: 40,
    }),
    {
      name: 'TriggerName',
      type: 'VARCHAR',
      length: 32,
      nullable: true,
      description: 'What started the run, such as PUSH, MANUAL or SCHEDULE.',
      path: 'trigger.name',
    },
    ...userColumns({
      prefix: 'Creator',
      path: 'creator',
      who: 'that started the run',
      uuidFilter: parameter('creator.uuid'),
    }),
    ...userColumns({ prefix: 'Terminator', path: 'state.result.terminator', who: 'that stopped the run' }),
    integerColumn('RunNumber', 'run_number', 'How many times the run was begun.'),
    booleanColumn(
      'FirstSuccessful',
      'first_successful',
      'Whether it was the first to succeed in the repository.',
    ),
    booleanColumn('Expired', 'expired', 'Whether its logs and artifacts are gone.'),
    booleanColumn('HasVariables', 'has_variables', 'Whether it was begun with variables of its own.'),
    {
      name: 'DurationInSeconds',
      type: 'BIGINT',
      nullable: true,
      description: 'How long the run took, in seconds.',
      path: 'duration_in_seconds',
    },
    {
      name: 'BuildSecondsUsed',
      type: 'BIGINT',
      nullable: true,
      description: 'How many build seconds the run was charged with.',
      path: 'build_seconds_used',
    },
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the run was created, in UTC.',
      path: 'created_on',
      sort: 'created_on',
    },
    {
      name: 'CompletedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When the run ended, in UTC; null while it goes on.',
      path: 'completed_on',
    },
    repositoryUuid,
  ],
  primaryKey: ['UUID'],
  foreignKeys: [
    { columns: ['TerminatorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['CreatorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['TargetPullRequestId'], references: { table: 'PullRequests', columns: ['Id'] } },
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
    { columns: ['TargetCommitHash'], references: { table: 'Commits', columns: ['Hash'] } },
  ],
  scopes: ['pipeline'],
  notWritten: 'the procedures RunPipeline and StopPipeline start and stop them',
});
