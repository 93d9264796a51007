/** The list of pull requests as an endpoint, for all tables that are made of it. */
import type { ColumnDef, Endpoint, SentAgain } from './table.ts';
import { ordered, timed } from './filters.ts';

export const pullRequestStates = ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'];

export const pullRequestList: Endpoint = {
  path: '/repositories/{workspace}/{repository}/pullrequests',
  paging: 'pages',
  pageLength: 50,
  hasSize: true,
  partial: true,
  // Without a state Bitbucket lists the open ones only.
  parameters: { state: pullRequestStates },
};

/** What a pull request loses when it is changed, unless it is sent again. */
export const pullRequestAgain: readonly SentAgain[] = [
  { path: 'title' },
  { path: 'description' },
  { path: 'reviewers', members: ['uuid'] },
  { path: 'close_source_branch' },
];

/** `description` of the column; `name` is PullRequests' own or that of a table that is made of a part of each. */
export function pullRequestStateColumn(name: string, description: string): ColumnDef {
  return {
    name,
    type: 'VARCHAR',
    length: 20,
    nullable: false,
    description,
    path: 'state',
    filter: {
      field: 'state',
      via: 'parameter',
      operators: { '=': 'exact', in: 'exact' },
      values: pullRequestStates,
      alsoInQ: 'state',
    },
  };
}

/** What rows that are made of a list in each pull request say of the pull request itself. */
export function aroundListColumns(): readonly ColumnDef[] {
  return [
    {
      name: 'PullRequestId',
      type: 'BIGINT',
      nullable: false,
      description: 'The number of the pull request, unique in its repository.',
      path: 'id',
      filter: ordered('id'),
      sort: 'id',
    },
    pullRequestStateColumn(
      'PullRequestState',
      'The state of the pull request: OPEN, MERGED, DECLINED or SUPERSEDED.',
    ),
    {
      name: 'PullRequestCreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the pull request was opened, in UTC.',
      path: 'created_on',
      filter: timed('created_on'),
      sort: 'created_on',
    },
    {
      name: 'PullRequestUpdatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the pull request last changed, in UTC.',
      path: 'updated_on',
      filter: timed('updated_on'),
      sort: 'updated_on',
    },
  ];
}
