import { booleanColumn, integerColumn, required, textColumn, timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { snippetColumn } from '../snippet-column.ts';
import { userColumns } from '../user-columns.ts';

export const snippetComments = defineTable({
  name: 'SnippetComments',
  scope: 'workspace',
  description: 'The comments on snippets. Without a filter on SnippetId they are read snippet by snippet.',
  endpoint: numberedPages('/snippets/{workspace}/{SnippetId}/comments'),
  parent: { table: 'Snippets', columns: { SnippetId: 'Id' } },
  columns: [
    integerColumn('Id', 'id', 'The number of the comment.', required),
    snippetColumn,
    integerColumn('ParentId', 'parent.id', 'The comment that this one replies to.'),
    textColumn('ContentRaw', 'content.raw', 'The text of the comment, in Markdown.'),
    ...userColumns({ prefix: 'User', path: 'user', who: 'that wrote the comment' }),
    booleanColumn('Deleted', 'deleted', 'Whether the comment was deleted.'),
    timeColumn('CreatedOn', 'created_on', 'When the comment was written, in UTC.'),
    timeColumn('UpdatedOn', 'updated_on', 'When the comment last changed, in UTC.'),
    textColumn('WebURL', 'links.html.href', 'The address of the comment on Bitbucket.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [
    foreignKey('SnippetId', 'Snippets', 'Id'),
    foreignKey('ParentId', 'SnippetComments', 'Id'),
    foreignKey('UserUUID', 'Users'),
  ],
  scopes: ['snippet'],
  writes: {
    insert: {
      method: 'POST',
      path: '/snippets/{workspace}/{SnippetId}/comments',
      scopes: ['snippet'],
      required: ['SnippetId', 'ContentRaw'],
      optional: ['ParentId'],
    },
    update: {
      method: 'PUT',
      path: '/snippets/{workspace}/{SnippetId}/comments/{Id}',
      scopes: ['snippet'],
      columns: ['ContentRaw'],
    },
    delete: {
      method: 'DELETE',
      path: '/snippets/{workspace}/{SnippetId}/comments/{Id}',
      scopes: ['snippet'],
    },
  },
});
