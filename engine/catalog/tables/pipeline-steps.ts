import {
  integerColumn,
  jsonColumn,
  named,
  required,
  textColumn,
  timeColumn,
  uuidColumn,
  uuidParentColumn,
  wordColumn,
} from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pipelinePages } from '../numbered-pages.ts';

export const pipelineSteps = defineTable({
  name: 'PipelineSteps',
  scope: 'repository',
  description:
    'The steps of the runs of Bitbucket Pipelines. Without a filter on PipelineUUID they are read run by run.',
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/pipelines/{PipelineUUID}/steps/'),
  parent: { table: 'Pipelines', columns: { PipelineUUID: 'UUID' } },
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the step, in braces.', required),
    uuidParentColumn(
      uuidColumn('PipelineUUID', 'pipeline.uuid', 'The UUID of the run that the step belongs to.'),
    ),
    textColumn('Name', 'name', 'The name of the step.', named),
    integerColumn(
      'RunNumber',
      'run_number',
      'How many times the step has been run in this run of the pipeline.',
    ),
    wordColumn('StateName', 'state.name', 'PENDING, READY, IN_PROGRESS or COMPLETED.'),
    wordColumn(
      'StateResultName',
      'state.result.name',
      'How a completed step ended: SUCCESSFUL, FAILED, ERROR, STOPPED, NOT_RUN or EXPIRED.',
    ),
    wordColumn('StateStageName', 'state.stage.name', 'What a step in progress is doing, such as RUNNING.'),
    wordColumn('TriggerType', 'trigger.type', 'What starts the step, such as pipeline_step_trigger_manual.'),
    textColumn('ImageName', 'image.name', 'The Docker image that the step runs in.'),
    integerColumn('MaxTime', 'maxTime', 'After how many minutes the step is stopped.'),
    jsonColumn(
      'SetupCommands',
      'setup_commands',
      'What is run before the script, as a JSON list of objects.',
    ),
    jsonColumn('ScriptCommands', 'script_commands', 'What the script runs, as a JSON list of objects.'),
    jsonColumn(
      'TeardownCommands',
      'teardown_commands',
      'What is run after the script, as a JSON list of objects.',
    ),
    integerColumn('DurationInSeconds', 'duration_in_seconds', 'How long the step took, in seconds.'),
    integerColumn(
      'BuildSecondsUsed',
      'build_seconds_used',
      'How many build seconds the step was charged with.',
    ),
    timeColumn('StartedOn', 'started_on', 'When the step was begun, in UTC.'),
    timeColumn('CompletedOn', 'completed_on', 'When the step ended, in UTC; null while it goes on.'),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('PipelineUUID', 'Pipelines')],
  scopes: ['pipeline'],
});
