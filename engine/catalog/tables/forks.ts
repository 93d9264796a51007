import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import { repositories } from './repositories.ts';

function ownName(name: string): string {
  return name.startsWith('Project') ? `Fork${name}` : name;
}

export const forks = defineTable({
  name: 'Forks',
  scope: 'repository',
  description: 'The repositories that were forked from this one, also into other workspaces.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/forks'),
  // In AllRepositories, ProjectKey is that of the repository which was forked.
  columns: repositories.columns.map((column) => ({ ...column, name: ownName(column.name) })),
  primaryKey: repositories.primaryKey,
  foreignKeys: repositories.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(ownName) })),
  scopes: ['repository'],
});
