import { booleanColumn, required, textColumn, timeColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

export const snippets = defineTable({
  name: 'Snippets',
  scope: 'workspace',
  description: 'The snippets of the workspace.',
  endpoint: numberedPages('/snippets/{workspace}'),
  columns: [
    textColumn('Id', 'id', 'The short name of the snippet, such as kypj.', { length: 64, ...required }),
    textColumn('Title', 'title', 'The title.'),
    wordColumn('Scm', 'scm', 'What keeps the history; git.'),
    booleanColumn('IsPrivate', 'is_private', 'Whether only members of the workspace see the snippet.'),
    ...userColumns({ prefix: 'Owner', path: 'owner', who: 'that owns the snippet' }),
    ...userColumns({ prefix: 'Creator', path: 'creator', who: 'that wrote the snippet' }),
    timeColumn('CreatedOn', 'created_on', 'When the snippet was written, in UTC.'),
    timeColumn('UpdatedOn', 'updated_on', 'When the snippet last changed, in UTC.'),
    textColumn(
      'FileName',
      'file_name',
      'The name of the file that the snippet begins with, only to be inserted: it is null in every row.',
      { length: 255, writeOnly: true },
    ),
    textColumn(
      'FileContent',
      'file',
      'The text of that file, only to be inserted: it is null in every row.',
      { writeOnly: true },
    ),
    textColumn('WebURL', 'links.html.href', "The address of the snippet's page on Bitbucket."),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('CreatorUUID', 'Users')],
  scopes: ['snippet'],
  writes: {
    insert: {
      method: 'POST',
      path: '/snippets/{workspace}',
      scopes: ['snippet:write'],
      required: [],
      optional: ['Title', 'IsPrivate', 'FileName', 'FileContent'],
      form: { file: { path: 'file', name: 'FileName' } },
    },
    update: {
      method: 'PUT',
      path: '/snippets/{workspace}/{Id}',
      scopes: ['snippet:write'],
      columns: ['Title', 'IsPrivate'],
    },
    delete: {
      method: 'DELETE',
      path: '/snippets/{workspace}/{Id}',
      scopes: ['snippet:write'],
    },
  },
});
