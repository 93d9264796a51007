import { integerColumn, named, required, textColumn, timeColumn } from './column.ts';
import type { ColumnDef } from './table.ts';

/** Of keys that may read a repository, or all repositories of a project. */
export const deployKeyColumns: readonly ColumnDef[] = [
  integerColumn('Id', 'id', 'The number of the key.', required),
  textColumn('Key', 'key', 'The public key, as SSH writes it.'),
  textColumn('Label', 'label', 'The name of the key.', named),
  textColumn('Comment', 'comment', 'The comment at the end of the key.', named),
  timeColumn('CreatedOn', 'created_on', 'When the key was added, in UTC.'),
  timeColumn('AddedOn', 'added_on', 'The same, where Bitbucket tells it by its other name.'),
  timeColumn('LastUsed', 'last_used', 'When the key was last used, in UTC; null if it never was.'),
];
