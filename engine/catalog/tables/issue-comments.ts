import { integerColumn, required, textColumn, timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { issueColumn, issueParent, trackerRemoved } from '../retired-tracker.ts';
import { userColumns } from '../user-columns.ts';

export const issueComments = defineTable({
  name: 'IssueComments',
  scope: 'repository',
  description: 'The comments on issues. Bitbucket removed its issue tracker on 20 August 2026.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/issues/{IssueId}/comments'),
  parent: issueParent,
  columns: [
    integerColumn('Id', 'id', 'The number of the comment.', required),
    issueColumn,
    textColumn('ContentRaw', 'content.raw', 'The text of the comment, in Markdown.'),
    ...userColumns({ prefix: 'User', path: 'user', who: 'that wrote the comment' }),
    timeColumn('CreatedOn', 'created_on', 'When the comment was written, in UTC.'),
    timeColumn('UpdatedOn', 'updated_on', 'When the comment last changed, in UTC; null if it never did.'),
    textColumn('WebURL', 'links.html.href', 'The address of the comment on Bitbucket.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('IssueId', 'Issues', 'Id'), foreignKey('UserUUID', 'Users')],
  scopes: ['issue'],
  retired: trackerRemoved,
});
