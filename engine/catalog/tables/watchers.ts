import { accountColumns } from '../account-columns.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';

export const watchers = defineTable({
  name: 'Watchers',
  scope: 'repository',
  description: 'Who watches the repository.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/watchers'),
  columns: accountColumns('that watches'),
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['repository'],
});
