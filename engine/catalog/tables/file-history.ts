import { commitHashFilter, commitKey } from '../commit-child.ts';
import { integerColumn, jsonColumn, required, textColumn, timeColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { userColumns } from '../user-columns.ts';

export const fileHistory = defineTable({
  name: 'FileHistory',
  scope: 'repository',
  description:
    'The commits that changed a file, the newest first, back from a commit. Without filters on CommitHash and Path it is read file by file of the newest commit of the main branch, with a call for each.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/filehistory/{CommitHash}/{Path*}',
    paging: 'cursor',
    pageLength: 100,
    hasSize: false,
    partial: true,
  },
  parent: {
    table: 'Files',
    columns: { CommitHash: 'CommitHash', Path: 'Path' },
    only: { column: 'Type', value: 'commit_file' },
  },
  columns: [
    {
      ...textColumn(
        'CommitHash',
        '{CommitHash}',
        'The hash of the commit that the history leads back from. Of other commits than the newest of the main branch there are rows where a statement names them by =, IN or a join.',
        { length: 40, nullable: false },
      ),
      filter: { ...commitHashFilter, unnamed: 'HEAD' },
    },
    {
      ...textColumn('Path', '{Path}', 'The path that the file has in that commit.', required),
      filter: { field: 'Path', via: 'path', operators: { '=': 'exact', in: 'exact' }, form: 'path' },
    },
    textColumn('ChangeCommitHash', 'commit.hash', 'The hash of the commit that changed the file.', {
      length: 40,
      nullable: false,
    }),
    textColumn('ChangePath', 'path', 'The path that the file had in that commit: renames are followed.'),
    timeColumn('ChangeDate', 'commit.date', 'The date of that commit, in UTC.', {
      filter: {
        field: 'commit.date',
        via: 'q',
        operators: { '<': 'superset', '<=': 'superset', '>': 'superset', '>=': 'superset' },
      },
    }),
    textColumn('ChangeMessage', 'commit.message', 'The message of that commit.'),
    textColumn(
      'ChangeAuthorRaw',
      'commit.author.raw',
      'Its author as Git knows it: a name and, in angle brackets, an e-mail address.',
    ),
    ...userColumns({
      prefix: 'ChangeAuthor',
      path: 'commit.author.user',
      who: "that the author's e-mail address belongs to",
    }),
    wordColumn('Type', 'type', 'commit_file.'),
    integerColumn('Size', 'size', 'The size that the file had then, in bytes.'),
    wordColumn('Mimetype', 'mimetype', 'The media type, where the name tells it.'),
    jsonColumn(
      'Attributes',
      'attributes',
      'link, executable, subrepository, binary or lfs, as a JSON list of texts.',
    ),
    textColumn('EscapedPath', 'escaped_path', 'The path as a diff writes it.'),
  ],
  primaryKey: ['CommitHash', 'Path', 'ChangeCommitHash'],
  foreignKeys: [
    commitKey,
    foreignKey('ChangeCommitHash', 'Commits', 'Hash'),
    foreignKey('ChangeAuthorUUID', 'Users'),
  ],
  scopes: ['repository'],
});
