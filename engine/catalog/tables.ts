/** Every table of the model. A new one is a file in `tables/` and a line here. */
import type { TableDef } from './table.ts';
import { systemTables } from './system-tables.ts';
import { branches } from './tables/branches.ts';
import { commits } from './tables/commits.ts';
import { issues } from './tables/issues.ts';
import { pipelines } from './tables/pipelines.ts';
import { projects } from './tables/projects.ts';
import { pullRequestComments } from './tables/pull-request-comments.ts';
import { pullRequests } from './tables/pull-requests.ts';
import { repositories } from './tables/repositories.ts';
import { tags } from './tables/tags.ts';
import { users } from './tables/users.ts';
import { webhooks } from './tables/webhooks.ts';
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
  pullRequests,
  pullRequestComments,
  pipelines,
  issues,
  webhooks,
  workspaceWebhooks,
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
