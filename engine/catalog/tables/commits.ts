import { commitColumns } from '../commit-columns.ts';
import { defineTable } from '../define-table.ts';

/** Pages come one after the other, without a size, and take neither a filter nor an order. */
export const commits = defineTable({
  name: 'Commits',
  scope: 'repository',
  description:
    "The commits that the repository's branches and tags lead to. One that a statement names by Hash = alone is read by itself, whether or not they still do.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commits',
    paging: 'cursor',
    pageLength: 100,
    hasSize: false,
    partial: true,
  },
  alone: {
    path: '/repositories/{workspace}/{repository}/commit/{Hash}',
    column: 'Hash',
    form: 'commit hash',
  },
  columns: commitColumns(),
  primaryKey: ['Hash'],
  foreignKeys: [
    { columns: ['AuthorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
  notWritten: 'commits are pushed',
});
