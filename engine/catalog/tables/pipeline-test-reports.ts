import { integerColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { ofStep, stepColumns, stepKeys, stepParent, stepPath } from '../pipeline-step-child.ts';

/** One object for each step. The shape is in no document; clients read these members. */
export const pipelineTestReports = defineTable({
  name: 'PipelineTestReports',
  scope: 'repository',
  description:
    'How the tests of a step went, in numbers: one row for each step that reported any. Without filters on PipelineUUID and StepUUID they are read step by step.',
  endpoint: { path: `${stepPath}/test_reports`, paging: 'single', hasSize: false, partial: false, ...ofStep },
  parent: stepParent,
  columns: [
    ...stepColumns,
    integerColumn('TestCaseCount', 'number_of_test_cases', 'How many tests were run or skipped.'),
    integerColumn('SuccessfulCount', 'number_of_successful_test_cases', 'How many of them passed.'),
    integerColumn('FailedCount', 'number_of_failed_test_cases', 'How many of them failed.'),
    integerColumn('ErrorCount', 'number_of_error_test_cases', 'How many of them ended with an error.'),
    integerColumn('SkippedCount', 'number_of_skipped_test_cases', 'How many of them were skipped.'),
  ],
  primaryKey: ['StepUUID'],
  foreignKeys: stepKeys,
  scopes: ['pipeline'],
});
