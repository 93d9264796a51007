import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import { repositories } from './repositories.ts';

export const forks = defineTable({
  name: 'Forks',
  scope: 'repository',
  description: 'The repositories that were forked from this one, also into other workspaces.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/forks'),
  columns: repositories.columns,
  primaryKey: repositories.primaryKey,
  foreignKeys: repositories.foreignKeys,
  scopes: ['repository'],
});
