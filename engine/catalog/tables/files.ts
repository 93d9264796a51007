import { integerColumn, jsonColumn, required, textColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { commitHashFilter, commitKey } from '../commit-child.ts';

/** More than any tree has: Bitbucket lists one level where it is not told how deep to go. */
const everyLevel = '100';

const onlyInserted = 'Only to be inserted: it is null in every row.';

export const files = defineTable({
  name: 'Files',
  scope: 'repository',
  description:
    "The files and directories of a commit, at every level: of the main branch's newest commit, unless a statement names others by CommitHash. INSERT commits a text file, each row as a commit of its own; it takes the place of what is at that path.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/src/{CommitHash}/{Directory*}',
    paging: 'cursor',
    pageLength: 100,
    hasSize: false,
    partial: true,
    parameters: { max_depth: [everyLevel] },
  },
  columns: [
    {
      ...textColumn(
        'CommitHash',
        'commit.hash',
        'The hash of the commit. Of other commits than the newest of the main branch there are rows where a statement names them by =, IN or a join.',
        { length: 40, nullable: false },
      ),
      filter: { ...commitHashFilter, unnamed: 'HEAD' },
    },
    {
      ...textColumn(
        'Directory',
        '{Directory}',
        'The directory that was listed, with all that is below it: empty for the whole tree, unless a statement names one by = or IN, which makes large trees readable.',
        required,
      ),
      filter: {
        field: 'Directory',
        via: 'path',
        operators: { '=': 'exact', in: 'exact' },
        form: 'path',
        unnamed: '',
      },
    },
    textColumn('Path', 'path', 'The path from the root of the repository, without a slash before it.', {
      ...required,
      filter: {
        field: 'path',
        via: 'q',
        operators: { '=': 'superset', in: 'superset', contains: 'superset', prefix: 'superset' },
      },
    }),
    wordColumn('Type', 'type', 'commit_file for files, commit_directory for directories.', {
      ...required,
      filter: { field: 'type', via: 'q', operators: { '=': 'superset', in: 'superset' } },
    }),
    integerColumn('Size', 'size', 'The size of the file in bytes; null for directories.', {
      filter: { field: 'size', via: 'q', operators: { '>': 'superset', '>=': 'superset' } },
    }),
    wordColumn('Mimetype', 'mimetype', 'The media type, where the name tells it; null for directories.'),
    jsonColumn(
      'Attributes',
      'attributes',
      'link, executable, subrepository, binary or lfs, as a JSON list of texts; null for directories.',
    ),
    textColumn('EscapedPath', 'escaped_path', 'The path as a diff writes it, where Bitbucket tells it.'),
    textColumn('Content', 'content', `The text of the file in UTF-8. ${onlyInserted}`, { writeOnly: true }),
    textColumn(
      'Message',
      'message',
      `The message of the commit; without it Bitbucket writes one. ${onlyInserted}`,
      { writeOnly: true },
    ),
    textColumn(
      'Branch',
      'branch',
      `The branch that the commit is made on, made from the main branch where there is none of that name; without it the main branch. ${onlyInserted}`,
      { length: 255, writeOnly: true },
    ),
    textColumn(
      'Author',
      'author',
      `The author, as Ann <ann@example.com>; without it the account that is signed in. ${onlyInserted}`,
      { writeOnly: true },
    ),
  ],
  primaryKey: ['CommitHash', 'Directory', 'Path'],
  foreignKeys: [commitKey],
  scopes: ['repository'],
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/src',
      scopes: ['repository:write'],
      required: ['Path', 'Content'],
      optional: ['Message', 'Branch', 'Author'],
      form: { file: { path: 'content', name: 'Path', isPath: true } },
      notReturned: 'Bitbucket answers a commit with nothing; SELECT has the row afterwards',
    },
    refused: {
      UPDATE: 'a commit never changes; an INSERT of the same path commits the next version',
      DELETE: 'a commit never changes, and its rows do not say which branch a file is to go from',
    },
  },
});
