import { integerColumn, textColumn, timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

export const downloads = defineTable({
  name: 'Downloads',
  scope: 'repository',
  description: 'Files that are offered for download beside the code of the repository.',
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
  ],
  primaryKey: ['Name'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['repository'],
  writes: {
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/downloads/{Name}',
      scopes: ['repository:write'],
    },
    refused: {
      INSERT: 'a file is uploaded whole, and SQL has no words for its bytes',
      UPDATE: 'a file is replaced by another upload',
    },
  },
});
