/** What all tables have in common whose rows are read step by step. */
import { uuidColumn, uuidParentColumn } from './column.ts';
import type { ColumnDef, Endpoint, ForeignKey, ParentLink } from './table.ts';
import { foreignKey } from './foreign-key.ts';

export const stepPath = '/repositories/{workspace}/{repository}/pipelines/{PipelineUUID}/steps/{StepUUID}';

export const stepParent: ParentLink = {
  table: 'PipelineSteps',
  columns: { PipelineUUID: 'PipelineUUID', StepUUID: 'UUID' },
};

export const stepColumns: readonly ColumnDef[] = [
  uuidParentColumn(
    uuidColumn('PipelineUUID', '{PipelineUUID}', 'The UUID of the run that the step belongs to.'),
  ),
  uuidParentColumn(uuidColumn('StepUUID', '{StepUUID}', 'The UUID of the step.')),
];

export const stepKeys: readonly ForeignKey[] = [
  foreignKey('PipelineUUID', 'Pipelines'),
  foreignKey('StepUUID', 'PipelineSteps'),
];

/** Most steps run no tests, or report none. */
export const ofStep: Pick<Endpoint, 'absent'> = { absent: 'no rows' };
