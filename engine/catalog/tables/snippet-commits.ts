import { jsonColumn, required, textColumn, timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { snippetColumn } from '../snippet-column.ts';
import { userColumns } from '../user-columns.ts';

export const snippetCommits = defineTable({
  name: 'SnippetCommits',
  scope: 'workspace',
  description: 'The history of snippets. Without a filter on SnippetId it is read snippet by snippet.',
  endpoint: {
    path: '/snippets/{workspace}/{SnippetId}/commits',
    paging: 'cursor',
    pageLength: 100,
    hasSize: false,
    partial: true,
  },
  parent: { table: 'Snippets', columns: { SnippetId: 'Id' } },
  columns: [
    snippetColumn,
    textColumn('Hash', 'hash', 'The hash of the commit.', { length: 40, ...required }),
    timeColumn('Date', 'date', 'The date of the commit as its author set it, in UTC.'),
    textColumn('Message', 'message', 'The whole message of the commit.'),
    textColumn('AuthorRaw', 'author.raw', 'The author as Git knows it: a name and an e-mail address.'),
    ...userColumns({
      prefix: 'Author',
      path: 'author.user',
      who: "that the author's e-mail address belongs to",
    }),
    textColumn('CommitterRaw', 'committer.raw', 'Who made the commit, as Git knows it.'),
    jsonColumn(
      'Parents',
      'parents',
      'The commits that this one follows, as a JSON list of objects with a hash.',
    ),
    textColumn('WebURL', 'links.html.href', 'The address of the commit on Bitbucket.'),
  ],
  primaryKey: ['SnippetId', 'Hash'],
  foreignKeys: [foreignKey('SnippetId', 'Snippets', 'Id'), foreignKey('AuthorUUID', 'Users')],
  scopes: ['snippet'],
});
