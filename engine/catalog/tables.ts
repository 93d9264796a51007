/** Every table of the model. A new one is a file in `tables/` and a line here. */
import type { TableDef } from './table.ts';
import { systemTables } from './system-tables.ts';
import { branchRestrictions } from './tables/branch-restrictions.ts';
import { branches } from './tables/branches.ts';
import { branchingModel } from './tables/branching-model.ts';
import { commitComments } from './tables/commit-comments.ts';
import { commitPullRequests } from './tables/commit-pull-requests.ts';
import { commitReports } from './tables/commit-reports.ts';
import { commitStatuses } from './tables/commit-statuses.ts';
import { commits } from './tables/commits.ts';
import { components } from './tables/components.ts';
import { currentUserRepositoryPermissions } from './tables/current-user-repository-permissions.ts';
import { currentUserWorkspacePermission } from './tables/current-user-workspace-permission.ts';
import { currentUser } from './tables/current-user.ts';
import { defaultReviewers } from './tables/default-reviewers.ts';
import { deployKeys } from './tables/deploy-keys.ts';
import { deployments } from './tables/deployments.ts';
import { diffStat } from './tables/diff-stat.ts';
import { downloads } from './tables/downloads.ts';
import { effectiveBranchingModel } from './tables/effective-branching-model.ts';
import { effectiveDefaultReviewers } from './tables/effective-default-reviewers.ts';
import { environmentVariables } from './tables/environment-variables.ts';
import { environments } from './tables/environments.ts';
import { fileHistory } from './tables/file-history.ts';
import { files } from './tables/files.ts';
import { forks } from './tables/forks.ts';
import { gpgKeys } from './tables/gpg-keys.ts';
import { issueAttachments } from './tables/issue-attachments.ts';
import { issueChanges } from './tables/issue-changes.ts';
import { issueComments } from './tables/issue-comments.ts';
import { issues } from './tables/issues.ts';
import { milestones } from './tables/milestones.ts';
import { pipelineCaches } from './tables/pipeline-caches.ts';
import { pipelineConfig } from './tables/pipeline-config.ts';
import { pipelineKnownHosts } from './tables/pipeline-known-hosts.ts';
import { pipelineRunners } from './tables/pipeline-runners.ts';
import { pipelineScheduleExecutions } from './tables/pipeline-schedule-executions.ts';
import { pipelineSchedules } from './tables/pipeline-schedules.ts';
import { pipelineSteps } from './tables/pipeline-steps.ts';
import { pipelineTestCases } from './tables/pipeline-test-cases.ts';
import { pipelineTestReports } from './tables/pipeline-test-reports.ts';
import { pipelineVariables } from './tables/pipeline-variables.ts';
import { pipelines } from './tables/pipelines.ts';
import { projectDefaultReviewers } from './tables/project-default-reviewers.ts';
import { projectDeployKeys } from './tables/project-deploy-keys.ts';
import { projectGroupPermissions } from './tables/project-group-permissions.ts';
import { projectUserPermissions } from './tables/project-user-permissions.ts';
import { projects } from './tables/projects.ts';
import { pullRequestActivity } from './tables/pull-request-activity.ts';
import { pullRequestComments } from './tables/pull-request-comments.ts';
import { pullRequestCommits } from './tables/pull-request-commits.ts';
import { pullRequestDiffStat } from './tables/pull-request-diff-stat.ts';
import { pullRequestParticipants } from './tables/pull-request-participants.ts';
import { pullRequestReviewers } from './tables/pull-request-reviewers.ts';
import { pullRequestStatuses } from './tables/pull-request-statuses.ts';
import { pullRequestTasks } from './tables/pull-request-tasks.ts';
import { pullRequests } from './tables/pull-requests.ts';
import { reportAnnotations } from './tables/report-annotations.ts';
import { repositories } from './tables/repositories.ts';
import { repositoryGroupPermissions } from './tables/repository-group-permissions.ts';
import { repositoryPermissions } from './tables/repository-permissions.ts';
import { repositoryUserPermissions } from './tables/repository-user-permissions.ts';
import { snippetComments } from './tables/snippet-comments.ts';
import { snippetCommits } from './tables/snippet-commits.ts';
import { snippets } from './tables/snippets.ts';
import { sshKeys } from './tables/ssh-keys.ts';
import { tags } from './tables/tags.ts';
import { userEmails } from './tables/user-emails.ts';
import { users } from './tables/users.ts';
import { versions } from './tables/versions.ts';
import { watchers } from './tables/watchers.ts';
import { webhookEventTypes } from './tables/webhook-event-types.ts';
import { webhooks } from './tables/webhooks.ts';
import { workspaceMembers } from './tables/workspace-members.ts';
import { workspacePermissions } from './tables/workspace-permissions.ts';
import { workspacePipelineRunners } from './tables/workspace-pipeline-runners.ts';
import { workspacePipelineVariables } from './tables/workspace-pipeline-variables.ts';
import { workspacePullRequestsByUser } from './tables/workspace-pull-requests-by-user.ts';
import { workspaceWebhooks } from './tables/workspace-webhooks.ts';
import { workspaces } from './tables/workspaces.ts';

/** The tables that Bitbucket fills. */
export const apiTables: readonly TableDef[] = Object.freeze<TableDef[]>([
  workspaces,
  projects,
  repositories,
  users,
  branches,
  tags,
  commits,
  commitStatuses,
  commitComments,
  commitReports,
  reportAnnotations,
  commitPullRequests,
  diffStat,
  files,
  fileHistory,
  pullRequests,
  pullRequestComments,
  pullRequestReviewers,
  pullRequestParticipants,
  pullRequestTasks,
  pullRequestStatuses,
  pullRequestCommits,
  pullRequestActivity,
  pullRequestDiffStat,
  workspacePullRequestsByUser,
  pipelines,
  issues,
  webhooks,
  workspaceWebhooks,
  environments,
  deployments,
  pipelineSteps,
  pipelineTestReports,
  pipelineTestCases,
  pipelineVariables,
  workspacePipelineVariables,
  environmentVariables,
  pipelineSchedules,
  pipelineScheduleExecutions,
  pipelineConfig,
  pipelineKnownHosts,
  pipelineCaches,
  pipelineRunners,
  workspacePipelineRunners,
  defaultReviewers,
  effectiveDefaultReviewers,
  branchRestrictions,
  branchingModel,
  effectiveBranchingModel,
  deployKeys,
  downloads,
  forks,
  watchers,
  repositoryUserPermissions,
  repositoryGroupPermissions,
  workspaceMembers,
  workspacePermissions,
  repositoryPermissions,
  currentUser,
  currentUserWorkspacePermission,
  currentUserRepositoryPermissions,
  userEmails,
  projectDefaultReviewers,
  projectDeployKeys,
  projectUserPermissions,
  projectGroupPermissions,
  snippets,
  snippetComments,
  snippetCommits,
  sshKeys,
  gpgKeys,
  webhookEventTypes,
  issueComments,
  issueChanges,
  issueAttachments,
  components,
  milestones,
  versions,
]);

export const allTables: readonly TableDef[] = Object.freeze([
  ...apiTables,
  ...systemTables.map((table) => table.definition),
]);

const byName: ReadonlyMap<string, TableDef> = new Map(
  allTables.map((table) => [table.name.toLowerCase(), table]),
);

/** The table of that name, without regard to case. Names are unique over all schemas. */
export function findTable(name: string): TableDef | undefined {
  return byName.get(name.toLowerCase());
}
