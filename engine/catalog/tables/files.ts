import { integerColumn, jsonColumn, required, textColumn, wordColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { commitKey } from '../commit-child.ts';

/** More than any tree has: Bitbucket lists one level where it is not told how deep to go. */
const everyLevel = '100';

export const files = defineTable({
  name: 'Files',
  scope: 'repository',
  description:
    "The files and directories of a commit, at every level: of the main branch's newest commit, unless a statement names others by CommitHash.",
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
      filter: {
        field: 'CommitHash',
        via: 'path',
        operators: { '=': 'exact', in: 'exact' },
        form: 'commit hash',
        unnamed: 'HEAD',
      },
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
  ],
  primaryKey: ['CommitHash', 'Directory', 'Path'],
  foreignKeys: [commitKey],
  scopes: ['repository'],
  notWritten: 'each upload would be a commit of its own, for which SQL has no words: push to the branch',
});
