import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { webhookColumns } from '../webhook-columns.ts';

export const webhooks = defineTable({
  name: 'Webhooks',
  scope: 'repository',
  description: 'The webhooks of the repository.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/hooks'),
  columns: webhookColumns,
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('SubjectUUID', 'Repositories')],
  scopes: ['webhook'],
});
