import { integerColumn, textColumn, timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

export const downloads = defineTable({
  name: 'Downloads',
  scope: 'repository',
  description:
    'Files that are offered for download beside the code of the repository. INSERT uploads a text; it takes the place of a file of the same name.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/downloads'),
  columns: [
    textColumn('Name', 'name', 'The name of the file, unique in the repository.', {
      length: 255,
      nullable: false,
    }),
    integerColumn('Size', 'size', 'The size of the file in bytes.'),
    integerColumn('Downloads', 'downloads', 'How many times the file was fetched.'),
    timeColumn('CreatedOn', 'created_on', 'When the file was put there, in UTC.'),
    ...userColumns({ prefix: 'User', path: 'user', who: 'that put the file there' }),
    textColumn('URL', 'links.self.href', 'Where the file can be fetched.'),
    textColumn(
      'Content',
      'files',
      'The text of the file in UTF-8, only to be inserted: it is null in every row.',
      { writeOnly: true },
    ),
  ],
  primaryKey: ['Name'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['repository'],
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/downloads',
      scopes: ['repository:write'],
      required: ['Name', 'Content'],
      optional: [],
      form: { file: { path: 'files', name: 'Name' } },
      notReturned: 'Bitbucket answers an upload with nothing; SELECT has the row afterwards',
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/downloads/{Name}',
      scopes: ['repository:write'],
    },
    refused: { UPDATE: 'a file is replaced by an INSERT of the same name' },
  },
});
