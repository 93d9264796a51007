/** Holds the columns against real replies: each value of a payload is a column, or left out for a reason. */
import { describe, expect, it } from 'vitest';
import type { TableDef } from '../catalog/table.ts';
import { rowDecoder } from './row-decoder.ts';
import { payloadObjects, payloadsArePresent, scalarPaths } from './test-support/recorded-payloads.ts';
import { tableNamed } from './test-support/sandbox-scan.ts';

const note = payloadsArePresent ? '' : ' (skipped: there are none here)';

/** Which files hold objects of which table. */
const files: Readonly<Record<string, readonly string[]>> = {
  Workspaces: ['user-workspaces.item', 'spec-example.user-workspaces'],
  Projects: ['projects.item', 'projects.list'],
  Repositories: [
    'repositories.item',
    'repositories.item-2026',
    'repositories.list-page1',
    'repositories.list-page2',
  ],
  Branches: ['branches.item', 'branches.list', 'branches.filtered'],
  Tags: ['tags.list', 'tags.list-2'],
  Commits: ['commits.item', 'commits.list', 'commits.range'],
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
  WorkspaceMembers: ['workspace-members', 'workspace-members.wiremock'],
  Users: ['workspace-members', 'workspace-members.wiremock'],
  WorkspacePermissions: ['spec-example.workspaces-workspace-permissions'],
  ProjectDefaultReviewers: ['spec-example.workspaces-workspace-projects-project-key-default-reviewers'],
  ProjectDeployKeys: ['spec-example.workspaces-workspace-projects-project-key-deploy-keys'],
  ProjectUserPermissions: ['spec-example.workspaces-workspace-projects-project-key-permissions-config-users'],
  ProjectGroupPermissions: [
    'spec-example.workspaces-workspace-projects-project-key-permissions-config-groups',
  ],
  CurrentUser: ['user.current'],
  UserEmails: ['user.emails'],
  SshKeys: ['spec-example.users-selected-user-ssh-keys'],
  GpgKeys: ['spec-example.users-selected-user-gpg-keys'],
  WebhookEventTypes: ['spec-example.hook-events-subject-type'],
  Issues: ['issues.item', 'issues.list', 'issues.devlake'],
  IssueComments: ['issue-comments.devlake'],
  IssueChanges: ['spec-example.repo-issues-issue-id-changes'],
};

/** What is in no column, by where it stands. Such a list stays short: at most a tenth of the values beside these kinds. */
const everywhere: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/(^|\.)links\./, 'addresses of further calls and pages, of which WebURL is kept'],
  [/(^|\.)type$/, 'says what kind of object it is, as the table does'],
  [/(^|\.)(html|markup)$|^(summary|rendered)\./, 'a rendering of a text that is a column'],
  [
    /(^|\.)(repository|workspace|project|subject|parent|mainbranch|pullrequest|issue)\.[^.]+/,
    'of another object beside its key: columns of the table of that name',
  ],
  [
    /(^|\.)(user|owner|creator|deployer|terminator|reporter|assignee|created_by|tagger|group)\.[^.]+/,
    'of an account beside what identifies it: columns of Users',
  ],
];

/** What a table leaves out beside that. */
const omissions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Repositories: { enforced_signed_commits: 'seen as null only, and documented nowhere' },
};

function isColumn(table: TableDef, path: string): boolean {
  return table.columns.some(
    (column) =>
      path === column.path ||
      // An object that is not there.
      column.path.startsWith(`${path}.`) ||
      (column.type === 'JSON' && (path.startsWith(`${column.path}.`) || path.startsWith(`${column.path}[`))),
  );
}

describe.skipIf(!payloadsArePresent)(`recorded payloads${note}`, () => {
  it.each(Object.entries(files))('of %s are in columns', (name, sources) => {
    const table = tableNamed(name);
    const decoder = rowDecoder(
      table,
      table.columns.map((column) => column.name),
    );
    const objects = sources.flatMap(payloadObjects);
    expect(objects.length).toBeGreaterThan(0);
    expect(decoder.decode(objects, new Map()).rowCount).toBe(objects.length);
    const paths = [...new Set(objects.flatMap((object) => scalarPaths(object)))];
    const own = paths.filter(
      (path) => isColumn(table, path) || !everywhere.some(([pattern]) => pattern.test(path)),
    );
    const left = own.filter((path) => !isColumn(table, path));
    expect(left).toEqual(Object.keys(omissions[name] ?? {}));
    expect(left.length).toBeLessThanOrEqual(Math.max(1, own.length / 10));
  });
});
