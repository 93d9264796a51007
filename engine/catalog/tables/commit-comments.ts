import { commentColumns } from '../comment-columns.ts';
import { commitHashColumn, commitKey, commitParent } from '../commit-child.ts';
import { defineTable } from '../define-table.ts';

export const commitComments = defineTable({
  name: 'CommitComments',
  scope: 'repository',
  description:
    'The comments on commits. Without a filter on CommitHash they are read commit by commit, with a call for each.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/comments',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: commitParent,
  columns: commentColumns(commitHashColumn('The hash of the commit that the comment is on.')),
  primaryKey: ['Id'],
  foreignKeys: [
    commitKey,
    { columns: ['ParentId'], references: { table: 'CommitComments', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
  // Bitbucket takes the scope of reading for comments.
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/comments',
      scopes: ['repository'],
      required: ['CommitHash', 'ContentRaw'],
      optional: ['ParentId', 'InlinePath', 'InlineFrom', 'InlineTo'],
    },
    update: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/comments/{Id}',
      scopes: ['repository'],
      columns: ['ContentRaw'],
    },
    // The comment stays, without its text and with Deleted set.
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/comments/{Id}',
      scopes: ['repository'],
    },
  },
});
