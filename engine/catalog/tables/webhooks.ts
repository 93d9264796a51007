import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { webhookColumns, webhookWrites } from '../webhook-columns.ts';

const path = '/repositories/{workspace}/{repository}/hooks';

export const webhooks = defineTable({
  name: 'Webhooks',
  scope: 'repository',
  description: 'The webhooks of the repository.',
  endpoint: numberedPages(path),
  columns: webhookColumns,
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('SubjectUUID', 'Repositories')],
  scopes: ['webhook'],
  writes: webhookWrites(path),
});
