/**
 * Holds the tables against Bitbucket's own description of its API, where a copy of that is at hand:
 * DRAWBRIDGE_OPENAPI names it, else it is looked for beside the repository, and elsewhere the tests are skipped.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiTables } from './tables.ts';
import type { ColumnType, TableDef } from './table.ts';

const besideRepository = join(import.meta.dirname, '../../../shared/bitbucket/openapi.json');
const file = process.env['DRAWBRIDGE_OPENAPI'] ?? besideRepository;
const isPresent = existsSync(file);
const note = isPresent ? '' : ' (skipped: there is no copy of it here)';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Operation {
  readonly security?: readonly { readonly oauth2?: readonly string[] }[];
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Description {
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
}

/** What recorded replies have and the document lacks. */
const onlyRecorded = new Set([
  'CommitStatuses.RepositoryUUID',
  'CommitStatuses.RepositoryName',
  'PullRequestStatuses.CommitHash',
  'PullRequestStatuses.RepositoryUUID',
  'PullRequestStatuses.RepositoryName',
  'Repositories.Slug',
  'PullRequests.Description',
  'PullRequests.ClosedOn',
  'WorkspacePullRequestsByUser.Description',
  'WorkspacePullRequestsByUser.ClosedOn',
  'Pipelines.TargetPullRequestId',
  'Pipelines.TriggerName',
  'Pipelines.DurationInSeconds',
  'BranchingModel.APIURL',
  'CurrentUser.Location',
  'CurrentUser.Username',
  'DeployKeys.CreatedOn',
  'DeployKeys.Id',
  'Deployments.CommitHash',
  'Deployments.CompletedOn',
  'Deployments.Key',
  'Deployments.LastUpdateTime',
  'Deployments.PipelineUUID',
  'Deployments.ReleaseKey',
  'Deployments.StartedOn',
  'Deployments.StepUUID',
  'Deployments.Version',
  'Environments.AdminOnly',
  'Environments.CategoryName',
  'Environments.DeploymentGateEnabled',
  'Environments.EnvironmentLockEnabled',
  'Environments.Hidden',
  'Environments.LockName',
  'Environments.Rank',
  'Environments.Slug',
  'Environments.TypeName',
  'Files.Attributes',
  'Files.EscapedPath',
  'Files.Mimetype',
  'Files.Size',
  'FileHistory.Attributes',
  'FileHistory.Mimetype',
  'FileHistory.Size',
  'Forks.Slug',
  'IssueChanges.Id',
  'PipelineSteps.BuildSecondsUsed',
  'PipelineSteps.DurationInSeconds',
  'PipelineSteps.MaxTime',
  'PipelineSteps.Name',
  'PipelineSteps.RunNumber',
  'PipelineSteps.StateStageName',
  'PipelineSteps.TeardownCommands',
  'PipelineSteps.TriggerType',
  'ProjectDeployKeys.CreatedOn',
  'ProjectDeployKeys.Id',
  'SnippetComments.ContentRaw',
  'SnippetComments.CreatedOn',
  'SnippetComments.Deleted',
  'SnippetComments.Id',
  'SnippetComments.ParentId',
  'SnippetComments.UpdatedOn',
  'SnippetComments.UserAccountId',
  'SnippetComments.UserDisplayName',
  'SnippetComments.UserUUID',
  'Snippets.WebURL',
  // Only to be written.
  'BranchingModel.ProductionEnabled',
  'Files.Author',
  'Files.Branch',
  'Files.Content',
  'Files.Message',
  'Snippets.FileContent',
  'Snippets.FileName',
  'Webhooks.HistoryEnabled',
  'Webhooks.ReadOnly',
  'Webhooks.SkipCertVerification',
  'Webhooks.Source',
  'Users.UserEmail',
  'WorkspaceMembers.UserEmail',
  'CurrentUserWorkspacePermission.Permission',
  'WorkspacePermissions.AddedOn',
  'WorkspacePermissions.LastAccessed',
  'WorkspacePermissions.Permission',
  'WorkspaceWebhooks.HistoryEnabled',
  'WorkspaceWebhooks.ReadOnly',
  'WorkspaceWebhooks.SkipCertVerification',
  'WorkspaceWebhooks.Source',
  'Repositories.Website',
  'Forks.Website',
  'Repositories.OverrideSettings',
  'Forks.OverrideSettings',
  'Pipelines.TerminatorUUID',
  'Pipelines.TerminatorDisplayName',
  'Pipelines.TerminatorAccountId',
  'Pipelines.TargetSource',
  'Pipelines.TargetDestination',
  'Pipelines.TargetDestinationCommitHash',
  'Pipelines.RunNumber',
  'Pipelines.FirstSuccessful',
  'Pipelines.Expired',
  'Pipelines.HasVariables',
  'Issues.Watches',
  'Environments.TypeRank',
  'Deployments.EnvironmentTypeName',
  'CurrentUser.Website',
  'IssueChanges.OldAssigneeAccountId',
  'IssueChanges.NewAssigneeAccountId',
  // The document does not say what is watched, and calls the names of snippets numbers.
  'Webhooks.SubjectUUID',
  'WorkspaceWebhooks.SubjectUUID',
  'Snippets.Id',
  'SnippetComments.SnippetId',
  'SnippetCommits.SnippetId',
]);

