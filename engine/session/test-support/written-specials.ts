/** What the walk over the writable tables must know of single tables. */
import { settingSpecials } from './written-setting-specials.ts';
import type { Specials } from './written-values.ts';

/** Of a file that the walk commits; Bitbucket gives none of it back with the file. */
const committer = 'Walk <walk@example.com>';
const commits = `SELECT Hash FROM Commits WHERE AuthorRaw <> '${committer}' LIMIT 1`;
const aCommit = { sql: commits };
const aCommentedPullRequest = { sql: 'SELECT min(PullRequestId) FROM PullRequestComments' };

/** The fourth commit has many comments, the third one reports: see the sandbox's data. */
const aTalkedOverCommit = { sql: `${commits} OFFSET 3` };
const aReportedCommit = { sql: `${commits} OFFSET 2` };

const someoneElse = (table: string) => ({
  sql: `SELECT UUID FROM Users WHERE UUID NOT IN (SELECT UserUUID FROM ${table}) LIMIT 1`,
});

/** By the table's name. */
export const specials: Readonly<Record<string, Specials>> = {
  ...settingSpecials,
  Files: {
    values: { Path: 'walk/größe 100%.md', Branch: 'main', Author: committer },
    otherwise: Object.fromEntries(
      ['Content', 'Message', 'Branch', 'Author'].map((name) => [name, 'The tree does not tell it']),
    ),
  },
  Branches: { values: { Name: 'walk/größe', TargetCommitHash: aCommit } },
  Tags: { values: { Name: 'walk', TargetCommitHash: aCommit } },
  PullRequestComments: {
    values: {
      PullRequestId: aCommentedPullRequest,
      Resolved: 'true',
      ParentId: {
        sql: `SELECT min(Id) FROM PullRequestComments WHERE PullRequestId = (${aCommentedPullRequest.sql})`,
      },
    },
    remains: { Deleted: 'true', ContentRaw: '' },
  },
  PullRequestTasks: {
    values: {
      PullRequestId: aCommentedPullRequest,
      CommentId: {
        sql: `SELECT min(Id) FROM PullRequestComments WHERE PullRequestId = (${aCommentedPullRequest.sql})`,
      },
      State: 'RESOLVED',
    },
  },
  PullRequestReviewers: {
    values: {
      PullRequestId: aCommentedPullRequest,
      UserUUID: {
        sql: `SELECT UUID FROM Users WHERE UUID NOT IN (SELECT UserUUID FROM PullRequestReviewers WHERE PullRequestId = (${aCommentedPullRequest.sql})) LIMIT 1`,
      },
    },
  },
  CommitComments: {
    values: {
      CommitHash: aTalkedOverCommit,
      ParentId: { sql: `SELECT min(Id) FROM CommitComments WHERE CommitHash = (${aTalkedOverCommit.sql})` },
    },
    remains: { Deleted: 'true', ContentRaw: '' },
  },
  CommitStatuses: { values: { CommitHash: aCommit, State: ['INPROGRESS', 'SUCCESSFUL'] } },
  CommitReports: {
    values: {
      CommitHash: aCommit,
      ReportType: ['BUG', 'TEST'],
      Result: ['FAILED', 'PASSED'],
      Data: ['[{"title":"Größe","type":"NUMBER","value":7}]', '[]'],
    },
  },
  ReportAnnotations: {
    values: {
      CommitHash: aReportedCommit,
      ReportUUID: { sql: `SELECT min(UUID) FROM CommitReports WHERE CommitHash = (${aReportedCommit.sql})` },
      AnnotationType: ['BUG', 'CODE_SMELL'],
      Result: ['FAILED', 'PASSED'],
      Severity: ['HIGH', 'LOW'],
    },
  },
  DefaultReviewers: { values: { UserUUID: someoneElse('DefaultReviewers') } },
  ProjectDefaultReviewers: {
    values: { UserUUID: someoneElse('ProjectDefaultReviewers') },
    notReturned: { ReviewerType: 'what the call answers is the account alone' },
  },
  PullRequests: {
    values: {
      SourceRepositoryFullName: 'lighthouse/harbor-app',
      SourceBranchName: { sql: `SELECT Name FROM Branches WHERE Name <> 'main' LIMIT 1` },
      DestinationBranchName: 'main',
      Reviewers: { sql: `SELECT json_array(json_object('uuid', UUID)) FROM Users LIMIT 1` },
    },
    without: ['SummaryRaw'],
    otherwise: { Reviewers: 'Bitbucket sends whole accounts' },
  },
  Projects: { values: { Key: 'WALK' } },
  // Nothing takes forks away again.
  Forks: { values: { Name: { sql: `SELECT 'walk-fork-' || count(*) FROM Forks` }, ForkProjectKey: 'API' } },
  Repositories: {
    values: { Slug: 'walk', Name: ['walk', 'walk-on'], ProjectKey: 'API', MainBranchName: 'main' },
  },
};
