/** The issue tracker: what its tables have in common. */
import { integerColumn, parentColumn } from './column.ts';

export const trackerRemoved = Object.freeze({
  on: '2026-08-20',
  message:
    'Bitbucket removed its issue tracker on 20 August 2026, so this table has no data any more. Issues live in Jira now.',
});

/** The issue that a row belongs to. */
export const issueColumn = parentColumn(
  integerColumn('IssueId', 'issue.id', 'The number of the issue that this belongs to.'),
);

export const issueParent = Object.freeze({ table: 'Issues', columns: { IssueId: 'Id' } });
