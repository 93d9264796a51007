import { booleanColumn, named, required, textColumn, uuidColumn } from './column.ts';
import type { ColumnDef } from './table.ts';

/** Of variables of a repository, of the workspace or of an environment. */
export const variableColumns: readonly ColumnDef[] = [
  uuidColumn('UUID', 'uuid', 'The identifier of the variable, in braces.', required),
  textColumn('Key', 'key', 'The name of the variable.', named),
  textColumn(
    'Value',
    'value',
    'The value of the variable; null for a secured one, whose value is never told.',
  ),
  booleanColumn('Secured', 'secured', 'Whether the value is kept secret.'),
];
