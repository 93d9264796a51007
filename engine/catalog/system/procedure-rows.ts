/** Rows about procedures, which stand in the schema of each repository. */
import type { ProcedureDef } from '../procedure.ts';
import { procedures } from '../procedures.ts';
import type { CellValue, ColumnDef } from '../table.ts';
import type { SystemFacts } from './system-table.ts';

type Row = readonly CellValue[];

export const procedureName: ColumnDef = {
  name: 'ProcedureName',
  type: 'VARCHAR',
  length: 128,
  nullable: false,
  description: 'The procedure.',
  path: 'ProcedureName',
};

/** The rows that `of` gives for each procedure of each repository, behind catalog, schema and procedure. */
export function procedureRows(
  { catalog, schemas }: SystemFacts,
  of: (procedure: ProcedureDef) => readonly Row[],
): readonly Row[] {
  return schemas
    .filter(({ repository }) => repository !== undefined)
    .flatMap((schema) =>
      procedures.flatMap((procedure) =>
        of(procedure).map((row) => [catalog, schema.name, procedure.name, ...row]),
      ),
    );
}
