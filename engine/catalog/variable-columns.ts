import { booleanColumn, named, required, textColumn, uuidColumn } from './column.ts';
import type { ColumnDef, WriteRules } from './table.ts';

/** Of variables of a repository, of the workspace or of an environment. */
export const variableColumns: readonly ColumnDef[] = [
  uuidColumn('UUID', 'uuid', 'The identifier of the variable, in braces.', required),
  textColumn('Key', 'key', 'The name of the variable.', named),
  textColumn(
    'Value',
    'value',
    'The value of the variable; null for a secured one, whose value can be written and is never told.',
    { secret: true },
  ),
  booleanColumn('Secured', 'secured', 'Whether the value is kept secret.'),
];

const scopes = ['pipeline:variable'];

/** `path`: of the list of them; `parents`: columns of the path. */
export function variableWrites(path: string, parents: readonly string[] = []): WriteRules {
  return {
    insert: { method: 'POST', path, scopes, required: [...parents, 'Key', 'Value'], optional: ['Secured'] },
    update: {
      method: 'PUT',
      path: `${path}/{UUID}`,
      scopes,
      columns: ['Key', 'Value', 'Secured'],
      // Whether PUT leaves alone what it is not sent, Bitbucket's document does not say.
      kept: ['Key', 'Value', 'Secured'],
    },
    delete: { method: 'DELETE', path: `${path}/{UUID}`, scopes },
  };
}
