import type { ColumnDef } from '../table.ts';
import { integerColumn, named, required, textColumn, timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { issueColumn, issueParent, trackerRemoved } from '../retired-tracker.ts';
import { userColumns } from '../user-columns.ts';

function changed(member: string, what: string): readonly ColumnDef[] {
  const name = member.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return [
    textColumn(`Old${name}`, `changes.${member}.old`, `${what} before the change.`),
    textColumn(`New${name}`, `changes.${member}.new`, `${what} after the change.`),
  ];
}

export const issueChanges = defineTable({
  name: 'IssueChanges',
  scope: 'repository',
  description: 'How issues were changed. Bitbucket removed its issue tracker on 20 August 2026.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/issues/{IssueId}/changes'),
  parent: issueParent,
  columns: [
    integerColumn('Id', 'id', 'The number of the change.', required),
    issueColumn,
    textColumn('Name', 'name', 'The name of the change.', named),
    ...changed('title', 'The title'),
    ...changed('state', 'The state'),
    ...changed('kind', 'The kind'),
    ...changed('priority', 'The priority'),
    ...changed('assignee', 'Who was to solve the issue'),
    ...changed('assignee_account_id', 'The Atlassian account ID of that person'),
    ...changed('component', 'The component'),
    ...changed('milestone', 'The milestone'),
    ...changed('version', 'The version'),
    ...changed('content', 'The text'),
    textColumn('MessageRaw', 'message.raw', 'What was said about the change, in Markdown.'),
    ...userColumns({ prefix: 'User', path: 'user', who: 'that changed the issue' }),
    timeColumn('CreatedOn', 'created_on', 'When the issue was changed, in UTC.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('IssueId', 'Issues', 'Id'), foreignKey('UserUUID', 'Users')],
  scopes: ['issue'],
  retired: trackerRemoved,
});
