import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { webhookColumns, webhookWrites } from '../webhook-columns.ts';

const path = '/workspaces/{workspace}/hooks';

export const workspaceWebhooks = defineTable({
  name: 'WorkspaceWebhooks',
  scope: 'workspace',
  description: 'The webhooks of the workspace, which are called for each of its repositories.',
  endpoint: numberedPages(path),
  columns: webhookColumns,
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('SubjectUUID', 'Workspaces')],
  scopes: ['webhook'],
  writes: webhookWrites(path),
});
