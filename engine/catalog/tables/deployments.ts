import { integerColumn, named, required, textColumn, timeColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

/** Bitbucket takes `q` here and ignores it, and refuses to sort; without the slash at the end it answers 404. */
export const deployments = defineTable({
  name: 'Deployments',
  scope: 'repository',
  description: 'What pipelines of the repository deployed, and to which environment.',
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/deployments/'),
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the deployment, in braces.', required),
    textColumn('Key', 'key', 'Another name of the deployment, made of the step that deploys.', named),
    wordColumn('StateName', 'state.name', 'UNDEPLOYED, IN_PROGRESS or COMPLETED.'),
    wordColumn(
      'StateStatusName',
      'state.status.name',
      'How a completed one ended: SUCCESSFUL, FAILED or STOPPED.',
    ),
    textColumn('StateURL', 'state.url', "The address of the result's page on Bitbucket."),
    timeColumn('StartedOn', 'state.started_on', 'When the deployment was begun, in UTC.'),
    timeColumn('CompletedOn', 'state.completed_on', 'When the deployment ended, in UTC.'),
    ...userColumns({ prefix: 'Deployer', path: 'state.deployer', who: 'that deployed' }),
    uuidColumn('EnvironmentUUID', 'environment.uuid', 'The UUID of the environment that was deployed to.'),
    textColumn(
      'EnvironmentName',
      'environment.name',
      'The name of that environment, where Bitbucket tells it.',
      named,
    ),
    wordColumn(
      'EnvironmentTypeName',
      'environment.environment_type.name',
      'Test, Staging or Production, where Bitbucket tells it.',
    ),
    uuidColumn('StepUUID', 'step.uuid', 'The UUID of the step that deploys.'),
    uuidColumn('PipelineUUID', 'release.pipeline.uuid', 'The UUID of the run that made the release.'),
    uuidColumn('ReleaseUUID', 'release.uuid', 'The UUID of the release: what was deployed.'),
    textColumn('ReleaseKey', 'release.key', 'Another name of the release, made of the run.', named),
    textColumn('ReleaseName', 'release.name', 'The name of the release, such as #17.', named),
    textColumn('ReleaseURL', 'release.url', "The address of the release's page on Bitbucket."),
    textColumn(
      'ReleaseCommitHash',
      'release.commit.hash',
      'The hash of the commit that the release was made of.',
      {
        length: 40,
      },
    ),
    timeColumn('ReleaseCreatedOn', 'release.created_on', 'When the release was made, in UTC.'),
    textColumn('CommitHash', 'commit.hash', 'The hash of the commit that was deployed.', { length: 40 }),
    integerColumn('Version', 'version', 'How many times the deployment has changed.'),
    timeColumn('LastUpdateTime', 'last_update_time', 'When the deployment last changed, in UTC.'),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [
    foreignKey('DeployerUUID', 'Users'),
    foreignKey('EnvironmentUUID', 'Environments'),
    foreignKey('StepUUID', 'PipelineSteps'),
    foreignKey('PipelineUUID', 'Pipelines'),
    foreignKey('ReleaseCommitHash', 'Commits', 'Hash'),
    foreignKey('CommitHash', 'Commits', 'Hash'),
  ],
  scopes: ['pipeline'],
});
