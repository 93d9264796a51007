/** Which recorded replies hold objects of which table, and what of them is in no column. */

export interface Recording {
  readonly table: string;
  /** Names of files, without their ending. */
  readonly files: readonly string[];
  /** Set where some objects were recorded without their key. */
  readonly lacksKeys?: true;
  /** What this table leaves out beside `leftOut`, and why: at most a tenth of its values. */
  readonly omissions?: Readonly<Record<string, string>>;
  /** For a recording of a part of the object. */
  readonly wrap?: (object: unknown) => unknown;
}

/** What is in no column of any table, by where it stands. */
export const leftOut: readonly (readonly [form: RegExp, reason: string])[] = [
  [/(^|\.)links\./, 'addresses of further calls and pages, of which WebURL is kept'],
  [/(^|\.)type$/, 'says what kind of object it is, as the table does'],
  [/(^|\.)(html|markup)$|(^|\.)rendered\.|^summary\./, 'a rendering of a text that is a column'],
  [/^(repository|workspace)\./, 'of what the schema or the data source names'],
  [
    /(^|\.)(repository|workspace|project|subject|parent|mainbranch|pull_?request|issue)\.(?!uuid$)[^.]+/,
    'of another object beside its key: columns of the table of that name',
  ],
  [/^owner\./, 'of the workspace, or of an account beside what identifies it'],
  [/^merge_commit\./, 'of the commit that merged it, beside its hash: columns of Commits'],
  [
    /(^|\.)(user|creator|deployer|terminator|reporter|assignee|created_by|tagger|group|author|closed_by|resolved_by|reviewers(\[\])?)\.(?!(uuid|display_name|account_id|raw)$)[^.]+/,
    'of an account beside what identifies it: columns of Users',
  ],
];

const plain: Readonly<Record<string, readonly string[]>> = {
  Workspaces: ['user-workspaces.item', 'spec-example.user-workspaces'],
  Projects: ['projects.item', 'projects.list'],
  Branches: ['branches.item', 'branches.list', 'branches.filtered'],
  Tags: ['tags.list', 'tags.list-2'],
  Commits: ['commits.item', 'commits.list', 'commits.range'],
  DiffStat: ['diffstat.commit', 'diffstat.compare'],
  Files: ['src.listing', 'src.meta'],
  PullRequests: ['pullrequests.item', 'pullrequests.item-2026', 'pullrequests.list-2026'],
  PullRequestComments: [
    'pullrequest-comments.list',
    'pullrequest-comments.list-python',
    'pullrequest-comments.devlake',
  ],
  PullRequestTasks: ['pullrequest-tasks'],
  PullRequestStatuses: ['pullrequest-statuses'],
  PullRequestCommits: ['pullrequest-commits.list', 'pullrequest-commits.list-python'],
  PullRequestDiffStat: ['pullrequest-diffstat', 'pullrequest-diffstat.wiremock', 'diffstat.compare'],
  Pipelines: ['pipelines.item', 'pipelines.item-pullrequest', 'pipelines.list', 'pipelines.devlake'],
  PipelineSteps: ['pipeline-steps.item', 'pipeline-steps.devlake'],
  Environments: ['environments.list'],
  Deployments: ['deployments.devlake'],
  Webhooks: ['webhooks.list', 'webhooks.list-2'],
  BranchRestrictions: ['branch-restrictions'],
  BranchingModel: ['branching-model', 'spec-example.repo-branching-model'],
  DefaultReviewers: ['default-reviewers'],
  DeployKeys: ['spec-example.repo-deploy-keys'],
  RepositoryUserPermissions: ['spec-example.repo-permissions-config-users'],
  RepositoryGroupPermissions: ['spec-example.repo-permissions-config-groups'],
  RepositoryPermissions: [
    'spec-example.workspaces-workspace-permissions-repositories',
    'permissions.repository',
  ],
  WorkspacePermissions: ['spec-example.workspaces-workspace-permissions'],
  ProjectDefaultReviewers: ['spec-example.workspaces-workspace-projects-project-key-default-reviewers'],
  ProjectDeployKeys: ['spec-example.workspaces-workspace-projects-project-key-deploy-keys'],
  ProjectUserPermissions: ['spec-example.workspaces-workspace-projects-project-key-permissions-config-users'],
  ProjectGroupPermissions: [
    'spec-example.workspaces-workspace-projects-project-key-permissions-config-groups',
  ],
  CurrentUser: ['user.current'],
  UserEmails: ['user.emails'],
  EffectiveDefaultReviewers: ['spec-example.repo-effective-default-reviewers'],
  CurrentUserRepositoryPermissions: ['spec-example.user-workspaces-workspace-permissions-repositories'],
  SshKeys: ['spec-example.users-selected-user-ssh-keys'],
  GpgKeys: ['spec-example.users-selected-user-gpg-keys'],
  WebhookEventTypes: ['spec-example.hook-events-subject-type'],
  Issues: ['issues.item', 'issues.list', 'issues.devlake'],
  IssueComments: ['issue-comments.devlake'],
  IssueChanges: ['spec-example.repo-issues-issue-id-changes'],
};

export const recordings: readonly Recording[] = [
  ...Object.entries(plain).map(([table, files]) => ({ table, files })),
  {
    table: 'Repositories',
    files: [
      'repositories.item',
      'repositories.item-2026',
      'repositories.list-page1',
      'repositories.list-page2',
    ],
    omissions: { enforced_signed_commits: 'seen as null only, and documented nowhere' },
  },
  ...['WorkspaceMembers', 'Users'].map((table) => ({
    table,
    files: ['workspace-members', 'workspace-members.wiremock'],
    lacksKeys: true as const,
  })),
  {
    table: 'CommitStatuses',
    files: ['commit-statuses.list', 'commit-statuses.item'],
    omissions: { 'commit.hash': 'the commit that was asked about' },
  },
  {
    table: 'PullRequests',
    files: ['pullrequests.item-merged', 'pullrequests.item-declined'],
    // By what was asked for.
    wrap: (byRequest) => Object.values(byRequest as object)[0],
  },
  {
    table: 'PullRequestParticipants',
    files: ['pullrequest-participant'],
    wrap: (participant) => ({ id: 1, participants: [participant] }),
  },
  {
    table: 'PullRequestActivity',
    files: [
      'pullrequest-activity.list',
      'pullrequest-activity.faros',
      'pullrequest-activity.comment',
      'pullrequest-activity.approval',
      'pullrequest-activity.update',
    ],
    omissions: {
      'comment.inline.outdated': 'undocumented, and about the comment',
      'comment.inline.context_lines': 'undocumented, and about the comment',
    },
  },
];
