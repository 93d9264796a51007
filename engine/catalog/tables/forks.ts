import { defineTable } from '../define-table.ts';
import { numberedPages } from '../numbered-pages.ts';
import { repositories } from './repositories.ts';

const path = '/repositories/{workspace}/{repository}/forks';
const isRepository = 'a fork is a repository, and changes in Repositories of its own workspace';

function ownName(name: string): string {
  return name.startsWith('Project') ? `Fork${name}` : name;
}

export const forks = defineTable({
  name: 'Forks',
  scope: 'repository',
  description:
    'The repositories that were forked from this one, also into other workspaces. INSERT forks it into its own workspace; the procedure ForkRepository also into another one.',
  endpoint: numberedPages(path),
  // In AllRepositories, ProjectKey is that of the repository which was forked.
  columns: repositories.columns.map((column) => ({ ...column, name: ownName(column.name) })),
  primaryKey: repositories.primaryKey,
  foreignKeys: repositories.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(ownName) })),
  scopes: ['repository'],
  writes: {
    insert: {
      method: 'POST',
      path,
      scopes: ['repository:write'],
      // Bitbucket makes the slug of the name.
      required: ['Name'],
      optional: ['Description', 'ForkProjectKey', 'IsPrivate', 'Language', 'ForkPolicy'],
      always: { 'workspace.slug': '{workspace}' },
    },
    refused: { UPDATE: isRepository, DELETE: isRepository },
    makesSchemas: true,
  },
});
