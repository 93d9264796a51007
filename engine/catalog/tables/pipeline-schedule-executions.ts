import {
  integerColumn,
  textColumn,
  timeColumn,
  uuidColumn,
  uuidParentColumn,
  wordColumn,
} from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pipelinePages } from '../numbered-pages.ts';

export const pipelineScheduleExecutions = defineTable({
  name: 'PipelineScheduleExecutions',
  scope: 'repository',
  description:
    'What came of each time that a schedule was due: a run, or an error. Without a filter on ScheduleUUID they are read schedule by schedule.',
  endpoint: pipelinePages(
    '/repositories/{workspace}/{repository}/pipelines_config/schedules/{ScheduleUUID}/executions',
  ),
  parent: { table: 'PipelineSchedules', columns: { ScheduleUUID: 'UUID' } },
  columns: [
    uuidParentColumn(uuidColumn('ScheduleUUID', '{ScheduleUUID}', 'The UUID of the schedule that was due.')),
    {
      // An execution has no identifier of its own.
      ...textColumn(
        'Key',
        'pipeline.uuid',
        'A value made of the run or the error, to tell executions of a schedule apart.',
        {
          length: 40,
          nullable: false,
        },
      ),
      otherPaths: ['error.key', 'error.message'],
      derived: 'digest',
    },
    wordColumn(
      'Type',
      'type',
      'pipeline_schedule_execution_executed for a run, pipeline_schedule_execution_errored for an error.',
    ),
    uuidColumn('PipelineUUID', 'pipeline.uuid', 'The UUID of the run; null after an error.'),
    integerColumn('PipelineBuildNumber', 'pipeline.build_number', 'The number of the run.'),
    timeColumn('PipelineCreatedOn', 'pipeline.created_on', 'When the run was begun, in UTC.'),
    textColumn('ErrorKey', 'error.key', 'What kind of error it was; null for a run.'),
    textColumn('ErrorMessage', 'error.message', 'What went wrong, in words; null for a run.'),
  ],
  primaryKey: ['ScheduleUUID', 'Key'],
  foreignKeys: [foreignKey('ScheduleUUID', 'PipelineSchedules'), foreignKey('PipelineUUID', 'Pipelines')],
  scopes: ['pipeline'],
});
