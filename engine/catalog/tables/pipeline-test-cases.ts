import { named, required, textColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { ofStep, stepColumns, stepKeys, stepParent, stepPath } from '../pipeline-step-child.ts';

/** The shape is in no document; clients read these members. */
export const pipelineTestCases = defineTable({
  name: 'PipelineTestCases',
  scope: 'repository',
  description:
    'The tests that the steps of pipelines reported. Without filters on PipelineUUID and StepUUID they are read step by step.',
  endpoint: { ...pipelinePages(`${stepPath}/test_reports/test_cases`), ...ofStep },
  parent: stepParent,
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the test in this report, in braces.', required),
    ...stepColumns,
    textColumn('Name', 'name', 'The name of the test.'),
    textColumn('FullyQualifiedName', 'fully_qualified_name', 'The same with package and class before it.'),
    textColumn('PackageName', 'package_name', 'The package that the test is in.'),
    wordColumn('Status', 'status', 'PASSED, FAILED, ERROR, SKIPPED or UNKNOWN.'),
    textColumn('Duration', 'duration', 'How long it took, as ISO 8601 writes it, such as PT0.25S.', named),
    textColumn('ReasonMessage', 'reason.message', 'Why it did not pass; null otherwise.'),
    textColumn('ReasonStackTrace', 'reason.stack_trace', 'Where in the code that was seen; null otherwise.'),
  ],
  primaryKey: ['StepUUID', 'UUID'],
  foreignKeys: stepKeys,
  scopes: ['pipeline'],
});
