import { commitHashColumn, commitKey, commitParent } from '../commit-child.ts';
import { commitStatusColumns } from '../commit-status-columns.ts';
import { defineTable } from '../define-table.ts';

export const commitStatuses = defineTable({
  name: 'CommitStatuses',
  scope: 'repository',
  description:
    'What builds say of commits. Without a filter on CommitHash they are read commit by commit, with a call for each.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/statuses',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: commitParent,
  columns: [commitHashColumn('The hash of the commit that was built.'), ...commitStatusColumns()],
  primaryKey: ['CommitHash', 'Key'],
  foreignKeys: [
    commitKey,
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
  writes: {
    // A status with the key of another of its commit takes that one's place.
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/statuses/build',
      scopes: ['repository'],
      required: ['CommitHash', 'Key', 'State', 'URL'],
      optional: ['Name', 'Description', 'RefName'],
    },
    update: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/statuses/build/{Key}',
      scopes: ['repository'],
      columns: ['State', 'URL', 'Name', 'Description', 'RefName'],
      again: [
        { path: 'key' },
        { path: 'state' },
        { path: 'url' },
        { path: 'name' },
        { path: 'description' },
        { path: 'refname' },
      ],
    },
  },
});
