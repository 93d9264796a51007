/** Rows about procedures, which stand in the schema of each repository; those about the sign-in in `Information`. */
import type { ProcedureDef, ProcedureHead } from '../procedure.ts';
import { procedures, signInProcedures } from '../procedures.ts';
import type { SchemaInfo } from '../schema-name.ts';
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

/** The rows that `of` gives for each procedure of each schema, behind catalog, schema and procedure. */
export function procedureRows(
  { catalog, schemas }: SystemFacts,
  of: (procedure: ProcedureDef | ProcedureHead) => readonly Row[],
): readonly Row[] {
  return schemas.flatMap((schema) =>
    proceduresOf(schema).flatMap((procedure) =>
      of(procedure).map((row) => [catalog, schema.name, procedure.name, ...row]),
    ),
  );
}

function proceduresOf({ kind, repository }: SchemaInfo): readonly (ProcedureDef | ProcedureHead)[] {
  if (repository !== undefined) return procedures;
  return kind === 'information' ? signInProcedures : [];
}
