import { commitHashColumn, commitKey, commitParent } from '../commit-child.ts';
import { defineTable } from '../define-table.ts';

export const commitPullRequests = defineTable({
  name: 'CommitPullRequests',
  scope: 'repository',
  description:
    'The pull requests that brought a commit. Bitbucket knows them once its app "Pull Request Commit Links" is installed. Without a filter on CommitHash they are read commit by commit, with a call for each.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/pullrequests',
    paging: 'pages',
    pageLength: 50,
    hasSize: true,
    partial: true,
  },
  parent: commitParent,
  columns: [
    commitHashColumn('The hash of the commit.'),
    {
      name: 'PullRequestId',
      type: 'BIGINT',
      nullable: false,
      description: 'The number of the pull request, unique in its repository.',
      path: 'id',
    },
    {
      name: 'PullRequestTitle',
      type: 'VARCHAR',
      length: 255,
      nullable: true,
      description: 'The title of the pull request.',
      path: 'title',
    },
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: "The address of the pull request's page on Bitbucket.",
      path: 'links.html.href',
    },
  ],
  primaryKey: ['CommitHash', 'PullRequestId'],
  foreignKeys: [
    commitKey,
    { columns: ['PullRequestId'], references: { table: 'PullRequests', columns: ['Id'] } },
  ],
  scopes: ['pullrequest'],
});
