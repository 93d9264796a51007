/** Every table of the model. A new one is a file in `tables/` and a line here. */
import type { TableDef } from './table.ts';
import { systemTables } from './system-tables.ts';
import { branches } from './tables/branches.ts';
import { commitComments } from './tables/commit-comments.ts';
import { commitPullRequests } from './tables/commit-pull-requests.ts';
import { commitReports } from './tables/commit-reports.ts';
import { commitStatuses } from './tables/commit-statuses.ts';
import { commits } from './tables/commits.ts';
import { diffStat } from './tables/diff-stat.ts';
import { issues } from './tables/issues.ts';
import { pipelines } from './tables/pipelines.ts';
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
import { tags } from './tables/tags.ts';
import { users } from './tables/users.ts';
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
  pullRequests,
  pullRequestComments,
  pullRequestReviewers,
  pullRequestParticipants,
  pullRequestTasks,
  pullRequestStatuses,
  pullRequestCommits,
  pullRequestActivity,
  pullRequestDiffStat,
  pipelines,
  issues,
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
