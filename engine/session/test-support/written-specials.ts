/** What the walk over the writable tables must know of single tables. */
import { settingSpecials } from './written-setting-specials.ts';
import type { Specials } from './written-values.ts';

const aCommit = { sql: 'SELECT Hash FROM Commits LIMIT 1' };
const aCommentedPullRequest = { sql: 'SELECT min(PullRequestId) FROM PullRequestComments' };

/** By the table's name. */
export const specials: Readonly<Record<string, Specials>> = {
  ...settingSpecials,
  Branches: { values: { Name: 'walk/größe', TargetCommitHash: aCommit } },
  Tags: { values: { Name: 'walk', TargetCommitHash: aCommit } },
  PullRequestComments: {
    values: {
      PullRequestId: aCommentedPullRequest,
      ParentId: {
        sql: `SELECT min(Id) FROM PullRequestComments WHERE PullRequestId = (${aCommentedPullRequest.sql})`,
      },
    },
    remains: { Deleted: 'true', ContentRaw: '' },
  },
  PullRequests: {
    values: {
      SourceBranchName: { sql: `SELECT Name FROM Branches WHERE Name <> 'main' LIMIT 1` },
      DestinationBranchName: 'main',
      Reviewers: { sql: `SELECT json_array(json_object('uuid', UUID)) FROM Users LIMIT 1` },
    },
    without: ['SummaryRaw'],
    otherwise: { Reviewers: 'Bitbucket sends whole accounts' },
  },
  Projects: { values: { Key: 'WALK' } },
  Repositories: {
    values: { Slug: 'walk', Name: ['walk', 'walk-on'], ProjectKey: 'API', MainBranchName: 'main' },
  },
};