/** Tables whose replies the document has only words for, and what it calls such replies elsewhere. */
const shownOnly: Readonly<Record<string, string>> = {
  PullRequestCommits: 'paginated_changeset',
  PullRequestDiffStat: 'paginated_diffstats',
};

/** Of these the document doesn't say what they hold, or shows it by examples; recorded ones stand for them elsewhere. */
const undescribed = new Set([
  'UserEmails',
  'Downloads',
  'PullRequestActivity',
  'PipelineTestReports',
  'PipelineTestCases',
]);

const described: Readonly<Record<ColumnType, RegExp>> = {
  VARCHAR: /^string( uri)?$/,
  JSON: /^(array|object)$/,
  BIGINT: /^integer/,
  INTEGER: /^integer/,
  DOUBLE: /^number/,
  BOOLEAN: /^boolean$/,
  TIMESTAMP: /^string date-time$/,
  DATE: /^string date$/,
};

describe.skipIf(!isPresent)(`beside Bitbucket's OpenAPI document${note}`, () => {
  const document = isPresent ? (JSON.parse(readFileSync(file, 'utf8')) as Description) : null;
  const { definitions = {}, paths = {} } = document ?? {};

  const operationOf = ({ endpoint }: TableDef): Operation | undefined => {
    const wanted = nameless(endpoint?.path ?? '');
    return Object.entries(paths).find(([path]) => nameless(path) === wanted)?.[1].get;
  };

  /** The schema with all that it is composed of and, of what has kinds, those. */
  const parts = (schema: Schema | undefined): readonly Schema[] => {
    if (schema === undefined) return [];
    const { $ref: reference, allOf = [] } = schema;
    if (reference === undefined) return [schema, ...allOf.flatMap(parts)];
    const composed = parts(definitions[reference.replace('#/definitions/', '')]);
    const kinds = Object.values(definitions).filter((kind) =>
      kind.allOf?.some(({ $ref: base }) => base === reference && base !== '#/definitions/object'),
    );
    return [...composed, ...kinds.flatMap((kind) => (kind.allOf ?? []).slice(1).flatMap(parts))];
  };

  /** Of an object, or of the items of a list that is unfolded. */
  const membersOf = (schema: Schema, step: string): readonly Schema[] =>
    parts(schema)
      .flatMap((part) => [part, ...parts(part.items)])
      .flatMap(({ properties }) => properties?.[step] ?? []);

  const inSchemas = apiTables.filter(({ name }) => !undescribed.has(name));

  it.each(inSchemas)('$name reads members that its endpoint has, as what they are', (table) => {
    const shown = shownOnly[table.name];
    const reply = parts(
      shown === undefined ? operationOf(table)?.responses['200']?.schema : definitions[shown],
    );
    const members =
      table.endpoint?.paging === 'single'
        ? reply
        : reply.flatMap(({ properties }) => properties?.['values']?.items ?? []);
    expect(members).not.toHaveLength(0);
    const wrong = table.columns.filter(({ path, type, filter, derived }) => {
      const found = path
        .split('.')
        .reduce<readonly Schema[]>((at, step) => at.flatMap((schema) => membersOf(schema, step)), members);
      // What stands in the address need not be repeated by the reply.
      if (found.length === 0 && (filter?.via === 'path' || path.startsWith('{'))) return false;
      // Whatever it is, the column says no more than that it is there.
      if (derived === 'presence') return found.length === 0;
      const types = found
        .flatMap(parts)
        .map((part) => [part.type, part.format].filter((word) => word !== undefined).join(' '));
      return !types.some((one) => described[type].test(one));
    });
    const names = wrong.map(({ name }) => `${table.name}.${name}`);
    expect(names.filter((name) => !onlyRecorded.has(name))).toEqual([]);
  });

  it.each(apiTables)('$name names the scopes that its endpoint asks for', (table) => {
    const scopes = operationOf(table)?.security?.flatMap(({ oauth2 }) => oauth2 ?? []);
    expect(scopes ?? []).toEqual(table.scopes);
  });
});

function nameless(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
}
