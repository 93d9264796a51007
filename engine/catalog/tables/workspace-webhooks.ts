import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { webhookColumns } from '../webhook-columns.ts';

export const workspaceWebhooks = defineTable({
  name: 'WorkspaceWebhooks',
  scope: 'workspace',
  description: 'The webhooks of the workspace, which are called for each of its repositories.',
  endpoint: numberedPages('/workspaces/{workspace}/hooks'),
  columns: webhookColumns,
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('SubjectUUID', 'Workspaces')],
  scopes: ['webhook'],
});
