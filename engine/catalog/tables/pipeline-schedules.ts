import { booleanColumn, named, required, textColumn, timeColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';

export const pipelineSchedules = defineTable({
  name: 'PipelineSchedules',
  scope: 'repository',
  description: "When the repository's pipelines are run by the clock.",
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/pipelines_config/schedules'),
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the schedule, in braces.', required),
    booleanColumn('Enabled', 'enabled', 'Whether the schedule is on.'),
    textColumn(
      'CronPattern',
      'cron_pattern',
      'When to run, in seven fields in the manner of cron, in UTC.',
      named,
    ),
    wordColumn('TargetType', 'target.type', 'What is built; pipeline_ref_target for a branch.'),
    wordColumn('TargetRefType', 'target.ref_type', 'What the name is of, such as branch.'),
    textColumn('TargetRefName', 'target.ref_name', 'The branch that is built.', named),
    wordColumn(
      'TargetSelectorType',
      'target.selector.type',
      'Which section of the pipelines file is run, such as custom or default.',
    ),
    textColumn('TargetSelectorPattern', 'target.selector.pattern', 'The name in that section.', named),
    timeColumn('CreatedOn', 'created_on', 'When the schedule was made, in UTC.'),
    timeColumn('UpdatedOn', 'updated_on', 'When the schedule last changed, in UTC.'),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/pipelines_config/schedules',
      scopes: ['pipeline:write'],
      required: ['CronPattern', 'TargetRefName', 'TargetSelectorType'],
      optional: ['TargetSelectorPattern', 'Enabled'],
      // Nothing but branches is run by the clock.
      always: { 'target.ref_type': 'branch' },
    },
    update: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/pipelines_config/schedules/{UUID}',
      scopes: ['pipeline:write'],
      columns: ['Enabled'],
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/pipelines_config/schedules/{UUID}',
      scopes: ['pipeline:write'],
    },
  },
});
