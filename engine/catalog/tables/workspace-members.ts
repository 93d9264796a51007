import { named, textColumn, uuidColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permittedUserColumns } from '../permission-columns.ts';
import { userEmail } from '../user-email.ts';

export const workspaceMembers = defineTable({
  name: 'WorkspaceMembers',
  scope: 'workspace',
  description: 'Who is a member of the workspace. Users describes the same accounts.',
  endpoint: numberedPages('/workspaces/{workspace}/members'),
  columns: [
    ...permittedUserColumns(),
    textColumn('UserNickname', 'user.nickname', 'The nickname. It is neither unique nor lasting.', named),
    wordColumn(
      'UserType',
      'user.type',
      'What kind of account it is: user for people, app_user for programs.',
    ),
    userEmail,
    uuidColumn('WorkspaceUUID', 'workspace.uuid', 'The UUID of the workspace.'),
    textColumn('WorkspaceSlug', 'workspace.slug', 'The slug of the workspace.', { length: 62 }),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('WorkspaceUUID', 'Workspaces')],
  scopes: ['account'],
});
