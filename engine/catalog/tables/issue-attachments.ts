import { named, required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { issueColumn, issueParent, trackerRemoved } from '../retired-tracker.ts';

export const issueAttachments = defineTable({
  name: 'IssueAttachments',
  scope: 'repository',
  description:
    'The files that are attached to issues. Bitbucket removed its issue tracker on 20 August 2026.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/issues/{IssueId}/attachments'),
  parent: issueParent,
  columns: [
    issueColumn,
    textColumn('Name', 'name', 'The name of the file, unique for the issue.', { ...named, ...required }),
    textColumn('URL', 'links.self.href', 'Where the file can be fetched.'),
  ],
  primaryKey: ['IssueId', 'Name'],
  foreignKeys: [foreignKey('IssueId', 'Issues', 'Id')],
  scopes: ['issue'],
  retired: trackerRemoved,
});
