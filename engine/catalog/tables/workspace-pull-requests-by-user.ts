import { parentColumn, uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pullRequestStates } from '../pull-request-list.ts';
import type { ColumnDef } from '../table.ts';
import { pullRequests } from './pull-requests.ts';

const user = parentColumn(
  uuidColumn('UserUUID', '{UserUUID}', 'The UUID of the account that opened the pull request.'),
);

/** Of what the list of a repository takes, this one takes the state alone, and no order. */
function inAnyRepository(column: ColumnDef): ColumnDef {
  const { filter, sort: _, ...rest } = column;
  const own = column.name === 'DestinationRepositoryUUID' ? { ...rest, nullable: false } : rest;
  if (filter?.via !== 'parameter') return own;
  const { alsoInQ: __, ...heeded } = filter;
  return { ...own, filter: heeded };
}

export const workspacePullRequestsByUser = defineTable({
  name: 'WorkspacePullRequestsByUser',
  scope: 'workspace',
  description:
    'The pull requests that accounts have opened in all repositories of the workspace, whatever their state. Without a filter on UserUUID they are read member by member; those of accounts that are no members are found by naming them.',
  endpoint: {
    path: '/workspaces/{workspace}/pullrequests/{UserUUID}',
    paging: 'pages',
    pageLength: 50,
    hasSize: true,
    partial: true,
    // Without a state Bitbucket lists the open ones only.
    parameters: { state: pullRequestStates },
  },
  parent: { table: 'WorkspaceMembers', columns: { UserUUID: 'UserUUID' } },
  columns: [
    user.filter === undefined ? user : { ...user, filter: { ...user.filter, form: 'uuid' } },
    ...pullRequests.columns.map(inAnyRepository),
  ],
  primaryKey: ['DestinationRepositoryUUID', 'Id'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), ...pullRequests.foreignKeys],
  scopes: ['pullrequest'],
  notWritten: 'they are written in PullRequests of their repositories',
});
