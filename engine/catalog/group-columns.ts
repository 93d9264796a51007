import { named, required, textColumn, uuidColumn } from './column.ts';
import type { ColumnDef } from './table.ts';

/** The group that a permission is for. */
export const groupColumns: readonly ColumnDef[] = [
  textColumn('GroupSlug', 'group.slug', "The name in the group's address, unique in the workspace.", {
    ...named,
    ...required,
  }),
  textColumn('GroupName', 'group.name', 'The name of the group.', named),
  textColumn(
    'GroupFullSlug',
    'group.full_slug',
    'The slugs of workspace and group with a colon between them.',
    named,
  ),
  uuidColumn('GroupOwnerUUID', 'group.owner.uuid', 'The UUID of the owner of the group.'),
  textColumn('GroupOwnerName', 'group.owner.display_name', 'The name of the owner of the group.', named),
];
